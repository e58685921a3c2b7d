"""What a surge did: the same days with it and without it."""
