"""Offboarding: what a user has goes to a successor, step by step, over the one write engine."""
