"""The three packages put to the test, as people use them."""
