"""The book's own words, in both languages: headings of lists, labels, how a date is written."""

from __future__ import annotations

from babel.dates import format_date

from duizhao.book.model import Book
from duizhao.diagnostics import Words

INTERFACE: dict[str, Words] = {
    "contents": Words("目录", "Contents"),
    "figures": Words("图目录", "Figures"),
    "tables": Words("表目录", "Tables"),
    "imprint": Words("版本信息", "Imprint"),
    "chapter": Words("第{}章", "Chapter {}"),
    "note": Words("注：", "Note: "),
    "source": Words("资料来源：", "Source: "),
    "modelled": Words(
        "带*的数值为模拟值，并非公布值。",
        "Values marked * are modelled, not published figures.",
    ),
    "modelled_figure": Words(
        "图中含模拟值，并非公布值。",
        "The figure contains modelled values, not published ones.",
    ),
    "continued": Words("（续）", " (continued)"),
}


def words(language: str) -> dict[str, str]:
    """Return every word in `language`."""
    return {key: pair.of(language) for key, pair in INTERFACE.items()}


def date_text(book: Book) -> str:
    """Return the book's date as its language writes it: 2024年12月 or December 2024."""
    if book.language == "zh":
        return f"{book.date.year}年{book.date.month}月"
    return format_date(book.date, "LLLL yyyy", locale="en_GB")
