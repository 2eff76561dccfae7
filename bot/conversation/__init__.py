"""What leaders are told, what is remembered of it, and what they save."""
