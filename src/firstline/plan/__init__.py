"""From YAML to a `Plan`, or to all its faults; then to a `Hotline`, to words, to pictures."""
