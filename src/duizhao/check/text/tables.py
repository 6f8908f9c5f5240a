"""Tables in words: which rows and columns a clause speaks of, and what it says that they do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from duizhao.check.text.coordinates import Figures, Mention
from duizhao.check.text.prose import Sentence
from duizhao.project.figures import Figure

_FLAGS = re.IGNORECASE
# The most and the least of a column, said of names and not of values.
EXTREME = {
    "zh": {
        "high": re.compile("最[高大多长深](?!的?一?[组类级])|居首|首位|榜首|居前|领先"),
        "low": re.compile("最[低小少短矮浅](?!的?一?[组类级])|垫底|末位|居末"),
    },
    "en": {
        "high": re.compile(
            r"\b(?:highest|largest|tallest|longest|darkest|leads?|led by|(?:is|are|comes?) first|"
            r"most of)\b",
            _FLAGS,
        ),
        "low": re.compile(
            r"\b(?:lowest|smallest|shortest|lightest|fewest|(?:is|are|comes?) last)\b", _FLAGS
        ),
    },
}
# Words by which a superlative is one of a part, or is denied.
NARROWED = {
    "zh": re.compile("其中|除|之中|以外|不是|并非|不再|未必|次[高大多]"),
    "en": re.compile(
        r"\b(?:among|of these|of those|except|but|save|not|no longer|never|second|next)\b", _FLAGS
    ),
}
# Two columns of a row, or two rows of a column, compared in words.
MORE_OR_LESS = {
    "zh": re.compile(
        "(?P<far>远远?)?(?:(?P<more>[高多大]于|超过|超出)|(?P<less>[低少小]于|不及|不足))"
    ),
    "en": re.compile(
        r"\b(?:(?P<more>above|exceeds?|(?:higher|larger|greater|longer)\b(?: than)?)|"
        r"(?P<less>below|(?:lower|smaller|less|fewer|shorter)\b(?: than)?))\b",
        _FLAGS,
    ),
}
EXCEPT = {
    "zh": re.compile("除(?:了)?(?P<names>[^，。；]+?)(?:以|之)?外"),
    "en": re.compile(r"\b(?:except(?: for)?|all but|save(?: for)?) (?P<names>[^,.;:]+)", _FLAGS),
}
MOSTLY = {"zh": re.compile("大多|多数|多半|基本"), "en": re.compile(r"\bmost(?:ly)?\b", _FLAGS)}
# What joins names to a list.
_JOINT = {
    "zh": re.compile(r"\s*(?:、|和|与|及|以及)\s*"),
    "en": re.compile(r"(?:,? and (?:the )?|, (?:the )?)"),
}
_CLAUSE = {
    "zh": re.compile("[，。；：（）]"),
    "en": re.compile(r"[.;:()]|, (?:and|but|while|with)\b"),
}


def clause(sentence: Sentence, at: int) -> tuple[int, int]:
    """Return where the clause around a character of a sentence begins and ends."""
    language, text = sentence.passage.language, sentence.text
    cuts = [m.end() for m in _CLAUSE[language].finditer(text, 0, at)]
    stop = _CLAUSE[language].search(text, at)
    return (cuts[-1] if cuts else 0), (stop.start() if stop else len(text))


def column(figure: Figure, name: str) -> dict[str, Decimal]:
    """Return the numbers of a column by row."""
    cells = ((row, figure.cell(row, name)) for row in figure.rows)
    return {row: cell.number for row, cell in cells if cell and cell.number is not None}


def lists(mentions: Sequence[Mention], text: str, language: str) -> list[list[Mention]]:
    """Return names that stand side by side, each list in order."""
    runs: list[list[Mention]] = []
    for mention in mentions:
        between = text[runs[-1][-1].end : mention.start] if runs else ""
        if runs and (mention.start < runs[-1][-1].end or _JOINT[language].fullmatch(between)):
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return runs


def rows_named(
    mentions: Sequence[Mention], figure: Figure, known: Figures
) -> Mapping[str, frozenset[str]]:
    """Return the rows of a figure of which some names are names, with the ids of each."""
    ids = {id for mention in mentions for id in mention.ids}
    rows = {row: frozenset(known.row_ids(figure, row)) for row in figure.rows}
    return {row: own for row, own in rows.items() if own & ids}
