"""Robot callers and robot agents with real phones, for a hotline to be tried on one machine."""
