"""The compiled heart of the simulator: laws, arrivals, callers, agents, and the run itself."""
