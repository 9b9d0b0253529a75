"""The tour: the daily jobs played in the real window by mouse and key events, with pictures."""
