"""Numbers, not people."""
