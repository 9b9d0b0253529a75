"""Import contacts from a file into a mailing list, step by step."""
