"""All that can be seen in a message."""
