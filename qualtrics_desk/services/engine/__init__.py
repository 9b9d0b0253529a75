"""The write engine: plan, journal, send, settle, reconcile, resume (design.md 3)."""
