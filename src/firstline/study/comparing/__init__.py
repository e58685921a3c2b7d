"""The same callers under other plans: what-ifs, and what they change."""
