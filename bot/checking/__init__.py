"""Is this folder fit to serve?"""
