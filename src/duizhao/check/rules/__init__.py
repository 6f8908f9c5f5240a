"""The rules over chapters and over everything else that a person writes."""
