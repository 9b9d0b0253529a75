"""Everything the product keeps on this machine: SQLite files, settings, secrets, part files."""
