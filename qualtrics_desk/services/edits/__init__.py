"""Contacts edited by hand: shown over the list, committed over the write engine."""
