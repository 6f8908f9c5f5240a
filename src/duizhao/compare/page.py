"""Page: two texts side by side as one HTML file, every finding where it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from duizhao.compare.pairing import Pair
from duizhao.compare.paragraphs import Paragraph
from duizhao.diagnostics import Diagnostic, Words, in_order

_STYLE = Path(__file__).with_name("page.css")
_SIDES = ("zh", "en")


@dataclass(frozen=True)
class _Mark:
    """A part of a paragraph that a finding is about."""

    start: int
    end: int
    number: int
    severity: str


def page(pairs: Sequence[Pair], findings: Iterable[Diagnostic], paths: Mapping[str, str]) -> str:
    """Return the page; it requests nothing and suits light and dark."""
    numbered = list(enumerate(in_order(findings), 1))
    title = " ↔ ".join(escape(paths[side]) for side in _SIDES if side in paths)
    errors = sum(one.severity == "error" for _, one in numbered)
    counts = Words(
        f"{errors}处错误，{len(numbered) - errors}处提醒",
        f"{errors} errors, {len(numbered) - errors} to look at",
    )
    rows = "\n".join(_row(pair, numbered) for pair in pairs)
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE.read_text(encoding='utf-8')}</style>\n</head>\n"
        f"<body>\n<header>\n<h1>{title}</h1>\n"
        f'<p><span lang="zh">{counts.zh}</span> · {counts.en}</p>\n{_contents(numbered)}</header>\n'
        f"<main>\n{rows}\n</main>\n</body>\n</html>\n"
    )


def _contents(numbered: Sequence[tuple[int, Diagnostic]]) -> str:
    links = "".join(
        f'<li class="{one.severity}"><a href="#f{number}">{number}</a></li>'
        for number, one in numbered
    )
    return f'<nav aria-label="findings · 问题"><ol>{links}</ol></nav>\n' if links else ""


def _row(pair: Pair, numbered: Sequence[tuple[int, Diagnostic]]) -> str:
    sides, told = [], []
    for side in _SIDES:
        texts = []
        for paragraph in pair.of(side):
            marks = list(_marks(paragraph, numbered))
            told += [one for one in numbered if paragraph.offset(one[1].place) is not None]
            texts.append(_text(paragraph, marks))
        missing = '<p class="missing" aria-label="missing · 没有">—</p>'
        sides.append(f'<div class="side" lang="{side}">{"".join(texts) or missing}</div>')
    notes = "".join(_note(number, one) for number, one in sorted(told, key=lambda one: one[0]))
    notes = f'<ul class="notes">{notes}</ul>' if notes else ""
    return f"<section{' class=found' if notes else ''}>{''.join(sides)}{notes}</section>"


def _marks(paragraph: Paragraph, numbered: Sequence[tuple[int, Diagnostic]]) -> Iterator[_Mark]:
    """Yield the parts of a paragraph that findings are about, or lead to."""
    for number, one in numbered:
        places = [one.place]
        if one.related is not None and one.related.place.end is not None:
            places.append(one.related.place)
        for place in places:
            start = paragraph.offset(place)
            if start is not None:
                length = (place.end or 0) - (place.column or 1) if place.end else 1
                if paragraph.cell is not None and place.end is not None:
                    length = place.end - start
                yield _Mark(start, start + max(1, length), number, one.severity)


def _text(paragraph: Paragraph, marks: Sequence[_Mark]) -> str:
    """Return a paragraph with its marks; where two meet, the first has the text."""
    raw, found, position = paragraph.raw, [], 0
    for mark in sorted(marks, key=lambda one: (one.start, -one.end)):
        start, end = max(mark.start, position), min(mark.end, len(raw))
        found.append(escape(raw[position:start]))
        words = escape(raw[start:end]) if end > start else ""
        reference = f'<a href="#f{mark.number}" class="ref">{mark.number}</a>'
        found.append(f'<mark class="{mark.severity}">{words}{reference}</mark>')
        position = max(position, end)
    tag = "h2" if paragraph.kind == "heading" else "p"
    return f'<{tag} class="{paragraph.kind}">{"".join(found)}{escape(raw[position:])}</{tag}>'


def _note(number: int, one: Diagnostic) -> str:
    hints = [hint for hint in one.hints if hint.zh]
    texts = []
    for side, apart in (("zh", "；"), ("en", "; ")):
        said = apart.join([one.message.of(side), *(hint.of(side) for hint in hints)])
        texts.append(f'<p lang="{side}">{escape(said)}</p>')
    place = f"<p class=place>{escape(one.rule)} · {escape(str(one.place))}</p>"
    return (
        f'<li id="f{number}" class="{one.severity}"><span class="number">{number}</span>'
        f"<div>{''.join(texts)}{place}</div></li>"
    )
