"""Reading what the service has into tables that the window shows, and writing them to files."""
