"""The report of a plan: its own table with what was reached, told from the facts."""
