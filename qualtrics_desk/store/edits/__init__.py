"""Staged edits of one mailing list: what a person changed in the grid and has not committed."""
