"""The report as a Quarto book: `chapter` writes Quarto's Markdown, `book` all files of a book."""
