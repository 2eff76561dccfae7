"""Administrators settle what was asked and not answered."""
