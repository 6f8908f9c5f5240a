"""Errata: every entry still corresponds to what is printed and to what follows from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from duizhao.check.registry import edition_rule
from duizhao.check.scopes import EditionView
from duizhao.check.sources.contradictions import Contradiction, covers, rounded_like
from duizhao.check.sources.formulas import arithmetic
from duizhao.check.sources.uncovered import found_in
from duizhao.check.text.numerals import IN_WORDS, numerals
from duizhao.diagnostics import Diagnostic, Words
from duizhao.project.published import Erratum, Found, Pin

# Kinds of errata that a calculation finds by itself: such an entry needs a contradiction.
CALCULATED = {
    "total-differs",
    "granularity",
    "derived-statistic",
    "bin-missing",
    "row-missing",
    "rank-twice",
    "rank-skipped",
}


@edition_rule("stale-erratum", "sources")
def stale_erratum(view: EditionView) -> Iterator[Diagnostic]:
    """An entry of errata.yml no longer corresponds to anything.

    A value that it finds at a place is not printed there by any pin; its arithmetic gives another
    number; it is of a kind that calculation finds, and calculation finds nothing; or it finds a
    number that no pin and no arithmetic confirms and that its own words do not mention in both
    languages; or a decimal in its words is one digit off what it finds; or the value
    that is used is none of those found.

    勘误已经没有对应：所列的值在该处没有公布，所列的算式得不出该值，按其种类应能算出的矛盾
    并不存在，或者所列的数既无公布值、算式可据，自身的说明（中英文）也没有提到；说明里的小数与所列的差一位数字；采用的值不在所列的值之中。
    """
    found = found_in(view).contradictions
    pins = [pin for listed in view.context.data.pins.values() for pin in listed]
    by_line: dict[int | None, list[Pin]] = {None: pins}
    for pin in pins:
        if pin.source.line is not None:
            by_line.setdefault(pin.source.line, []).append(pin)
    for erratum in view.context.data.errata:
        for location, message in _stale(erratum, found, by_line):
            yield Diagnostic(
                "stale-erratum",
                view.context.data.erratum_place(erratum, *location),
                Words(f"“{erratum.id}”：{message.zh}", f"“{erratum.id}”: {message.en}"),
                Words("请改正或删去这一条", "correct the entry or remove it"),
            )


def _stale(
    erratum: Erratum, found: Sequence[Contradiction], pins: Mapping[int | None, Sequence[Pin]]
) -> Iterator[tuple[tuple[str | int, ...], Words]]:
    """Yield what is wrong with an entry, and at which of its keys."""
    calculated = erratum.kind in CALCULATED and erratum.addresses
    if calculated and not any(covers(erratum, one) for one in found):
        message = Words(
            "公布的数字中没有这一矛盾", "the published numbers hold no such contradiction"
        )
        yield (), message
    if erratum.used is not None and not _found(erratum.used, erratum):
        message = Words(
            f"采用的{erratum.used}不在所列的值之中",
            f"{erratum.used}, which is used, is none of those found",
        )
        yield ("used",), message
    for key, number, found_one in _mistyped(erratum):
        message = Words(
            f"说明里写的是{number}，所列的却是{found_one}",
            f"its words have {number}, and what it finds is {found_one}",
        )
        yield (key, "zh"), message
    for index, one in enumerate(erratum.found):
        yield from ((("found", index, "how"), message) for message in _wrong_formula(one))
        if one.how is not None and any(arithmetic(part) for part in _sides(one.how)):
            continue
        printed = _printed_at(one, erratum, pins)
        if _NUMBER.fullmatch(one.value) and printed and one.value not in printed:
            where = f"{one.place or ''}:{one.line or ''}".strip(":")
            message = Words(f"{where}没有公布{one.value}", f"{one.value} is not printed at {where}")
            yield ("found", index, "value"), message
            continue
        plain = _NUMBER.fullmatch(one.value)
        quoted = [one.value] if plain else [n.text for n in numerals(one.value, "zh")]
        for number in filter(_NUMBER.fullmatch, quoted):
            if number not in printed and not _said(number, erratum):
                message = Words(
                    f"{number}没有依据：没有公布值或算式，说明的中文和英文也没有都提到它",
                    f"nothing confirms {number}: no pin, no arithmetic, and the words of the entry "
                    "do not mention it in both languages",
                )
                yield ("found", index, "value"), message


def _mistyped(erratum: Erratum) -> Iterator[tuple[str, str, str]]:
    """Yield the decimals in an entry’s words that are one digit off what it finds.

    English has to agree with Chinese, so that one of them is enough.
    """
    quoted = [text for one in erratum.found for text in (one.value, one.how or "")]
    known = [n for text in (*quoted, erratum.used or "") for n in _NUMBER.findall(text)]
    said = [
        (key, number)
        for key, words in (("what", erratum.what), ("why", erratum.why))
        for number in _DECIMAL.findall(words.zh)
    ]
    unsaid = [one for one in known if "." in one and all(one != n for _, n in said)]
    for key, number in said:
        near = [one for one in unsaid if len(one) == len(number) and _apart(one, number) == 1]
        if near and number not in known:
            yield key, number, near[0]


def _apart(one: str, other: str) -> int:
    return sum(a != b for a, b in zip(one, other, strict=True))


_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_DECIMAL = re.compile(r"(?<![\d.,])\d+\.\d+(?![\d.])")


def _found(used: str, erratum: Erratum) -> bool:
    """Whether an entry finds a value: alone, or in the words that it quotes.

    What is quoted may be in another power of ten: 2413.82 of a table in 亿, 63.52 before 万.
    """
    if any(used in one.value.split(", ") for one in erratum.found):
        return True
    quoted = [n for one in erratum.found for n in _NUMBER.findall(one.value.replace(",", ""))]
    if not _NUMBER.fullmatch(used):
        return False
    return any(Decimal(n).scaleb(power) == Decimal(used) for n in quoted for power in (0, 4, 8, 12))


def _sides(how: str) -> list[str]:
    return [side for part in how.split(", ") for side in part.split(" = ")]


def _said(number: str, erratum: Erratum) -> bool:
    """Whether the words of an entry mention a number in both languages, in digits or words."""
    for language, words in IN_WORDS.items():
        text = f"{erratum.what.of(language)} {erratum.why.of(language)}"
        in_digits = _NUMBER.findall(re.sub(r"(?<=\d),(?=\d{3})", "", text))
        in_words = number.isdigit() and int(number) < len(words) and words[int(number)] in text
        if number not in in_digits and not in_words:
            return False
    return True


def _printed_at(one: Found, erratum: Erratum, pins: Mapping[int | None, Sequence[Pin]]) -> set[str]:
    """Return what pins print where an entry finds a value: of its own addresses, if any do.

    Bounds of bins count as printed where the bins are: they are the names of rows.
    """
    if one.place is None and one.line is None:
        return set()
    here = pins.get(one.line, ())
    here = [pin for pin in here if pin.source.place == one.place] or here
    own = [pin for pin in here if pin.address in erratum.addresses]
    if not _NUMBER.fullmatch(one.value):
        bounds = {bound for pin in here for bound in re.findall(r"\d+", pin.address)}
        return {pin.printed for pin in here} | bounds
    return {pin.printed for pin in own or here}


def _wrong_formula(one: Found) -> Iterator[Words]:
    """Yield what is wrong with an entry's arithmetic: `a, b` gives `x, y`; `a = b` gives `x`."""
    parts = (one.how or "").split(", ")
    values = one.value.split(", ")
    if len(parts) != len(values):
        return
    for part, value in zip(parts, values, strict=True):
        try:
            said = Decimal(value)
        except InvalidOperation:
            continue
        for side in part.split(" = "):
            result = arithmetic(side)
            if result is None:
                continue
            # A quotient of counts may be said as a percentage.
            if said not in (rounded_like(result, said), rounded_like(100 * result, said)):
                yield Words(
                    f"{side}得{rounded_like(result, said)}，不是{value}",
                    f"{side} gives {rounded_like(result, said)}, not {value}",
                )
