"""Talking with somebody at a terminal: what is typed, and how it is shown."""
