"""Ranked: ranks of one list are used once, leave no gap, and follow the numbers."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from duizhao.check.sources.ranks import rank_of
from duizhao.check.text.quantities import MONTH, RANK, YEAR
from duizhao.compare.paragraphs import Paragraph
from duizhao.diagnostics import Diagnostic, Related, Words

_HAN = "[一二三四五六七八九十]{1,3}|\\d{1,2}"
_RANKS = {
    "zh": re.compile(
        rf"(?P<first>最[多高大]的?|居首|首位)|(?P<next>其次)|(?:排名|位居|位列|排在|居)第(?P<rank>{_HAN})(?:位|名)?(?P<more>[、和至到]第?(?:{_HAN}))*"
    ),
    "en": re.compile(
        r"\b(?:rank(?:s|ed|ing)?|comes?|came|is|are|was|were|in|placed)\s(?:in\s)?(?:the\s)?"
        r"(?P<rank>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|\d{1,2}(?:st|nd|rd|th))"
        r"\b(?!\s(?:and|quarter|time|half|year|of))(?P<more>)",
        re.IGNORECASE,
    ),
}


@dataclass(frozen=True)
class _Rank:
    rank: int
    start: int
    end: int
    value: Decimal | None
    unit: str


def ranks(paragraph: Paragraph) -> Iterator[Diagnostic]:
    """Yield ranks that are used twice or leave a gap, and ranks that their numbers deny."""
    for listed in _lists(paragraph):
        for one, other in itertools.pairwise(listed):
            message = _wrong(one, other, len(listed))
            if message is not None:
                yield Diagnostic(
                    "source-rank",
                    paragraph.place(other.start, other.end),
                    message,
                    Words("请核对名次", "see to the ranks"),
                    related=Related(paragraph.place(one.start, one.end)),
                )


def _wrong(one: _Rank, other: _Rank, length: int) -> Words | None:
    """Return what is wrong with a rank after the one before it in a list of so many."""
    if other.rank == one.rank:
        return Words(f"名次第{one.rank}用了两次", f"the rank {one.rank} is used twice")
    if other.rank > one.rank + 1 and length > 2:
        return Words(
            f"名次由第{one.rank}跳到第{other.rank}",
            f"the ranks skip from {one.rank} to {other.rank}",
        )
    if one.value is None or other.value is None or one.unit != other.unit:
        return None
    if other.value <= one.value:
        return None
    return Words(
        f"第{other.rank}的{other.value}大于第{one.rank}的{one.value}",
        f"{other.value} is ranked {other.rank}, and {one.value} is ranked {one.rank}",
    )


def _rank(match: re.Match[str]) -> int | None:
    words = match.groupdict()
    return 1 if words.get("first") else 2 if words.get("next") else rank_of(match["rank"])


def _lists(paragraph: Paragraph) -> Iterator[list[_Rank]]:
    """Yield the ranks of a paragraph in lists: each begins anew where the ranks do."""
    text, language = paragraph.masked, paragraph.language
    matches = list(_RANKS[language].finditer(text))
    listed: list[_Rank] = []
    for index, match in enumerate(matches):
        rank = _rank(match)
        if rank is None:
            continue
        until = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        said = text[match.start("rank") : match.end()] if match["rank"] else ""
        several = [rank_of(more) for more in re.findall(_HAN, said)]
        value = unit = None
        for number in paragraph.quantities:
            if match.end() <= number.start < until and number.digits:
                if number.unit in (RANK, YEAR, MONTH):
                    continue
                value, unit = number.value, number.unit
                break
        if (listed and rank < listed[-1].rank) or (listed and rank == 1):
            yield listed
            listed = []
        first = _Rank(
            rank, match.start(), match.end(), value if len(several) < 2 else None, unit or ""
        )
        listed.append(first)
        for more in several[1:]:
            if more is not None and more > rank:
                for between in range(listed[-1].rank + 1, more + 1):
                    listed.append(_Rank(between, match.start(), match.end(), None, ""))
    if listed:
        yield listed
