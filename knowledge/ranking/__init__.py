"""How probable each entry is."""
