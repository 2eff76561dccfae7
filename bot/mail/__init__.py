"""A letter, and the server that takes it."""
