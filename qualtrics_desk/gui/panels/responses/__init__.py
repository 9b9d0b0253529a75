"""The room of the responses: exports in a queue, and a quick look at what came."""
