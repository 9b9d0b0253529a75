"""Distributions: what was sent and made for surveys, sending, reminding, deleting what waits."""
