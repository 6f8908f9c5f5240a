"""Claims: a sentence that says more than its numbers rests on a claim or a wording helper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duizhao.check.registry import pair_rule
from duizhao.check.rules.rank_words import RANKS
from duizhao.check.scopes import RUNNING, PairView
from duizhao.check.text.assertions import HEDGES, TRIGGERS
from duizhao.check.text.comparisons import Compared
from duizhao.check.text.coordinates import Figures, addresses, figure_kind, has_word, ids_of
from duizhao.check.text.cues import HELPERS, HIGH, JUDGED, LOW, MOVED
from duizhao.check.text.prose import MASK, TAG, VALUE, Sentence
from duizhao.diagnostics import Diagnostic, Words
from duizhao.expressions.namespace import Ranking
from duizhao.expressions.provenance import Address
from duizhao.expressions.value import Reference

# A claim over more numbers than these is about a total, of which a sentence says what is added up.
TOTAL = 2


@pair_rule("unbound-claim", "claims")
def unbound_claim(view: PairView) -> Iterator[Diagnostic]:
    """A sentence says more than its numbers, and nothing tests it.

    Rose, fell, largest, most of, more than half, doubled: a sentence with such a word and with a
    number of the report needs a claim about the same figure in its block, or an expression that
    chooses the word (`verb`, `trend`, `growth`, `rank`, `top`). Sentences that quote somebody,
    suppose something or explain a measure are left alone.

    句子说的比数字多（上升、最高、过半、翻番……），却没有判断或措辞函数为它作证。请在段末加上
    {% claim … %}，或让表达式来选词。转述、假设和解释性的句子不算。
    """
    for passage in view.passages:
        if passage.kind not in RUNNING:
            continue
        compared = view.compared(passage)
        for sentence in passage.sentences:
            found = _unbound(sentence, compared, view.figures)
            if found is None or view.settings.allows(
                view.settings.file.claims,
                sentence.passage.raw[sentence.start : sentence.end],
                passage.start.path,
            ):
                continue
            yield Diagnostic(
                "unbound-claim",
                passage.place(sentence.start + found.start(), sentence.start + found.end()),
                Words(
                    f"“{found[0]}”没有判断为证：“{said(sentence)}”",
                    f"“{found[0]}” rests on no claim: “{said(sentence)}”",
                ),
                Words(
                    "请在这一段之后加上{% claim … %}",
                    "add a {% claim … %} after the paragraph",
                ),
            )


def _unbound(
    sentence: Sentence, compared: Sequence[Compared], known: Figures
) -> re.Match[str] | None:
    """Return the word of a sentence that nothing tests, if there is one."""
    language, text = sentence.passage.language, sentence.text
    sources = [getattr(span.piece, "source", "") for span in sentence.spans]
    ids = ids_of(sentence, known)
    rows = ids & known.rows
    for pattern, alone in ((TRIGGERS[language], False), (JUDGED[language], True)):
        if not (sentence.spans or rows or alone or known.titles[language].search(text)):
            continue
        for match in pattern.finditer(text):
            if _hedged(match, text, language, whole=not sentence.spans):
                continue
            if not sentence.spans and re.fullmatch(r"[\W_]*", text[: match.start()]):
                continue  # it asks for something: “Increase supply”
            if not sentence.spans and text[match.end() :].startswith("的"):
                continue  # it describes: 最大的社群
            if not sentence.spans and any(
                said.start() < match.end() and match.start() < said.end()
                for said in RANKS[language].finditer(text)
            ):
                continue  # told by `typed-rank`
            if any(_touches(one, sentence, ids, known) for one in compared):
                continue
            if not any(_chosen(match[0], source, language) for source in sources):
                return match
    return None


def _touches(one: Compared, sentence: Sentence, ids: set[str], known: Figures) -> bool:
    """Whether a claim is about a row or a fact that a sentence names, or a figure it prints."""
    if one.ranked is not None:
        return one.ranked.row in ids or one.ranked.figure in _printed(sentence)
    rows = {at.row for at in one.addresses}
    figures = {at.figure for at in one.addresses}
    if rows & ids or figures & _printed(sentence):
        return True
    return any(_speaks_of(at, one, sentence, known) for at in one.addresses) or _of_columns(
        one, sentence, known
    )


def _speaks_of(at: Address, one: Compared, sentence: Sentence, known: Figures) -> bool:
    """Whether a sentence has words for a fact, for a class’s figure, or for the rows of a total."""
    figure = known.of(at)
    if figure is None:
        return False
    language = sentence.passage.language
    words = known.label_words(figure, at.row, language)
    label = figure.file.rows.get(at.row)
    if label is not None and re.search(r"\d", label.en):
        words |= known.nouns(figure, language)
    if len(one.addresses) > TOTAL:
        words |= figure_kind(figure, language)
    return bool(has_word(words, sentence.text, language))


def _of_columns(one: Compared, sentence: Sentence, known: Figures) -> bool:
    """Whether a claim compares two columns of a row, and the sentence has words for both."""
    if len(one.less) != 1 or len(one.more) != 1:
        return False
    less, more = one.less[0], one.more[0]
    figure, language = known.of(less), sentence.passage.language
    if figure is None or less.column == more.column:
        return False
    return (less.figure, less.row) == (more.figure, more.row) and all(
        has_word(words, sentence.text, language)
        for words in known.columns_apart(figure, less.column, more.column, language)
    )


def _printed(sentence: Sentence) -> set[str]:
    made = {at.figure for span in sentence.spans for at in addresses(span)}
    lists = (span.result for span in sentence.spans)
    made |= {one.figure.figure.name for one in lists if isinstance(one, Ranking)}
    return made | {
        span.result.figure for span in sentence.spans if isinstance(span.result, Reference)
    }


def _chosen(word: str, source: str, language: str) -> bool:
    """Whether an expression is itself what a word says: the data choose the order or the verb."""
    if HIGH[language].search(word) or LOW[language].search(word):
        return bool(HELPERS["rank"].search(source))
    if MOVED[language].search(word):
        return bool(HELPERS["move"].search(source))
    return any(pattern.search(source) for pattern in HELPERS.values())


def _hedged(match: re.Match[str], text: str, language: str, whole: bool = False) -> bool:
    """Whether a word is taken back before it, in its clause, or in all its sentence."""
    stop = None if whole else re.compile(r"[，；：,;:]").search(text, match.end())
    return bool(HEDGES[language].search(text, 0, stop.start() if stop else len(text)))


def said(sentence: Sentence, length: int = 60) -> str:
    """Return a sentence's own words, shortened, values as dots."""
    text = " ".join(re.sub(f"[{VALUE}{TAG}{MASK}]+", "…", sentence.text).split())
    return text if len(text) <= length else text[: length - 1] + "…"
