"""Administrators make a new entry from the phone, one step after another."""
