"""The hotline at work: wall clock, store, wiring, draining, health."""
