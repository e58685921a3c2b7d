"""The words of the trade: time, hotline, call, agent, week. Standard library only."""
