"""The same hotline under a virtual clock: invented callers and agents on the live switchboard."""
