"""What differs between two states of a survey, or two surveys, in words."""
