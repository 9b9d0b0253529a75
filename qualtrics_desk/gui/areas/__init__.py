"""Rooms that are lists of things: one panel, one page and one detail for all of them."""
