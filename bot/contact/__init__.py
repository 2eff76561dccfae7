"""How the team is reached, in words."""
