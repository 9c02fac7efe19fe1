"""Pages of plans and imports."""
