"""The decisions, as pure functions: who is next, which agent, how long it will take."""
