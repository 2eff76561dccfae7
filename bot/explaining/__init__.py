"""Why a question is answered as it is, and what a change does to the questions of leaders."""
