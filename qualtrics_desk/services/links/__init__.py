"""Personal links: generating them, and exporting them to a file."""
