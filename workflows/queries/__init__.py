"""Reads of pages: open work, what is followed, history, letters."""
