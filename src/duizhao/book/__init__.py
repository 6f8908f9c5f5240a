"""Print: a finished book becomes a tagged PDF, through pandoc and Typst."""

from duizhao.book.blocks import (
    Caption,
    Cell,
    escaped,
    figure_block,
    heading_text,
    reference_text,
    table_block,
    value_text,
)
from duizhao.book.model import Book, Chapter, Printed
from duizhao.book.typeset import write

__all__ = [
    "Book",
    "Caption",
    "Cell",
    "Chapter",
    "Printed",
    "escaped",
    "figure_block",
    "heading_text",
    "reference_text",
    "table_block",
    "value_text",
    "write",
]
