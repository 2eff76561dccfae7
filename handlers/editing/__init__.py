"""Administrators change the knowledge in a chat."""
