"""Chapters as documents: parsed once, both languages paired block by block."""
