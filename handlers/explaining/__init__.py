"""Why a question is answered as it is, and how a waiting change would answer it."""
