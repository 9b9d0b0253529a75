"""Tables: things of one kind as the service gave them, read once, looked at often."""
