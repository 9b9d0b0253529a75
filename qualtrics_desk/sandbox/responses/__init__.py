"""Responses of the stand-in's surveys, and the files their exports are (qualtrics-api.md D.13)."""
