"""Composition root of the window: start, event loop, shutdown, crash reports, the tour."""
