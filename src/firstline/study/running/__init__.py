"""Units are simulated: how many, where, within which limits."""
