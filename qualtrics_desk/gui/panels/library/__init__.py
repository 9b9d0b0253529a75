"""The room of the libraries: messages, graphics, surveys and blocks."""
