"""Contact import: from a file to outcomes, over the write engine."""
