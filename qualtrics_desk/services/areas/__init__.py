"""Areas of the service that are lists of things: people, library, events; one way for all."""
