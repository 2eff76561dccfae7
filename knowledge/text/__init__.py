"""What somebody typed, as words."""
