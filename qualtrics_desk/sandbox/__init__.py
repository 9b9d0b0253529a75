"""A Qualtrics brand on this machine, to rehearse on and to test against (design.md 5)."""
