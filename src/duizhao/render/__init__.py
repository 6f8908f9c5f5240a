"""Filled chapters, figures and values as words in one language, for whatever prints them."""
