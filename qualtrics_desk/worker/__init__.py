"""The process that does long jobs for the window, driven by messages on a pipe."""
