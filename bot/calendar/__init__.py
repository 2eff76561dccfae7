"""Events in words: when and where they are, and a warning when none is left."""
