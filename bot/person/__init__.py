"""What is kept of one person, for the operator whom that person has asked: shown, handed out, erased, and noted."""
