"""Succession: an edition followed by the next one: years moved, words carried over, files begun."""
