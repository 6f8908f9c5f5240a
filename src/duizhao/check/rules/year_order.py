"""Year order: what is said to come before or after a year is dated so in the same paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duizhao.check.registry import pair_rule
from duizhao.check.scopes import RUNNING, PairView
from duizhao.check.text.assertions import HEDGES
from duizhao.check.text.prose import Sentence
from duizhao.diagnostics import Diagnostic, Words

_YEAR = re.compile(r"(?<![\d.,—–-])[12]\d{3}(?![\d.,]*\d|\s?[—–-]\s?\d)")
# What comes before or after something: the noun right before, the year in the rest of the clause.
_ORDER = {
    "zh": re.compile(
        r"(?P<noun>[一-鿿]{2,8}?)[都也]?(?:均|则|实际上)?"
        r"(?:(?P<before>早于|先于|早在)|(?P<after>晚于|迟于|后于))(?P<rest>[^，。；：（]*)"
    ),
    "en": re.compile(
        r"\b(?P<noun>[a-z]+) (?:itself )?(?:(?:came|comes|was|is|lies|lay|fell|falls|occurred) "
        r"(?:[a-z]+ )?(?:(?P<before>before|earlier than|prior to)|(?P<after>after|later than))|"
        r"(?P<precedes>preced(?:es|ed))|(?P<follows>follow(?:s|ed)))\b(?P<rest>[^.,;:()]*)",
        re.IGNORECASE,
    ),
}
_CLAUSE = {"zh": re.compile("[，。；：（）]"), "en": re.compile(r"[.,;:()]")}


@pair_rule("year-order", "claims")
def year_order(view: PairView) -> Iterator[Diagnostic]:
    """Something is said to come before a year, and the paragraph dates it later, or the reverse.

    “The peak was 2015 … The peak came before the plan of 2017”, 高峰早于2017年: where one clause
    before it gives the thing a year, and no other does, the two years stand in the order that the
    words say.

    句子说某事早于（或晚于）某年，段落里给它的年份却不是这样：“高峰在2015年……高峰早于2017年”，前文只给了它一个
    年份的，两个年份的先后要与词一致。
    """
    for passage in view.passages:
        for sentence in passage.sentences if passage.kind in RUNNING else ():
            if not HEDGES[passage.language].search(sentence.text):
                yield from _turned(sentence)


def _turned(sentence: Sentence) -> Iterator[Diagnostic]:
    passage, language = sentence.passage, sentence.passage.language
    for match in _ORDER[language].finditer(sentence.text):
        years = _YEAR.findall(match["rest"])
        dated = _dates(match["noun"], sentence, match.start())
        if len({*years}) != 1 or len(dated) != 1:
            continue
        (own,), other = dated, years[0]
        groups = match.groupdict()
        earlier = bool(groups["before"] or groups.get("precedes"))
        if own == other or (own < other) != earlier:
            yield Diagnostic(
                "year-order",
                passage.place(sentence.start + match.start(), sentence.start + match.end()),
                Words(
                    f"前文给的年份是{own}年，这里却说{'早' if earlier else '晚'}于{other}年",
                    f"“{match['noun']}” is dated {own} above, and here "
                    f"{'before' if earlier else 'after'} {other}",
                ),
                Words("请核对先后和年份", "see to the order and to the years"),
            )


def _dates(noun: str, sentence: Sentence, end: int) -> set[str]:
    """Return the years of the clauses before that have a noun, of each clause the only one.

    What stands before a Chinese verb may be more than its noun: the longest ending is taken.
    """
    passage, language = sentence.passage, sentence.passage.language
    clauses = _CLAUSE[language].split(passage.masked[: sentence.start + end])
    endings = [noun[i:] for i in range(len(noun) - 1)] if language == "zh" else [rf"\b{noun}\b"]
    for one in endings:
        having = [clause for clause in clauses if re.search(one, clause, re.IGNORECASE)]
        years = [_YEAR.findall(clause) for clause in having]
        found = {found[0] for found in years if len(found) == 1}
        if found:
            return found
    return set()
