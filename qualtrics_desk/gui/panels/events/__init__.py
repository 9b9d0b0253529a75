"""The room of the events: subscriptions, and a workbench for what they deliver."""
