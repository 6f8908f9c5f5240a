"""Label ids: what rows, columns and figures are called fits their ids and each other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from duizhao.check.registry import edition_rule
from duizhao.check.scopes import EditionView
from duizhao.check.text.coordinates import lemma
from duizhao.check.text.numerals import IN_WORDS
from duizhao.diagnostics import Diagnostic, Place, Words
from duizhao.files.multilingual import Texts
from duizhao.project.figures import Figure

# Parts of an id, with the words for them and for what they are not.
_SENSES = {
    "under": (
        "未满|不足|不到|以下|以内|小于|低于|少于",
        r"\b(?:under|below|(?:fewer|less) than)\b",
    ),
    "over": ("超过|以上|大于|高于|多于", r"\b(?:over|above|more than)\b"),
    "across": ("省际|跨", r"\bacross\b"),
    "within": ("省内|内部", r"\bwithin\b"),
    "abroad": ("国外|境外|海外", r"\b(?:abroad|foreign)\b"),
    "home": ("国内|境内", r"\b(?:at home|domestic)\b"),
    "world": ("全球|世界", r"\b(?:world|global)"),
    "national": ("全国|我国", r"\bnational"),
    "listed": ("(?<!非)(?<!未)上市", r"(?<!un)listed\b"),
    "unlisted": ("非上市|未上市", r"\bunlisted\b"),
}
_OPPOSITE = {
    one: other
    for pair in (("under", "over"), ("across", "within"), ("abroad", "home"), ("world", "national"))
    for one, other in (pair, pair[::-1])
} | {"listed": "unlisted", "unlisted": "listed"}
_LANGUAGES = ("zh", "en")


@edition_rule("label-id", "sources")
def label_id(view: EditionView) -> Iterator[Diagnostic]:
    """A row, a column or a figure is called what another one is called, or the opposite of its id.

    Two columns of a figure, two of its rows or two figures have one name in both languages; a
    column has the name that another id has throughout the edition; two names fit each other’s ids
    and not their own; the id says over, abroad, four, or names a place, and the label says under,
    at home, five, or names another place; the caption is by what the rows of other figures are.

    行、列或图表的名称与编码不符：同一图表的两列、两行或两张图表同名；这一列的名称是另一编码在全版的名称；两个
    名称互换后才与编码相符；编码写的是over、abroad、four或某地，名称里却是不足、国内、五或另一地；标题所按的类别，
    是别的图表的行。
    """
    figures = {f.path: f for f in view.context.figures.values()}
    titles = _titles(figures)
    for figure in figures.values():
        columns = {name: one.title for name, one in figure.file.columns.items()}
        rows = {str(row): one for row, one in figure.file.rows.items()}
        for key, labels in (("columns", columns), ("rows", rows)):
            for name, other in _wrong(labels, figure, view, titles if key == "columns" else {}):
                at = (key, name, "title") if key == "columns" else (key, name)
                label = labels[name]
                yield Diagnostic(
                    "label-id",
                    figure.document.place(*at),
                    Words(
                        f"“{name}”的名称是“{label.zh}”，{other.zh}",
                        f"“{name}” is called “{label.en}”, {other.en}",
                    ),
                    Words("请核对名称", "see which name is meant"),
                )
    yield from _captions(figures, view)


def _titles(figures: Mapping[str, Figure]) -> Mapping[str, Counter[str]]:
    """Return what columns are called in all figures, by their ids."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for figure in figures.values():
        for name, column in figure.file.columns.items():
            found[name][column.title.en.casefold()] += 1
    return found


def _wrong(
    labels: Mapping[str, Texts],
    figure: Figure,
    view: EditionView,
    titles: Mapping[str, Counter[str]],
) -> Iterator[tuple[str, Words]]:
    named = Counter(tuple(one.of(x) for x in _LANGUAGES) for one in labels.values())
    for name, label in labels.items():
        own = label.en.casefold()
        if named[tuple(label.of(x) for x in _LANGUAGES)] > 1:
            yield name, Words("与另一项同名", "as another one is")
            continue
        opposite = _opposite(name, label) or _other_name(name, label, view)
        if opposite is not None:
            yield name, opposite
            continue
        for other, its in labels.items():
            if other == name:
                continue
            elsewhere = titles.get(name, Counter())[own] < 2 and titles.get(other, Counter())
            usual = elsewhere and elsewhere.most_common(1)[0]
            taken = usual and usual[0] == own and usual[1] > 1 and its.en.casefold() != own
            if taken or own == other.replace("_", " ") or _exchanged(name, label, other, its):
                yield name, Words(f"那是“{other}”的名称", f"which is what “{other}” is called")
                break


def _parts(id: str) -> set[str]:
    return {lemma(part) for part in id.split("_") if len(part) > 2 and not part.isdigit()}


def _fits(parts: set[str], label: Texts) -> bool:
    words = {lemma(word) for word in re.findall(r"[A-Za-z]+", label.en)}
    return any(
        part in words or any(len(part) > 4 and word[:5] == part[:5] for word in words)
        for part in parts
    )


def _exchanged(name: str, label: Texts, other: str, its: Texts) -> bool:
    """Whether two labels fit each other’s ids, each by its own part, and neither fits its own."""
    mine, there = _parts(name) - _parts(other), _parts(other) - _parts(name)
    return (
        _fits(mine, its)
        and _fits(there, label)
        and not _fits(mine, label)
        and not _fits(there, its)
    )


def _opposite(name: str, label: Texts) -> Words | None:
    """Return what is wrong where a label says the opposite of its id, or another count."""
    parts = name.split("_")
    for part, other in _OPPOSITE.items():
        for index, language in enumerate(_LANGUAGES):
            said = label.of(language)
            own, its = (re.search(_SENSES[x][index], said) for x in (part, other))
            if part in parts and other not in parts and its and not own:
                return Words(f"编码却写着{part}", f"and its id says “{part}”")
    counts = range(2, 11)
    for part in parts:
        if part not in IN_WORDS["en"][2:11]:
            continue
        numbers = {
            n
            for n in counts
            if IN_WORDS["zh"][n] in label.zh or re.search(rf"\b{IN_WORDS['en'][n]}\b", label.en)
        }
        if numbers and IN_WORDS["en"].index(part) not in numbers:
            return Words(f"编码却写着{part}", f"and its id says “{part}”")
    return None


def _other_name(name: str, label: Texts, view: EditionView) -> Words | None:
    """Return what is wrong where an id begins with one name and its label has another such."""
    own = next((t for t in view.lexicon.glossary if name.startswith(f"{t.id}_")), None)
    if own is None:
        return None
    for language in _LANGUAGES:
        named = [m.term for m in view.lexicon.mentions(label.of(language), language)]
        others = [term for term in named if term.kind == own.kind and term.id not in name]
        if own.kind == "places" and others and own.id not in {term.id for term in named}:
            return Words(f"编码却写着{own.id}", f"and its id says “{own.id}”")
    return None


def _captions(figures: Mapping[str, Figure], view: EditionView) -> Iterator[Diagnostic]:
    named: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
    heads = (figure.file.row for figure in figures.values())
    rows = {tuple(one.of(x).casefold() for x in _LANGUAGES) for one in heads if one}
    for figure in figures.values():
        if figure.file.template:  # each fills the caption with its own name
            continue
        named[tuple(figure.file.title.of(x).casefold() for x in _LANGUAGES)].append(figure)
    for same in named.values():
        for figure in same if len(same) > 1 else ():
            names = "、".join(one.name for one in same if one is not figure)
            message = Words(f"{names}也叫这个", f"{names} has it too")
            yield _caption(figure.document.place("title"), message)
    for figure in figures.values():
        wrong = _opposite(figure.name, figure.file.title)
        if figure.file.row is not None and wrong is None:
            zh, en = (figure.file.title.of(x).casefold() for x in _LANGUAGES)
            by = "".join(re.findall(r" by (.+)$", en))
            own = figure.file.row
            others = {row for row in rows if row != (own.zh.casefold(), own.en.casefold())}
            if own.zh not in zh and any(f"各{one}" in zh and by == its for one, its in others):
                wrong = Words(f"各行却是{own.zh}", f"its rows: {own.en}")
        if wrong is not None:
            yield _caption(figure.document.place("title"), wrong)


def _caption(place: Place, message: Words) -> Diagnostic:
    return Diagnostic(
        "label-id",
        place,
        Words(f"标题与图表不符：{message.zh}", f"the caption is not this figure’s: {message.en}"),
        Words("请核对标题", "see which caption is meant"),
    )
