"""Questions without an answer, and what may be learned from them."""
