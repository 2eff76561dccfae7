"""An administrator's change, tried before it counts."""
