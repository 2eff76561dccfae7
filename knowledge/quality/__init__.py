"""What would serve leaders better."""
