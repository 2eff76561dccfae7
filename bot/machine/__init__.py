"""What the assistant needs of the machine it runs on: files for their owner alone, folders, memory, locks."""
