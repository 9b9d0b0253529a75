"""Spreadsheets in and out: what kind of file it is, its rows, and files for people."""
