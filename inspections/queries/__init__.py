"""What the pages of inspections and visits read."""
