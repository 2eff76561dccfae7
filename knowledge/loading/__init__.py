"""From YAML text to the knowledge, or to every problem in it."""
