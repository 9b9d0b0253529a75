"""What each command takes, a module for each area; `cli/parser.py` puts them together."""
