"""Shows answers to a person in a terminal; programs use --json."""
