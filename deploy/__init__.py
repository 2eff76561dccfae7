"""What an installation is made of: the image, the service, and commands that look at the parts."""
