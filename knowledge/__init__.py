"""What is known, and how a question finds it. Pure: no files, clock, SQL or network."""
