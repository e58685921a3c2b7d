"""The switchboard: events in, commands out. No I/O, no clock of its own, no chance."""
