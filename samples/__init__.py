"""Documents of a fictional region, written for this project."""
