"""The whole knowledge at a glance, for those who look after it."""
