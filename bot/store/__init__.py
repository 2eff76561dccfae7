"""Rows in, values out: the only place that knows SQL."""
