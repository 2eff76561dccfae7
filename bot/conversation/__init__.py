"""What leaders are told, and what is remembered of it."""
