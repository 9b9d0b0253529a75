"""The first run: from a paste to a profile, or into the sandbox."""
