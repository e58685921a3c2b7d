"""The hotline over HTTP: what a desk phone cannot say, and what a supervisor wants to see."""
