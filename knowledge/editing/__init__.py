"""From one text of a file to the next, and what changed."""
