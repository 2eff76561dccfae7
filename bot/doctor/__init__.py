"""What the doctor sees of an installation, and how to put each thing right."""
