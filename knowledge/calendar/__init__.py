"""Events: which are ahead, which are over, and how leaders ask for them."""
