"""One table model over the stores; columns per kind of thing."""
