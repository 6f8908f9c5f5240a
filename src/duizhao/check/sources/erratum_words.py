"""Erratum words: what an erratum says of its numbers is so, in the figures that it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from duizhao.check.registry import edition_rule
from duizhao.check.scopes import EditionView
from duizhao.check.sources.erratum_numbers import numbers_wrong
from duizhao.check.text.coordinates import Figures, figures_of
from duizhao.check.text.numerals import IN_WORDS
from duizhao.diagnostics import Diagnostic, Words
from duizhao.files.multilingual import Texts
from duizhao.project.figures import Figure, split
from duizhao.project.published import Erratum

_YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"
# Two years of one row compared: 2016年比2015年长, longer in 2016 than in 2015.
_YEARS = {
    "zh": re.compile(
        rf"(?P<one>{_YEAR})年?[^，。；\d]{{0,8}}?(?:(?:比|较)(?P<other>{_YEAR})年?[^，。；\d]{{0,4}}?"
        rf"(?:(?P<more>[长高多大])|(?P<less>[短低少小]))|"
        rf"(?:(?P<above>[高多大]于|超过)|(?P<below>[低少小]于|不及))(?P<last>{_YEAR}))"
    ),
    "en": re.compile(
        r"\b(?:(?P<more>longer|higher|larger|more|greater)|(?P<less>shorter|lower|smaller|fewer|less))"
        rf"\b[^.;,\d]{{0,20}}? in (?P<one>{_YEAR}) than in (?P<other>{_YEAR})"
    ),
}
_MOVED = {
    "zh": re.compile("(?!)"),
    "en": re.compile(
        r"\b(?:(?P<up>rose|grew|climbed|increased)|(?P<down>fell|sank|dropped|decreased))"
        r" from (?P<number>\d+(?:\.\d+)?)"
    ),
}
_PLACES = {
    "zh": {"table": re.compile(r"(?<!图)表\s?(\d+)"), "figure": re.compile(r"图\s?(\d+)")},
    "en": {
        "table": re.compile(r"\btables? (\d+)", re.IGNORECASE),
        "figure": re.compile(r"\bfigures? (\d+)", re.IGNORECASE),
    },
}
_PASSAGES = {
    "zh": re.compile(r"(?P<many>[两二三四五六])处(?:写|印|称|说)[成作为]?(?P<number>\d+)"),
    "en": re.compile(r"\b(?P<many>two|three|four|five|six) (?:passages|places)\b"),
}
_NUMBER = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.]*\d)")


@edition_rule("erratum-words", "sources")
def erratum_words(view: EditionView) -> Iterator[Diagnostic]:
    """The words of an erratum say something else than its figures and places.

    Years that it compares compare so in the row that it is about; a number stands beside the year
    that it is printed for; a table that it names is one where it finds something; how many passages
    print a number is how many it lists; a number that is one digit off one that it finds is
    mistyped; and of the rows of its figure it names its own, not another.

    勘误的说明与它自己的数和位置不合：所比的年份在它所说的那一行里就要如此；数旁边的年份，要是印着这个数的那一年；
    提到的表，要是列了数的那张；说几处印作某数，就要列几处；与所列的数只差一位的，是写错了；提到的行，要是它自己的行。
    """
    known = figures_of(view.context.namespace, view.lexicon)
    for erratum in view.context.data.errata:
        for key, texts in (("what", erratum.what), ("why", erratum.why)):
            for language in view.languages:
                for message in _wrong(erratum, key, texts.of(language), language, view, known):
                    yield Diagnostic(
                        "erratum-words",
                        view.context.data.erratum_place(erratum, key, language),
                        Words(f"“{erratum.id}”：{message.zh}", f"“{erratum.id}”: {message.en}"),
                        Words("请核对说明", "see to these words"),
                    )


def _wrong(
    erratum: Erratum, key: str, text: str, language: str, view: EditionView, known: Figures
) -> Iterator[Words]:
    yield from _years_compared(erratum, text, language, view)
    yield from _years_beside(erratum, text, language, view)
    yield from _one_digit_off(erratum, text, language, view)
    yield from numbers_wrong(erratum, key, language, view)
    if key == "what":
        yield from _elsewhere(erratum, language, view)
        both = {*_PASSAGES} <= {*view.languages}
        told = _passages(erratum, erratum.what) if both else ()
        yield from (message for one, message in told if one == language)
        yield from _other_row(erratum, text, language, view, known)


def _columns(erratum: Erratum, view: EditionView) -> Iterator[tuple[Figure, str]]:
    """Yield the columns that an erratum is about, each with its figure."""
    seen = set()
    for address in erratum.addresses:
        name, _, column = split(address)
        figure = view.context.figures.get(name)
        if figure is not None and (name, column) not in seen:
            seen.add((name, column))
            yield figure, column


def _years_compared(
    erratum: Erratum, text: str, language: str, view: EditionView
) -> Iterator[Words]:
    for match in _YEARS[language].finditer(text):
        parts = match.groupdict()
        more = bool(parts.get("more") or parts.get("above"))
        years = (parts["one"], parts.get("last") or parts["other"])
        for figure, column in _columns(erratum, view):
            cells = [figure.cell(year, column) for year in years]
            one, other = (cell.number if cell else None for cell in cells)
            if one is not None and other is not None and (one > other) != more:
                yield Words(
                    f"表中{years[0]}年是{one:f}，{years[1]}年是{other:f}",
                    f"its figure has {one:f} in {years[0]} and {other:f} in {years[1]}",
                )
    for match in _MOVED[language].finditer(text):
        if erratum.used is not None and _NUMBER.fullmatch(erratum.used):
            down = match["down"] is not None
            if (Decimal(erratum.used) < Decimal(match["number"])) != down:
                yield Words(f"采用的是{erratum.used}", f"{erratum.used} is used")


def _years_beside(erratum: Erratum, text: str, language: str, view: EditionView) -> Iterator[Words]:
    """Yield numbers of a year that stand right beside another one."""
    printed: dict[str, set[str]] = {}
    for figure, column in _columns(erratum, view):
        for row in figure.rows:
            for pin in view.context.data.pins.get(f"{figure.name}.{row}.{column}", ()):
                printed.setdefault(pin.printed, set()).add(row)
    for match in _NUMBER.finditer(re.sub(r"(?<=\d),(?=\d{3})", "", text)):
        rows = printed.get(match[0], set())
        if not rows or not all(row.isdigit() for row in rows) or len(match[0]) < 3:
            continue
        plain = re.sub(r"(?<=\d),(?=\d{3})", "", text)
        sentence = re.split(r"[。；;，,]|\.\s", plain[: match.start()])[-1]
        behind = re.match(rf"[^，。,;.\d]{{0,8}}({_YEAR})", plain[match.end() :])
        before = re.findall(_YEAR, sentence)
        near = {behind[1]} if behind and language == "en" else set(before)
        if near and not near & rows:
            yield Words(
                f"{match[0]}是{'、'.join(sorted(rows))}年的",
                f"{match[0]} is of {', '.join(sorted(rows))}",
            )


def _elsewhere(erratum: Erratum, language: str, view: EditionView) -> Iterator[Words]:
    """Yield the one table or figure that is named in every language and where nothing is found."""
    places = {one.place or "" for one in erratum.found}
    for address in erratum.addresses:
        places |= {pin.source.place for pin in view.context.data.pins.get(address, ())}
    for kind in _PLACES[language]:
        known = {place.split(":")[1] for place in places if place.startswith(f"{kind}:")}
        named = [set(_PLACES[one][kind].findall(erratum.what.of(one))) for one in view.languages]
        if known and len(named[0]) == 1 and not named[0] & known and named[0] == named[-1]:
            yield Words(
                f"所列的数出自{'、'.join(sorted(known))}，不是{min(named[0])}",
                f"what it finds is in {kind} {', '.join(sorted(known))}, not {min(named[0])}",
            )


def _passages(erratum: Erratum, texts: Texts) -> Iterator[tuple[str, Words]]:
    """Yield how many passages are said to print a number, where it lists others; by language."""
    said = _PASSAGES["zh"].search(texts.of("zh"))
    values = [one.value for one in erratum.found if one.place]
    for language, pattern in _PASSAGES.items() if said and said["number"] in values else ():
        match = pattern.search(texts.of(language))
        if match is None or said is None:
            continue
        many = 2 if match["many"] == "两" else IN_WORDS[language].index(match["many"])
        count = values.count(said["number"])
        if many != count:
            yield language, Words(f"列出的是{count}处", f"it lists {count} of them")


def _one_digit_off(
    erratum: Erratum, text: str, language: str, view: EditionView
) -> Iterator[Words]:
    """Yield whole numbers that are one digit, or two in the wrong order, off one that is found."""
    quoted = [t for one in erratum.found for t in (one.value, one.how or "")]
    quoted += [erratum.used or ""]
    found = {n for t in quoted for n in re.findall(r"\d{3,}", t.replace(",", ""))}
    pins = {
        pin.printed
        for figure, column in _columns(erratum, view)
        for row in figure.rows
        for pin in view.context.data.pins.get(f"{figure.name}.{row}.{column}", ())
    }
    plain = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    said = set(re.findall(r"(?<![\d.])\d{3,}(?![.\d]*\d)", plain))
    for number in said - found - pins:
        if re.fullmatch(_YEAR, number) or any(number in other for other in found):
            continue
        near = [one for one in found - said if len(one) == len(number) and _off(one, number)]
        if near:
            yield Words(
                f"写的是{number}，所列的是{near[0]}", f"it has {number} and finds {near[0]}"
            )


def _off(one: str, other: str) -> bool:
    apart = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return len(apart) == 1 or (len(apart) == 2 and sorted(one) == sorted(other))


def _other_row(
    erratum: Erratum, text: str, language: str, view: EditionView, known: Figures
) -> Iterator[Words]:
    """Yield another row of a figure that is named where none of the erratum’s own rows is."""
    named = {id for m in known.named(text, language, (), 0) for id in m.ids}
    own: dict[str, set[str]] = {}
    for address in erratum.addresses:
        name, row, _ = split(address)
        own.setdefault(name, set()).add(row)
    for name, rows in own.items():
        figure = view.context.figures.get(name)
        if figure is None or any(re.search(r"\d", row) for row in rows):
            continue
        if list(figure.file.columns) == ["value"]:
            continue
        ids = {row: {*known.row_ids(figure, row)} for row in figure.rows}
        if any(ids.get(row, set()) & named for row in rows):
            continue
        others = [row for row in figure.rows if row not in rows and ids[row] <= named]
        if len(others) == 1:
            label = known.row_name(figure, others[0])
            mine = known.row_name(figure, min(rows)) if len(rows) == 1 else label
            if mine != label:
                yield Words(
                    f"说的是“{mine.zh}”，写的却是“{label.zh}”",
                    f"it is about “{mine.en}”, and names “{label.en}”",
                )
