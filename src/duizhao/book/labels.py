"""The book's own words, in both languages: headings of lists, labels, how a date is written."""

from __future__ import annotations

from babel.dates import format_skeleton

from duizhao.book.model import Book
from duizhao.language import language_of
from duizhao.language.label import Label
from duizhao.language.labels import (
    GLOSSARY,
    MODELLED_FIGURE,
    MODELLED_VALUES,
    NOTE,
    SOURCE,
)

LABELS: dict[str, Label] = {
    "contents": Label("目录", "Contents"),
    "figures": Label("图目录", "Figures"),
    "tables": Label("表目录", "Tables"),
    "imprint": Label("版本信息", "Imprint"),
    "chapter": Label("第{}章", "Chapter {}"),
    "note": NOTE,
    "source": SOURCE,
    "modelled": MODELLED_VALUES,
    "modelled_figure": MODELLED_FIGURE,
    "appendix": Label("附录", "Appendix"),
    "appendix_head": Label("模型数据", "Modelled data"),
    "cite": Label("引用格式", "How to cite"),
    "glossary": GLOSSARY,
    "continued": Label("（续）", " (continued)"),
}


def words(language: str) -> dict[str, str]:
    """Return every word in `language`."""
    return {key: pair.of(language) for key, pair in LABELS.items()}


def date_text(book: Book) -> str:
    """Return the book's date as its language writes it: 2024年12月 or December 2024."""
    return format_skeleton("yMMMM", book.date, locale=language_of(book.language).locale)
