"""Print: a finished book becomes a tagged PDF, through pandoc and Typst."""

from duizhao.book.blocks import (
    Caption,
    Cell,
    figure_block,
    reference_inline,
    table_block,
    value_inlines,
)
from duizhao.book.model import Book, Chapter, Defined, Printed
from duizhao.book.typeset import write

__all__ = [
    "Book",
    "Caption",
    "Cell",
    "Chapter",
    "Defined",
    "Printed",
    "figure_block",
    "reference_inline",
    "table_block",
    "value_inlines",
    "write",
]
