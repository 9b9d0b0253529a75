"""Personal links: choose them, read them, write them to a file."""
