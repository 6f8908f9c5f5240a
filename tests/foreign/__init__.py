"""Texts in both languages that nobody here wrote, and which findings in them are true."""
