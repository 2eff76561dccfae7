"""Leaders and staff at the counter."""
