"""The audit of published numbers: what cannot be right, and which errata speak of it."""
