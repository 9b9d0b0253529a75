"""The room of jobs: what was done, what became of every row, what can still be done about it."""
