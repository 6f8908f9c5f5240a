"""Chains: what goes up or down one by one does so in the values, or claims, that tell its steps."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from duizhao.check.registry import pair_rule
from duizhao.check.scopes import RUNNING, PairView
from duizhao.check.text.assertions import HEDGES
from duizhao.check.text.comparisons import Compared
from duizhao.check.text.coordinates import Figures, single, value_of
from duizhao.check.text.directions import DOWN, UP
from duizhao.check.text.prose import Sentence, Span
from duizhao.diagnostics import Diagnostic, Words

_STEP = "class|group|step|band|bracket|level|tier|grade|size|layer|row|column|bar"
# Words that something goes up or down one by one, with the verb that says which way.
_CHAIN = {
    "zh": re.compile(
        r"(?:逐[组级档层类个项步次]|依次|一[组级档层]比一[组级档层])(?P<verb>[^，。；：（）\ue000]{1,4})"
    ),
    "en": re.compile(
        rf"(?P<verb>{UP['en'].pattern}|{DOWN['en'].pattern})(?: [a-z]+){{0,2}} "
        rf"(?:one by one|in turn|one after (?:the other|another)|(?P<step>{_STEP}) "
        rf"(?:by|after) (?P=step)|(?:with|from) (?:each|every|one) (?:{_STEP}))\b|"
        rf"\b(?:one by one|(?:{_STEP}) (?:by|after) (?:{_STEP}))[, ]+(?:the [a-z]+ )?"
        rf"(?P<behind>{UP['en'].pattern}|{DOWN['en'].pattern})",
        re.IGNORECASE,
    ),
}
# Verbs that stand for a comparative behind 逐级 and 一组比一组: more, or less.
_SENSE = {
    "zh": (
        re.compile(f"{UP['zh'].pattern}|递增|[升增变走]?[高大多长强深宽]"),
        re.compile(f"{DOWN['zh'].pattern}|递减|[降减变走]?[低小少短弱浅窄]|降"),
    ),
    "en": (UP["en"], DOWN["en"]),
}
# Where the chain is over: another sentence, or what is set against it.
_OVER = {
    "zh": re.compile("[；。：]|但|而|只有|没有上限|[又再]回?[升降]|末[组级档]|最后"),
    "en": re.compile(
        r"[;:]|\.(?=\s)|\b(?:while|but|whereas|although|though|except|only the|open-ended|"
        r"and the|back|again)\b",
        re.IGNORECASE,
    ),
}
# How a distance goes the nearer one comes to something, or the farther one goes from it.
_THE_MORE = {
    "zh": re.compile(
        "越(?:是)?(?:(?P<to>靠近|接近|近|往上|往后|向上|深入)|(?P<away>远离|偏离|往下|向下))"
        "[^，。；]{0,10}，?[^，。；越]{0,8}越(?:(?P<more>[大高宽多长强深])|(?P<less>[小低窄少短弱浅]))"
    ),
    "en": re.compile(
        r"\bthe (?:(?P<to>closer|nearer|further up|deeper)|(?P<away>(?:farther|further)(?! up)))"
        r"\b[^.;:,\ue000]{0,40}, the (?:[a-z]+ )?(?:(?P<more>wider|larger|higher|greater|bigger|"
        r"longer|stronger|more)|(?P<less>narrower|smaller|lower|less|fewer|shorter|weaker))\b",
        re.IGNORECASE,
    ),
}
# Fewer values or claims than these make no chain.
STEPS = 2


@pair_rule("chain-differs", "claims", beside=("alt", "note"))
def chain_differs(view: PairView) -> Iterator[Diagnostic]:
    """Something is said to go up or down one by one, and its steps go the other way.

    “The classes shrink one by one, to {{ a }}, {{ b }} and {{ c }}”, 逐组减少: the values that are
    printed behind these words, or right before them, go that way at every step; where they are not
    printed, the claims that compare row by row do. “The closer to …, the wider the gap” goes with
    a claim `a < b < c` that compares in the order in which the text prints them.

    句子说逐组减少、依次上升，各步却不是这样：这些词后面（没有的，看前面）印出的数值，每一步都要朝这个方向；没有
    印出的，看逐行比较的判断。“越靠近……差距越大”，要与按行文次序比较的判断`a < b < c`一致。
    """
    for passage in view.passages:
        for sentence in passage.sentences if passage.kind in RUNNING else ():
            if HEDGES[passage.language].search(sentence.text):
                continue
            compared = view.compared(passage)
            for match, steps in _chains(sentence, compared, view.figures):
                yield Diagnostic(
                    "chain-differs",
                    passage.place(sentence.start + match.start(), sentence.start + match.end()),
                    Words(
                        f"“{match[0]}”与各步的数值（{'、'.join(steps)}）不合",
                        f"“{match[0]}” does not suit its steps ({', '.join(steps)})",
                    ),
                    Words("请核对词和数值", "see to the words and to the values"),
                )
            yield from _the_more(sentence, compared)


def _chains(
    sentence: Sentence, compared: Sequence[Compared], known: Figures
) -> Iterator[tuple[re.Match[str], list[str]]]:
    language = sentence.passage.language
    for match in _CHAIN[language].finditer(sentence.text):
        verb = match["verb"] or match["behind"]
        up, down = (
            pattern.match(verb) if language == "zh" else pattern.fullmatch(verb)
            for pattern in _SENSE[language]
        )
        if bool(up) == bool(down):
            continue
        numbers = _printed(sentence, match)
        if len(numbers) >= STEPS:
            if any((b > a) != bool(up) for a, b in pairwise(numbers) if a != b):
                yield match, [f"{number:f}" for number in numbers]
        elif not numbers:
            ways = _steps(compared, known)
            if len(ways) >= STEPS and {*ways.values()} == {not up}:
                yield match, list(ways)


def _printed(sentence: Sentence, match: re.Match[str]) -> list[Decimal]:
    """Return the values of one column that tell the steps of a chain."""
    cells = [span for span in sentence.spans if single(span) is not None]
    at = sentence.start + match.start()
    behind = _run(sentence, match.end(), [s for s in cells if s.start >= at])
    before = [s for s in cells if s.start < at]
    if len(behind) >= STEPS or not before:
        return _numbers(behind)
    if behind:  # from this one on to that one
        alike = _column(before[-1]) == _column(behind[0])
        return _numbers([before[-1], *behind] if alike else behind)
    run = [before[-1]]
    for one in reversed(before[:-1]):
        between = sentence.passage.masked[one.end : run[0].start]
        if _column(one) != _column(run[0]) or _OVER[sentence.passage.language].search(between):
            break
        run.insert(0, one)
    return _numbers(run)


def _run(sentence: Sentence, end: int, cells: Sequence[Span]) -> list[Span]:
    """Return the values of one column that follow each other before the chain is over."""
    run: list[Span] = []
    for one in cells:
        start = run[-1].end if run else sentence.start + end
        between = sentence.passage.masked[start : one.start]
        over = _OVER[sentence.passage.language].search(between)
        if over or (run and _column(one) != _column(run[0])):
            break
        run.append(one)
    return run


def _column(span: Span) -> tuple[str, str, str]:
    at = single(span)
    return (at.edition, at.figure, at.column) if at is not None else ("", "", "")


def _numbers(spans: Sequence[Span]) -> list[Decimal]:
    return [value.number for span in spans if (value := value_of(span)) is not None]


def _steps(compared: Sequence[Compared], known: Figures) -> dict[str, bool]:
    """Return, by claim in words, whether a column rises from one row of its figure to the next."""
    found: dict[str, bool] = {}
    columns = set()
    for one in compared:
        if len(one.less) != 1 or len(one.more) != 1 or one.relation not in ("<", ">"):
            continue
        less, more = one.less[0], one.more[0]
        figure = known.of(less)
        if figure is None or (less.figure, less.column) != (more.figure, more.column):
            continue
        rows = list(figure.rows)
        if {less.row, more.row} <= {*rows} and abs(
            rows.index(less.row) - rows.index(more.row)
        ) == 1:
            columns.add((less.figure, less.column))
            found[f"{less.row} < {more.row}"] = rows.index(less.row) < rows.index(more.row)
    return found if len(columns) == 1 else {}


def _the_more(sentence: Sentence, compared: Sequence[Compared]) -> Iterator[Diagnostic]:
    """Yield “the closer, the narrower” beside claims by which it is the wider."""
    passage, language = sentence.passage, sentence.passage.language
    printed = [at for span in passage.expressions if (at := single(span)) is not None]
    for match in _THE_MORE[language].finditer(sentence.text):
        ways = set()
        for one in compared:
            if len(one.less) != 1 or len(one.more) != 1 or one.relation not in ("<", ">"):
                continue
            less, more = one.less[0], one.more[0]
            same = less.figure == more.figure and less.column == more.column
            if same and less in printed and more in printed:
                ways.add(printed.index(less) < printed.index(more))
        said = bool(match["more"]) == bool(match["to"])
        if len(compared) >= STEPS and ways == {not said}:
            yield Diagnostic(
                "chain-differs",
                passage.place(sentence.start + match.start(), sentence.start + match.end()),
                Words(
                    f"“{match[0]}”与判断相反",
                    f"“{match[0]}” is the other way round than the claims",
                ),
                Words("请核对句子和判断", "see to the words and to the claims"),
            )
