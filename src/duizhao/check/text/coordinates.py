"""Coordinates: the rows, years, columns and figures that a text names, and those of its values.

A value has a figure, a row and a column; words for each stand somewhere around it, or ought to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from duizhao.check.text.lexicon import Lexicon
from duizhao.check.text.prose import Sentence, Span
from duizhao.check.text.remembered import remembered
from duizhao.diagnostics import Words
from duizhao.expressions.namespace import Editions, FigureValues, Namespace, Ranking, Row
from duizhao.expressions.proportions import Proportion
from duizhao.expressions.provenance import Address, Operation, Origin, Taken, leaves
from duizhao.expressions.value import Name, Spelled, Value, Word
from duizhao.project.figures import Figure

_YEAR = re.compile(r"(?<![\d.,])(?:1[5-9]|20|21)\d\d(?!\d)(?!,\d)")
# What a column's title says beside the thing that it counts or measures.
_COMMON = {
    "zh": re.compile("占比|比例|比重|份额|总数|数量|数值|个数|数$|居前|前列|的"),
    "en": re.compile(
        r"(?<![\w-])(?:share|portion|number|value|size|percentage|total|of|the|in|by|a|an|and|with|for|"
        r"from|to|at|its|this|these|their|leading|top)(?![\w-])",
        re.IGNORECASE,
    ),
}
# What the row of a table’s total is called.
_TOTAL = re.compile(r"合计|总计|共计|总数|总体|全部|all|both|total|sum|overall", re.IGNORECASE)
# The group of rows that a label names before its own name: “Vehicles: navigation”.
_GROUP = re.compile(r"^[^：:]+(?:：|: )\s*")
# A title that is a clause: its last word is not the noun that the others modify.
_CLAUSE = re.compile(r"(?:where|whom?|what|which|how|when)\b", re.IGNORECASE)
_EN_WORD = re.compile(r"[A-Za-z][A-Za-z&’-]*|\d{4}")


@dataclass(frozen=True)
class Mention:
    """Where a text names something, and the ids that the name may mean."""

    start: int
    end: int
    ids: frozenset[str]


@dataclass(frozen=True)
class Figures:
    """The figures that addresses lead to, and the words for their rows and columns."""

    namespace: Namespace
    lexicon: Lexicon

    def row_name(self, figure: Figure, row: str) -> Words:
        """Return what a row is called."""
        words = FigureValues(figure, self.lexicon.glossary).row_name(row).words
        return Words(words.of("zh"), words.of("en"))

    def of(self, address: Address) -> Figure | None:
        """Return the figure that an address is in."""
        if address.edition:
            editions = self.namespace.get("editions")
            known = editions.figures if isinstance(editions, Editions) else {}
            return known.get(address.edition, {}).get(address.figure)
        values = self.namespace.get(address.figure)
        return values.figure if isinstance(values, FigureValues) else None

    @cached_property
    def all(self) -> tuple[Figure, ...]:
        """Return the figures of the edition at hand."""
        return tuple(v.figure for v in self.namespace.values() if isinstance(v, FigureValues))

    @cached_property
    def rows(self) -> frozenset[str]:
        """Return every row that is no year, with the ids that name it."""
        found: set[str] = set()
        for figure in self.all:
            for row in figure.rows:
                if not row.isdigit() and list(figure.file.columns) != ["value"]:
                    found |= {row, *self.row_ids(figure, row)}
        return frozenset(found)

    @cached_property
    def titles(self) -> Mapping[str, re.Pattern[str]]:
        """Return what finds the titles of columns that are more than one word."""
        found = {}
        for language, least in (("zh", 3), ("en", 8)):
            columns = [c.title.of(language) for f in self.all for c in f.file.columns.values()]
            cut = {re.sub("总?数$", "", title) for title in columns}
            long = (t for t in cut if len(t) >= least and (language == "zh" or " " in t))
            known = sorted(long, key=len, reverse=True)
            joined = "|".join(map(re.escape, known)) or "(?!)"
            found[language] = re.compile(joined, re.IGNORECASE)
        return found

    def is_total(self, figure: Figure, row: str) -> bool:
        """Whether a row holds the total of the others."""
        name = self.row_name(figure, row)
        return any(_TOTAL.fullmatch(text) for text in (name.zh, name.en))

    def row_ids(self, figure: Figure, row: str) -> tuple[str, ...]:
        """Return the ids whose names together name a row: itself, or those in its columns."""
        if row in figure.file.rows or row in self.lexicon.glossary or row.isdigit():
            return (row,)
        named = [n for n, column in figure.file.columns.items() if column.unit == "name"]
        ids = [c.name for n in named[:2] if (c := figure.cell(row, n)) is not None and c.name]
        return tuple(dict.fromkeys(ids)) or (row,)

    @cached_property
    def labels(self) -> Mapping[str, Mapping[str, frozenset[str]]]:
        """Return rows’ own labels and short names, in lower case, with the rows they name."""
        found: dict[str, dict[str, set[str]]] = {"zh": {}, "en": {}}
        for figure in self.all:
            for row, label in figure.file.rows.items():
                for language in found if label.unit is None else ():
                    text = label.of(language).casefold()
                    bare = re.sub(r"\s*[（(][^（）()]*[）)]$", "", text)
                    for form in {text, bare, _GROUP.sub("", text)}:
                        found[language].setdefault(form, set()).add(str(row))
        for term in self.lexicon.glossary:
            if term.entry.short is not None:
                for language, known in found.items():
                    known.setdefault(term.entry.short.of(language).casefold(), set()).add(term.id)
        return {
            language: {text: frozenset(rows) for text, rows in known.items()}
            for language, known in found.items()
        }

    @cached_property
    def _pattern(self) -> Mapping[str, re.Pattern[str]]:
        patterns = {}
        for language, known in self.labels.items():
            longest = sorted(known, key=len, reverse=True)
            joined = "|".join(map(re.escape, longest)) or "(?!)"
            patterns[language] = re.compile(
                joined if language == "zh" else rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE
            )
        return patterns

    def named(self, text: str, language: str, spans: Sequence[Span], shift: int) -> list[Mention]:
        """Return the names of rows in a text, typed and printed, in order.

        `spans` are the expressions of the text's passage, `shift` where the text begins in it.
        """
        found = list(self._typed(text, language))
        for span in spans:
            match span.result:
                case Row() | Name():
                    ids: tuple[str, ...] = (span.result.id,)
                case Ranking():
                    ids = tuple(row.id for row in span.result)
                case _:
                    continue
            found += [
                Mention(span.start - shift, span.end - shift, frozenset(self._parts(id)))
                for id in ids
            ]
        return sorted(found, key=lambda mention: mention.start)

    def _typed(self, text: str, language: str) -> tuple[Mention, ...]:
        """Return the names of rows that a person typed; every rule asks for those of a sentence."""
        key = (language, text)
        if key not in self._seen:
            if len(self._seen) > 8192:
                self._seen.clear()
            names = (
                Mention(m.start, m.end, frozenset({m.term.id}))
                for m in self.lexicon.mentions(text, language)
            )
            labels = (
                Mention(m.start(), m.end(), self.labels[language][m[0].casefold()])
                for m in self._pattern[language].finditer(text)
            )
            self._seen[key] = (*names, *labels)
        return self._seen[key]

    @cached_property
    def _seen(self) -> dict[tuple[str, str], tuple[Mention, ...]]:
        return {}

    def _parts(self, id: str) -> set[str]:
        parts = {id}
        for figure in self.all:
            if id in figure.rows:
                parts |= set(self.row_ids(figure, id))
        return parts

    def column_words(
        self, figure: Figure, column: str, language: str, head: bool = False
    ) -> frozenset[str]:
        """Return the words of a column’s title that no column beside it has; years are none.

        With `head`, the word that the others modify alone, where that is such a word.
        """
        titles = {
            name: _core(one.title.of(language), language)
            for name, one in figure.file.columns.items()
            if one.unit != "name"
        }
        return _told_apart(titles, column, language, head)

    def columns_apart(
        self, figure: Figure, one: str, other: str, language: str
    ) -> tuple[frozenset[str], frozenset[str]]:
        """Return the words of each of two columns’ titles that the other’s title has not."""
        titles = [figure.file.columns.get(name) for name in (one, other)]
        words = [_words(t.title.of(language), language) if t else set[str]() for t in titles]
        return frozenset(words[0] - words[1]), frozenset(words[1] - words[0])

    def label_words(self, figure: Figure, row: str, language: str) -> frozenset[str]:
        """Return the words of a row’s label that at most two thirds of its figure’s labels have."""
        labels = {str(r): _words(one.of(language), language) for r, one in figure.file.rows.items()}
        listed = list(labels.values())
        return frozenset(
            word
            for word in labels.get(row, ())
            if 3 * sum(word in other for other in listed) <= max(12, 2 * len(listed))
        )

    def labels_apart(
        self, figure: Figure, one: str, other: str, language: str
    ) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Return the words that one of two rows’ labels has alone, the other alone, and both."""
        rows = figure.file.rows
        first, second = (_words(rows[name].of(language), language) for name in (one, other))
        return frozenset(first - second), frozenset(second - first), frozenset(first & second)

    def row_words(self, figure: Figure, row: str, language: str) -> frozenset[str]:
        """Return the words of a row’s name that no other row of its figure has in its own."""
        key = (figure.name, row, language)
        if key not in self._row_words:
            names = {r: self.row_name(figure, r).of(language) for r in figure.rows}
            own = _words(names.get(row, ""), language)
            others = (_words(text, language) for name, text in names.items() if name != row)
            words = own.difference(*others)
            self._row_words[key] = frozenset(w for w in words if not w.isdigit())
        return self._row_words[key]

    @cached_property
    def _row_words(self) -> dict[tuple[str, str, str], frozenset[str]]:
        return {}

    def beside(self, figure: Figure, row: str, column: str) -> Iterator[Figure]:
        """Yield the other figures that have the same row and column, and not the same cell.

        What a figure takes from another is the same cell in both.
        """
        own = figure.cell(row, column)
        for one in self.all:
            cell = None if one.name == figure.name else one.cell(row, column)
            if cell is not None and cell != own:
                yield one

    def nouns(self, figure: Figure, language: str) -> frozenset[str]:
        """Return the words of a figure’s title and of its columns’ titles."""
        titles = [figure.file.title, *(c.title for c in figure.file.columns.values())]
        return frozenset(w for t in titles for w in _words(t.of(language), language))

    def title_words(self, figure: Figure, other: Figure, language: str) -> frozenset[str]:
        """Return the words of a figure's title that another figure's title has not."""
        own, its = (_words(one.file.title.of(language), language) for one in (figure, other))
        return frozenset(own - its)


@remembered(by=2)
def figures_of(namespace: Namespace, lexicon: Lexicon) -> Figures:
    """Return the figures of a namespace with the words for them."""
    return Figures(namespace, lexicon)


def _core(title: str, language: str) -> str:
    return " ".join(_COMMON[language].sub(" ", title).split())


def _told_apart(titles: Mapping[str, str], name: str, language: str, head: bool) -> frozenset[str]:
    """Return the words by which one of several titles is told from the others."""
    own = titles.get(name, "")
    others = [text for other, text in titles.items() if other != name]
    if not own or not others:
        return frozenset()
    if language == "en" and _CLAUSE.match(own):
        return frozenset()
    if language == "en":
        *modifiers, last = own.casefold().split()
        known = {word for text in others for word in text.casefold().split()}
        known |= {lemma(word) for word in known}
        if head and lemma(last) not in known and re.search("[a-z]", last):
            return frozenset({lemma(last)})
        words = {f"={word}": word for word in modifiers} | {lemma(last): lemma(last)}
        return frozenset(w for w, m in words.items() if m not in known and re.search("[a-z]", m))
    start = _shared([own, *others])
    end = _shared([text[::-1] for text in (own, *others)])
    word = own[start : len(own) - end]
    return frozenset(
        {word} if re.fullmatch("[\u4e00-\u9fff]+", word) and word not in others else ()
    )


def _shared(texts: Sequence[str]) -> int:
    """Return how many characters all texts begin with alike."""
    columns = zip(*texts, strict=False)
    return next((n for n, column in enumerate(columns) if len({*column}) > 1), min(map(len, texts)))


def _words(title: str, language: str) -> set[str]:
    plain = _COMMON[language].sub("\0", title)
    if language == "en":
        return {lemma(word) for word in _EN_WORD.findall(plain)}
    parts = [part for part in re.split(r"[\0与和、（）\s]+", plain) if part]
    pairs = {part[i : i + 2] for part in parts for i in range(len(part) - 1)}
    return pairs | {part for part in parts if len(part) == 1}


def lemma(word: str) -> str:
    """Return an English word in lower case and, if it may be a plural, without its ending."""
    word = word.casefold()
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def has_word(words: frozenset[str], text: str, language: str) -> list[int]:
    """Return where one of some words stands in a text; `=word` only in just that form."""
    if language == "zh":
        return sorted(m.start() for word in words for m in re.finditer(re.escape(word), text))
    return [
        m.start()
        for m in _EN_WORD.finditer(text)
        if f"={m[0].casefold()}" in words or lemma(m[0]) in words
    ]


def years(text: str) -> list[Mention]:
    """Return the years that a text names; of a range its ends."""
    return [Mention(m.start(), m.end(), frozenset({m[0]})) for m in _YEAR.finditer(text)]


def value_of(span: Span) -> Value | None:
    """Return the number that an expression prints, in digits or in words."""
    match span.result:
        case Value():
            return span.result
        case Spelled() | Proportion():
            return span.result.value
    return None


def origins(span: Span) -> tuple[Origin, ...]:
    """Return what an expression was made from: of a verb, its two ends."""
    if isinstance(span.result, Word):
        return span.result.between
    value = value_of(span)
    return () if value is None else (value.origin,)


def addresses(span: Span) -> tuple[Address, ...]:
    """Return the stored numbers that an expression was made from."""
    return tuple(dict.fromkeys(leaf for origin in origins(span) for leaf in leaves(origin)))


def single(span: Span) -> Address | None:
    """Return the one cell that an expression prints as it stands."""
    value = value_of(span)
    return value.origin if value is not None and isinstance(value.origin, Address) else None


def ids_of(sentence: Sentence, known: Figures) -> set[str]:
    """Return the ids that a sentence names, or whose numbers it prints."""
    language, spans = sentence.passage.language, sentence.spans
    mentions = known.named(sentence.text, language, spans, sentence.start)
    ids = {id for m in [*mentions, *years(sentence.text)] for id in m.ids}
    return ids | {at.row for span in spans for at in addresses(span)}


def figure_kind(figure: Figure, language: str) -> frozenset[str]:
    """Return the words for what the rows of a figure are: branch, 馆."""
    return frozenset(_words(figure.file.row.of(language), language))


def is_sum(origin: Origin) -> bool:
    """Whether a number is a sum: of parts, or a column's total."""
    if isinstance(origin, Taken):
        return origin.what == "total"
    return isinstance(origin, Operation) and origin.sign == "+"


def before(sentence: Sentence) -> list[Sentence]:
    """Return the sentences of a passage before this one, the nearest first."""
    return [one for one in reversed(sentence.passage.sentences) if one.start < sentence.start]
