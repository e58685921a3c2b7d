"""The memory: what happened, entry by entry, and what can be told from it."""
