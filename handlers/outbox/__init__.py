"""What must arrive."""
