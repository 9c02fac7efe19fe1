"""Reads of pages: what a person is shown of plans, worked out before the template."""
