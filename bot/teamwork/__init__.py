"""How the team shares enquiries: notes that stay among staff, claims, and what is sent by a button."""
