"""Updates come in one by one, and each is handled once."""
