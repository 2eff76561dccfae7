"""What a message refers to, and what becomes of it."""
