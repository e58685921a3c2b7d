"""The caller's side: every way to a human, tried and ranked."""
