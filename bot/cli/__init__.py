"""The command line, a file a command: what it takes (`arguments`), and what it does (`run`)."""
