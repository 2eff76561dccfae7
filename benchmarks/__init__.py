"""How good and how fast the assistant is, measured; `make bench` runs all of it."""
