"""One edition, read and filled: its figures, its chapters in both languages, its numbering."""
