"""The room of the surveys: find one, see what it asks and how it runs."""
