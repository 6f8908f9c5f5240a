"""Erratum numbers: the numbers in an erratum’s words against each other and what it finds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from duizhao.check.scopes import EditionView
from duizhao.check.sources.ranks import rank_of
from duizhao.diagnostics import Words
from duizhao.project.figures import split
from duizhao.project.published import Erratum, Found

_NUMBER = r"\d+(?:\.\d+)?"
_YEAR = r"(?<!\d)(?:19|20)\d\d(?!\d)"
# Two typed numbers with a comparison between them.
_COMPARED = {
    "zh": re.compile(
        rf"(?P<one>{_NUMBER})(?P<unit>%|亿元|家|个|条)?[^。；\d]{{0,24}}?"
        rf"(?:(?P<more>[高多大]于|超过)|(?P<less>[低少小]于|不及))"
        rf"[^。；\d]{{0,20}}?(?<![表图注年])(?:表\d+[^。；\d]{{0,20}}?)?(?P<other>{_NUMBER})(?P=unit)"
    ),
    "en": re.compile(
        rf"(?P<one>{_NUMBER})(?P<unit>%),? (?:is |are )?(?:(?P<more>more|higher|larger)|"
        rf"(?P<less>less|lower|smaller|fewer)) than (?:the )?(?P<other>{_NUMBER})(?P=unit)"
    ),
}
_LIST = re.compile(rf"{_NUMBER}(?:(?:、|, (?:and )?|和| and ){_NUMBER}){{2,}}")
_COUNTED = {
    "zh": re.compile(r"(?P<share>\d+\.\d+)%，?(?:即|对应|正好对应|为)(?P<count>\d{2,})家(?!中)"),
    "en": re.compile(
        r"(?P<share>\d+\.\d+)%, (?:which|that) is (?P<count>\d{2,}) (?:enterprises|companies)"
    ),
}
# Where a part of the source is named, and how the places of pins and errata call it.
_WHERE = {"摘要": "summary", "前言": "preface", "正文": "section", "目录": "contents"}
_DISPLAY = {"表": "table", "图": "figure", "注": "note"}
_SHOWN = r"(?<![代图])([表图注])\s?(\d+)"
_ORDINAL = re.compile("第[一二三四五六七八九十]+(?!产业|大类|章|节|位小数|版)")
_PARTS = {
    "zh": re.compile("只[列给印][出了]*(?P<count>[二两三四五六七八九])[组个类]"),
    "en": re.compile(r"\bonly (?P<count>two|three|four|five|six|seven|eight|nine) classes\b", re.I),
}
_SMALL = {"两": 2} | {word: n for n, word in enumerate("二三四五六七八九", 2)}
_SMALL |= {w: n for n, w in enumerate(("two", "three", "four", "five", "six", "seven"), 2)}


def plain(text: str) -> str:
    """Return a text without the commas within its numbers."""
    return re.sub(r"(?<=\d),(?=\d{3})", "", text)


def numbers_wrong(erratum: Erratum, key: str, language: str, view: EditionView) -> Iterator[Words]:
    """Yield what is wrong with the numbers in `what` or `why` of an erratum."""
    text = plain((erratum.what if key == "what" else erratum.why).of(language))
    yield from _compared(text, language)
    yield from _listed(erratum, text)
    yield from _counted(text, language, view)
    yield from _terms(erratum, text, language)
    if key == "what":
        yield from _other_bin(erratum, text, view)
        yield from _parts(erratum, text, language)
        yield from _other_years(erratum, text, view)
        if language == "zh":
            yield from _placed(erratum, text)
            yield from _ordinals(erratum, text)


def _compared(text: str, language: str) -> Iterator[Words]:
    for match in _COMPARED[language].finditer(text):
        one, other = Decimal(match["one"]), Decimal(match["other"])
        if one == other or (one > other) != (match["more"] is not None):
            yield Words(
                f"{match['one']}与{match['other']}的大小说反了",
                f"{match['one']} and {match['other']} compare the other way",
            )


def _known(erratum: Erratum) -> set[str]:
    quoted = (t for one in erratum.found for t in (one.value, one.how or ""))
    return {n for text in (*quoted, erratum.used or "") for n in re.findall(_NUMBER, plain(text))}


def _listed(erratum: Erratum, text: str) -> Iterator[Words]:
    """Yield the one number of a list that is not found, where all the others are."""
    known = _known(erratum)
    for match in _LIST.finditer(text):
        numbers = re.findall(_NUMBER, match[0])
        strange = [one for one in numbers if one not in known]
        if len(strange) == 1 and len(numbers) > 3:
            yield Words(f"{strange[0]}不在所列的数之中", f"{strange[0]} is none of those found")


def _counted(text: str, language: str, view: EditionView) -> Iterator[Words]:
    """Yield a number of enterprises that is no such share of any base of the edition."""
    bases = {*view.published.bases.values()}
    counts = [pin.number for one in bases for pin in view.context.data.pins.get(one, ())]
    for match in _COUNTED[language].finditer(text):
        share, count = Decimal(match["share"]), Decimal(match["count"])
        if counts and not any(abs(base * share / 100 - count) < 1 for base in counts):
            yield Words(
                f"{match['share']}%不是{match['count']}家",
                f"{match['share']}% are not {match['count']}",
            )


def _other_bin(erratum: Erratum, text: str, view: EditionView) -> Iterator[Words]:
    """Yield the bounds of another class than the one that an erratum is about."""
    if len(erratum.addresses) != 1:
        return
    name, row, _ = split(erratum.addresses[0])
    figure = view.context.figures.get(name)
    own = set(re.findall(r"\d+", row))
    said = set(re.findall(r"\d+", text))
    if figure is None or len(own) != 2 or own <= said:
        return
    others = [r for r in figure.rows if len(n := set(re.findall(r"\d+", r))) == 2 and n <= said]
    if len(others) == 1:
        yield Words(f"说的是{row}，写的是{others[0]}", f"it is about {row}, and has {others[0]}")


_NEXT_YEAR = re.compile(
    "次年|上年|翌年|前一年|year (?:later|after|before|earlier)|(?:next|previous) year"
)


def _other_years(erratum: Erratum, text: str, view: EditionView) -> Iterator[Words]:
    """Yield years that are named where an erratum is about others, and another month of a day."""
    rows = {split(address)[1] for address in erratum.addresses}
    years = {one for one in re.findall(_YEAR, text) if len(one) == 4}
    own = {row for row in rows if re.fullmatch(_YEAR, row)}
    quoted = {y for one in erratum.found for y in re.findall(_YEAR, one.value)}
    if own and years and years.isdisjoint(own | quoted) and not _NEXT_YEAR.search(text):
        named = "、".join(sorted(own))
        yield Words(f"说的是{named}年", f"it is about {', '.join(sorted(own))}")
    for address in erratum.addresses:
        name, row, column = split(address)
        figure = view.context.figures.get(name)
        cell = figure.cell(row, "month") if figure and column == "day" else None
        months = set(re.findall(r"(?<!\d)(\d{1,2})月\d", text))
        if cell and cell.number is not None and months and months != {f"{cell.number:f}"}:
            yield Words(f"图表里是{cell.number:f}月", f"its figure has month {cell.number:f}")


def _parts(erratum: Erratum, text: str, language: str) -> Iterator[Words]:
    """Yield how many classes are said to be given, where the sum has others."""
    sums = [one.how for one in erratum.found if one.how and re.fullmatch(r"[\d. +]+", one.how)]
    match = _PARTS[language].search(text)
    if erratum.kind == "bin-missing" and sums and match:
        terms = sums[0].count("+") + 1
        if _SMALL.get(match["count"].casefold()) != terms:
            yield Words(f"相加的是{terms}组", f"{terms} are added up")


def _terms(erratum: Erratum, text: str, language: str) -> Iterator[Words]:
    """Yield a number of things that is one off how many are added up."""
    sums = [m[0] for one in erratum.found for m in re.finditer(_SUM, one.how or "")]
    said = {_SMALL[m["count"].casefold()] for m in _FEW[language].finditer(text)}
    for terms in {one.count("+") + 1 for one in sums}:
        near = [n for n in said if abs(n - terms) == 1]
        if near and terms not in said and terms > 3:
            yield Words(f"相加的是{terms}项", f"{terms} are added up")


_SUM = r"\d+(?: \+ \d+){3,}"
_FEW = {
    "zh": re.compile("(?P<count>[二两三四五六七八九])(?:家|个|组|省|项|类|地)"),
    "en": re.compile(r"\b(?P<count>two|three|four|five|six|seven)\b", re.I),
}


def _placed(erratum: Erratum, text: str) -> Iterator[Words]:
    """Yield numbers that are said to stand elsewhere than where they are found."""
    displays = {m[0] for m in re.finditer(_SHOWN, text)}
    for part in re.split("[，。；：]", text):
        where = [code for word, code in _WHERE.items() if word in part]
        # One table alone that is named and wrong is told by `erratum_words` itself.
        shown = re.finditer(_SHOWN, part) if len(displays) > 1 else ()
        where += [f"{_DISPLAY[m[1]]}:{m[2]}" for m in shown]
        rest = re.sub(r"[表图注]\s?\d+|(?:19|20)\d\d年", "", part)
        found = [one for n in re.findall(_NUMBER, rest) for one in _found(n, erratum.found)]
        places = {one.place for one in found if one.place}
        if len({*where}) == 1 and places and not any(p.startswith(where[0]) for p in places):
            yield Words(f"列在{'、'.join(sorted(places))}", f"it is found in {min(places)}")


def _found(number: str, found: Sequence[Found]) -> list[Found]:
    return [one for one in found if number in re.findall(_NUMBER, plain(one.value))]


def _ordinals(erratum: Erratum, text: str) -> Iterator[Words]:
    """Yield a rank that is said to be printed, where other ranks are quoted."""
    quoted = {rank_of(o) for one in erratum.found for o in _ORDINAL.findall(one.value)}
    said = {rank_of(one) for one in _ORDINAL.findall(text)}
    if quoted and said and said.isdisjoint(quoted):
        yield Words("引文里的名次不是这个", "the ranks that it quotes are others")
