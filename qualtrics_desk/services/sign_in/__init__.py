"""From what a person copies out of Qualtrics to a profile that works."""
