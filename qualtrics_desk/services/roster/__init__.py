"""Users, groups and memberships by file: over the one write engine (design.md 3)."""
