"""Personal details are taken out of what is kept."""
