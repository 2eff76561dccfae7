"""Leaders ask and look around."""
