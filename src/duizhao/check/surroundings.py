"""Surroundings: the bilingual texts beside chapters, as pairs of blocks for the rules of pairs.

A figure's note and alternative text and an edition's front page say what chapters say, in both
languages; so the same rules read them. Of definitions the numbers are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from duizhao.check.registry import BOTH, PAIR_RULES, edition_rule
from duizhao.check.scopes import BlockView, EditionView
from duizhao.check.text import prose
from duizhao.check.text.numerals import IN_WORDS
from duizhao.check.text.prose import Passage, Span
from duizhao.diagnostics import Diagnostic, Place, Words
from duizhao.document.source import masked
from duizhao.document.tree import Expression
from duizhao.expressions.evaluate import evaluated
from duizhao.expressions.namespace import Namespace
from duizhao.expressions.parser import parse
from duizhao.expressions.value import Misuse
from duizhao.files.multilingual import Texts

_NUMBER = re.compile(r"(?<![\dA-Za-z.])\d+(?:\.\d+)?(?![\dA-Za-z月])")
_POWER = re.compile("[万亿]|illion|thousand")
# Rules of chapters that hold for every text in two languages. Claims stand in chapters only.
EVERYWHERE = (
    *("value-row", "value-year", "value-column", "value-unit", "list-total", "direction-differs"),
    *("parity-date", "parity-direction", "parity-hedge", "parity-negation", "parity-order"),
    *("parity-qualifier", "parity-superlative", "parity-value", "term-exchanged", "parity-list"),
)


@edition_rule("beside-chapters", "parity")
def beside_chapters(view: EditionView) -> Iterator[Diagnostic]:
    """Texts beside the chapters contradict the data, or one language the other.

    Notes and alternative texts of figures, an edition's introduction, descriptions and highlights
    are read by the rules that read chapters: values beside their names, years and units,
    directions, negations, superlatives, dates, names. Numbers in digits are the same in both
    languages of a definition, too. What is found is told under this id.

    章节以外的双语文字与数据矛盾，或两种语言不一致：图表的附注和替代文字、版本首页的文字，都用检查章节的
    同一套规则检查；术语释义里用数字写的数，两种语言要相同。
    """
    blocks = tuple(_blocks(view))
    if not view.pairs:
        return
    pair = replace(view.pairs[0], name="", blocks=blocks, aligned=True, reviews=None)
    for name in EVERYWHERE:
        for finding in PAIR_RULES[name](pair):
            if name == "value-row" and re.search(r"\d", finding.message.en.split("”")[0]):
                continue  # a chart’s classes in their order: each column needs no label
            yield replace(finding, rule="beside-chapters")
    if {*BOTH} <= {*view.languages}:
        yield from _definitions(view)


def _definitions(view: EditionView) -> Iterator[Diagnostic]:
    for term in view.lexicon.glossary:
        both = term.entry.definition
        if both is None:
            continue
        if _POWER.search(both.zh) or _POWER.search(both.en):
            continue  # 10亿 is a billion
        said = [set(_NUMBER.findall(both.of(language).replace(",", ""))) for language in BOTH]
        for number in sorted(said[0] ^ said[1]):
            if all(_says(number, both.of(language), language) for language in BOTH):
                continue
            yield Diagnostic(
                "beside-chapters",
                term.place,
                Words(
                    f"“{term.id}”的释义里，{number}只在一种语言中出现",
                    f"{number} stands in one language of the definition of “{term.id}” only",
                ),
                Words("请看看哪一边写错了", "see which of them is mistaken"),
            )


def _says(number: str, text: str, language: str) -> bool:
    """Whether a text has a number in digits or, up to twenty, in words."""
    words = IN_WORDS[language]
    in_words = number.isdigit() and int(number) < len(words) and words[int(number)] in text
    return number in _NUMBER.findall(text.replace(",", "")) or in_words


def _blocks(view: EditionView) -> Iterator[BlockView]:
    for anchor, both, places in _texts(view):
        figure = view.material.figures.get(anchor)
        names = view.material.names_under(figure) if figure else view.material.namespace
        texts = {code: _passage(both.of(code), code, at, names) for code, at in places.items()}
        yield BlockView(anchor, texts)


def _texts(view: EditionView) -> Iterator[tuple[str, Texts, dict[str, Place]]]:
    for figure in view.material.figures.values():
        for key in ("note", "alt"):
            text = getattr(figure.file, key)
            if text is not None:
                yield figure.name, text, {x: figure.document.place(key, x) for x in view.languages}
    file = view.edition.file
    lines = (view.root / view.edition.path).read_text(encoding="utf-8").split("\n")
    for text in (file.introduction, *file.descriptions.values()):
        if text is not None:
            yield "front", text, {x: _at(lines, text.of(x), view) for x in view.languages}
    for one in file.highlights:
        words = {x: f"{{{{ {one.value} }}}} {one.label.of(x)}" for x in view.languages}
        yield (
            "front",
            Texts.model_validate(words),
            {x: _at(lines, one.label.of(x), view) for x in view.languages},
        )


def _at(lines: Sequence[str], text: str, view: EditionView) -> Place:
    """Return the line of the edition’s file on which a text begins."""
    begins = text.strip()[:24]
    found = (n for n, line in enumerate(lines, start=1) if begins and begins in line)
    return Place(view.edition.path, next(found, 1))


def _passage(text: str, language: str, place: Place, namespace: Namespace) -> Passage:
    source = masked(text, place).value
    passage = prose.of_words(source, language, "paragraph")
    return replace(passage, spans=tuple(_filled(span, namespace) for span in passage.spans))


def _filled(span: Span, namespace: Namespace) -> Span:
    if not isinstance(span.piece, Expression):
        return span
    try:
        return replace(span, result=evaluated(parse(span.piece.source), namespace))
    except Misuse:
        return span
