"""Qualtrics Desk: contacts, personal links and surveys of a Qualtrics brand, for administrators."""

__version__ = "0.1.0"
