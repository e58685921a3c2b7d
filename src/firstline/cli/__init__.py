"""The command line: one command per file, named like it."""
