"""Use cases: coroutines that know no event loop and no window."""
