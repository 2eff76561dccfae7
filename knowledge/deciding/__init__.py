"""What is done about a message."""
