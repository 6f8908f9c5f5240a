"""Changes: two editions, or two states of a report, held against each other."""
