"""The tables of what leads where."""
