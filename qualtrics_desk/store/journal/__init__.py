"""The journal: what was asked for, what was sent, and what became of every row."""
