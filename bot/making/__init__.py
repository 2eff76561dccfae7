"""A new entry, made from the phone one step after another: a value that goes from step to step."""
