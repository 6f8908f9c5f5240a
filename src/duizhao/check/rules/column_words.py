"""Column words: which columns a figure’s words compare, and of which rows they say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from duizhao.check.text.coordinates import Figures, Mention, has_word, lemma
from duizhao.check.text.directions import DOWN, UP
from duizhao.check.text.prose import Sentence
from duizhao.check.text.tables import EXCEPT, MORE_OR_LESS, MOSTLY, clause, column
from duizhao.diagnostics import Words
from duizhao.project.figures import Figure

Said = tuple[int, int, Words]
_STEADILY = {
    "zh": re.compile("(?:逐年|年年|每年都?)(?P<verb>[^，。；]{2,4})"),
    "en": re.compile(
        r"\b(?P<verb>\w+)(?: \w+)? (?:every year|year after year|in each year|from year to year)\b"
    ),
}


def mentions_of(sentence: Sentence, figure: Figure, known: Figures) -> list[Mention]:
    """Return the names of a figure’s rows in a sentence, none within another."""
    ids = {id for row in figure.rows for id in known.row_ids(figure, row)}
    named = known.named(sentence.text, sentence.passage.language, sentence.spans, sentence.start)
    found: list[Mention] = []
    for one in sorted(named, key=lambda m: (m.start, -m.end)):
        own = one.ids & ids
        if own and (not found or one.start >= found[-1].end or one.end == found[-1].end):
            found.append(Mention(one.start, one.end, frozenset(own)))
    return found


def columns_compared(sentence: Sentence, figure: Figure, known: Figures) -> Iterator[Said]:
    """Yield one column that is said to be above another and is not, in the rows that are meant."""
    language, text = sentence.passage.language, sentence.text
    for match in MORE_OR_LESS[language].finditer(text):
        start, end = clause(sentence, match.start())
        more = match["more"] is not None
        before = _column_of(text[start : match.start()], figure, known, language, last=True)
        behind = _column_of(text[match.end() : end], figure, known, language, last=False)
        if before is None or (behind is None and language == "zh") or before == behind:
            continue
        behind = behind or _other_drawn(figure, before)
        if behind is None:
            continue
        if _of_others(text[start : match.start()], sentence, figure, known):
            continue
        meant, excepted = _meant(sentence, start, match, figure, known)
        one, other = column(figure, before), column(figure, behind)
        both = [row for row in figure.rows if row in one and row in other]
        holds = {row: (one[row] > other[row]) == more for row in both}
        own = [row for row in both if row in meant and row not in excepted]
        right = sum(holds[row] for row in own)
        mostly = MOSTLY[language].search(text, start, match.start()) is not None
        wrong = own and (2 * right <= len(own) if mostly else right < len(own))
        if wrong or any(holds[row] for row in both if row in excepted):
            yield (
                match.start(),
                match.end(),
                Words(
                    f"“{match[0]}”在表中的{len(own)}行里有{right}行成立",
                    f"“{match[0]}” holds in {right} of {len(own)} rows of the table",
                ),
            )


def _column_of(text: str, figure: Figure, known: Figures, language: str, last: bool) -> str | None:
    """Return the column that a text names last, or first: of those drawn, if there are several."""
    found = [
        (at, name)
        for name, words in _column_words(figure, known, language).items()
        for at in has_word(words, text, language)
    ]
    return (max(found) if last else min(found))[1] if found else None


def _column_words(figure: Figure, known: Figures, language: str) -> dict[str, frozenset[str]]:
    """Return the words by which each of the columns that are drawn is told from the others."""
    drawn = drawn_columns(figure)
    columns = drawn if len(drawn) > 1 else tuple(figure.file.numeric)
    return {
        name: frozenset.intersection(
            *(
                known.columns_apart(figure, name, other, language)[0]
                for other in columns
                if other != name
            )
        )
        for name in columns
        if len(columns) > 1
    }


def drawn_columns(figure: Figure) -> tuple[str, ...]:
    """Return the columns of numbers that the chart of a figure draws."""
    return figure.file.chart.columns() if figure.file.chart else ()


# What may stand in a clause before a comparison beside names and columns; else it is of others.
_PLAIN = {
    "zh": re.compile(
        "[的各都均大多数占比一两者则而但也其中所有数基本除外只有，、和与]|[\ue000-\ue002]|\\s"
    ),
    "en": re.compile(
        r"\b(?:the|shares?|of|that|is|are|each|with|its|a|number|has|have|most|mostly|all|and|for|"
        r"in|these|rows?|except|but|both|numbers?)\b|[\W\d_\ue000-\ue002]"
    ),
}


def _of_others(text: str, sentence: Sentence, figure: Figure, known: Figures) -> bool:
    """Whether a clause begins with a subject that is no row and no column: universities."""
    language = sentence.passage.language
    for mention in sorted(known.named(text, language, (), 0), key=lambda m: -m.start):
        text = text[: mention.start] + " " + text[mention.end :]
    titles = [one.title.of(language).casefold() for one in figure.file.columns.values()]
    rest = _PLAIN[language].sub(" ", text.casefold()).split()
    if language == "zh":
        return any(
            word[i : i + 2] not in "".join(titles) for word in rest for i in range(0, len(word), 2)
        )
    return any(
        lemma(word) not in {lemma(w) for t in titles for w in re.findall("[a-z-]+", t)}
        for word in rest
    )


def _other_drawn(figure: Figure, name: str) -> str | None:
    drawn = drawn_columns(figure)
    others = [one for one in drawn if one != name]
    return others[0] if len(drawn) == 2 and len(others) == 1 else None


def _meant(
    sentence: Sentence, start: int, match: re.Match[str], figure: Figure, known: Figures
) -> tuple[set[str], set[str]]:
    """Return the rows that a comparison is said of, and those that it excepts."""
    language, text = sentence.passage.language, sentence.text
    mentions = mentions_of(sentence, figure, known)
    exception = EXCEPT[language].search(text)
    excepted = [m for m in mentions if exception and exception.start() <= m.start < exception.end()]
    others = [m for m in mentions if m not in excepted]
    own = [m for m in others if start <= m.start < match.start()]
    if not own and start:
        before, _ = clause(sentence, start - 2)
        own = [m for m in others if before <= m.start < start] if not excepted else []
    return rows_of(own, figure, known) or {*figure.rows}, rows_of(excepted, figure, known)


def rows_of(mentions: Sequence[Mention], figure: Figure, known: Figures) -> set[str]:
    """Return the rows of a figure that some names name: of a flow, both of its ends."""
    ids = {id for mention in mentions for id in mention.ids}
    return {row for row in figure.rows if {*known.row_ids(figure, row)} <= ids}


def steady(sentence: Sentence, figure: Figure, known: Figures) -> Iterator[Said]:
    """Yield columns that are said to go one way every year and do not."""
    language, text = sentence.passage.language, sentence.text
    if not all(row.isdigit() for row in figure.rows):
        return
    for match in _STEADILY[language].finditer(text):
        up, down = (bool(way[language].search(match["verb"])) for way in (UP, DOWN))
        if up == down:
            continue
        start, _ = clause(sentence, match.start())
        words = text[start : match.start()]
        columns = _column_words(figure, known, language)
        named = [name for name, own in columns.items() if has_word(own, words, language)]
        if len(figure.file.numeric) == 1:
            named = [*figure.file.numeric]
        for name in named:
            numbers = column(figure, name)
            steps = [numbers[b] - numbers[a] for a, b in pairwise(sorted(numbers))]
            if any((step > 0) != up or step == 0 for step in steps):
                title = figure.file.columns[name].title
                yield (
                    match.start(),
                    match.end(),
                    Words(f"“{title.zh}”并非如此", f"“{title.en}” does not"),
                )
                break
