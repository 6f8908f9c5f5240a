"""The text that rules read: prose, names, numerals, sentences and what they say."""
