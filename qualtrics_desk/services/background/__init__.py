"""Long jobs in a process of their own: the messages, and the window's end of the pipe."""
