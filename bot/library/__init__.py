"""A folder of knowledge becomes the snapshot in force."""
