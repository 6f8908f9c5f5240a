"""Pins, cited figures and errata: `data/<edition>/published.csv`, `cited.csv`, `errata.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import Field

from duizhao.diagnostics import (
    Diagnostic,
    Place,
    Related,
    Stage,
    Words,
    did_you_mean,
    shown,
    stage,
)
from duizhao.files import csv_places
from duizhao.files.multilingual import Texts
from duizhao.files.yaml_places import Document, Strict, meaning, read, validated
from duizhao.language.label import Label
from duizhao.project import Edition
from duizhao.project.numbers import MOST_DIGITS, number_in, whole_in

COLUMNS = ("address", "value", "unit", "document", "place", "line")
PLACES = {
    "summary": Label("摘要", "summary"),
    "preface": Label("前言", "preface"),
    "contents": Label("目录", "contents"),
    "section": Label("第{}节", "section {}"),
    "table": Label("表{}", "table {}"),
    "figure": Label("图{}", "figure {}"),
    "note": Label("注{}", "note {}"),
    "page": Label("第{}页", "page {}"),
    "slide": Label("第{}张", "slide {}"),
}
# What a formula may hold: numbers and signs, which read the same in every language.
_FORMULA = re.compile(r"[\d\s.,%()+\-/×=<>]+")
# By which power of ten a printed unit scales the printed digits; other units do not.
POWERS = {
    "万": 4,
    "亿": 8,
    "万亿": 12,
    "万元": 4,
    "亿元": 8,
    "万亿元": 12,
    "亿美元": 8,
    "万亿美元": 12,
    "million": 6,
    "billion": 9,
    "trillion": 12,
}


@dataclass(frozen=True)
class Source:
    """Where a number stands: the document's id and the place in it (`table:6`), and its line."""

    document: str
    place: str
    line: int | None = None

    def where(self, language: str) -> str:
        """Return the place in words, such as 表6 or table 6."""
        kind, _, number = self.place.partition(":")
        words = PLACES.get(kind)
        return self.place if words is None else words.of(language).format(number)


@dataclass(frozen=True)
class Pin:
    """A number as a document prints it, and the address (`figure.row.column`) it pins."""

    address: str
    printed: str
    unit: str
    source: Source
    at: Place
    status: Literal["published", "cited"]

    @property
    def number(self) -> Decimal:
        """Return the number in base units, printed digits kept: 2413.82 亿元 is 241382000000."""
        return in_base_units(self.printed, self.unit)


def in_base_units(printed: str, unit: str) -> Decimal:
    """Return printed digits scaled by their unit; a closing zero stays part of the number."""
    number = Decimal(printed).scaleb(POWERS.get(unit, 0))
    # Of whole numbers nothing says that a closing zero was measured: 5000 亿 is 500 billion.
    return number if "." in printed else number.quantize(Decimal(1))


class Found(Strict):
    """One of the values that contradict each other: where it is printed, or how it follows.

    互相矛盾的一个值：出处或算法。
    """

    value: str = Field(description=meaning("值，照原样", "the value, as printed"))
    place: str | None = Field(
        default=None, description=meaning("出处，如table:6", "where it stands, such as table:6")
    )
    line: int | None = Field(
        default=None, description=meaning("在来源文本中的行号", "the line in the source’s text")
    )
    how: str | None = Field(
        default=None,
        description=meaning(
            "算式，各语言相同", "how it follows: a formula, the same in every language"
        ),
    )
    document: str | None = Field(
        default=None, description=meaning("资料的编码", "the id of the document")
    )


class Erratum(Strict):
    """A contradiction in a source: the values found, the one used, and why.

    资料中的一处矛盾：所见的值、采用的值和理由。
    """

    id: str = Field(description=meaning("编码", "the id"))
    kind: str = Field(description=meaning("矛盾的类别", "the kind of contradiction"))
    addresses: list[str] = Field(
        default_factory=list, description=meaning("涉及的地址", "the addresses concerned")
    )
    found: list[Found] = Field(description=meaning("所见的值", "the values found"))
    used: str | None = Field(
        default=None,
        description=meaning("采用的值；不写则不取", "the value that is used; without it none is"),
    )
    what: Texts = Field(description=meaning("矛盾所在", "what contradicts what"))
    why: Texts = Field(description=meaning("取舍的理由", "why that value is used"))


@dataclass(frozen=True)
class Data:
    """The public data of one edition: pins by address (several places each), and errata.

    `unread` are the figures of which a pin could not be read; `complete` is false where a whole
    file could not.
    """

    pins: Mapping[str, tuple[Pin, ...]]
    errata: tuple[Erratum, ...]
    errata_file: Document | None = None
    unread: frozenset[str] = frozenset()
    complete: bool = True

    def erratum_place(self, erratum: Erratum, *location: str | int) -> Place:
        """Return where a key of an erratum stands in its file, or the erratum itself."""
        assert self.errata_file is not None, "errata are read from a file"
        index = next(n for n, one in enumerate(self.errata) if one is erratum)
        return self.errata_file.place(index, *location)

    def inferred(self) -> dict[str, Decimal]:
        """Return the values that errata decide on although the source prints none there."""
        return {
            address: Decimal(erratum.used)
            for erratum in self.errata
            for address in erratum.addresses
            if erratum.used is not None and address not in self.pins
        }

    def erratum(self, address: str) -> Erratum | None:
        """Return the erratum that decides which value of `address` is used, if there is one."""
        for erratum in self.errata:
            if address in erratum.addresses and erratum.used is not None:
                return erratum
        return None


@stage
def load(root: Path, edition: Edition) -> Stage[Data]:
    """Read the pins, cited figures and errata of an edition; missing files mean none."""
    folder = f"data/{edition.name}"
    pins: dict[str, tuple[Pin, ...]] = {}
    kinds: tuple[Literal["published", "cited"], ...] = ("published", "cited")
    unread: set[str] = set()
    complete = True
    for status in kinds:
        table = csv_places.read(root, f"{folder}/{status}.csv", COLUMNS)
        # What is wrong with a pin alone says which figure it belongs to; all else may hide any pin.
        complete = complete and not table.findings
        for at, cells in (yield from table).rows:
            pin = yield from _pin(cells, at, status, edition)
            if pin is None:
                unread.add(cells["address"].partition(".")[0])
            else:
                pins[pin.address] = (*pins.get(pin.address, ()), pin)
    read = _errata(root, f"{folder}/errata.yml", edition.languages)
    errata, file = yield from read
    data = Data(pins, errata, file, frozenset(unread), complete)
    if errata or not read.findings:  # an erratum that cannot be read may settle it
        yield from _check_contradictions(data)
    return data


def _pin(
    row: Mapping[str, str], at: Place, status: Literal["published", "cited"], edition: Edition
) -> Stage[Pin | None]:
    wrong = tuple(_wrong_with(row, at, edition))
    yield from wrong
    if wrong:
        return None
    source = Source(row["document"], row["place"], whole_in(row["line"]))
    return Pin(row["address"], row["value"], row["unit"], source, at, status)


def _wrong_with(row: Mapping[str, str], at: Place, edition: Edition) -> Iterator[Diagnostic]:
    if number_in(row["value"]) is None:
        yield _no_number(row["value"], at)
    if row["line"] and whole_in(row["line"]) is None:
        yield _no_number(row["line"], at)
    yield from _wrong_with_address(row["address"], at)
    if row["document"] not in edition.file.documents:
        message = Words(
            zh=f"{edition.path}没有文献“{row['document']}”",
            en=f"{edition.path} names no document “{row['document']}”",
        )
        known = did_you_mean(row["document"], edition.file.documents)
        yield Diagnostic("unknown-document", at, message, known)
    kind = row["place"].partition(":")[0]
    if kind not in PLACES:
        message = Words(zh=f"未知的位置“{row['place']}”", en=f"unknown place “{row['place']}”")
        example = Words(
            zh="例如summary、section:1.2、table:6", en="such as summary, section:1.2, table:6"
        )
        likely = did_you_mean(kind, PLACES) or example
        yield Diagnostic("unknown-place", at, message, likely)


def _no_number(text: str, at: Place) -> Diagnostic:
    said = shown(text if len(text) <= 40 else f"{text[:39]}…")
    message = Words(zh=f"“{said}”不是数字", en=f"“{said}” is not a number")
    hint = Words(
        zh=f"只写数字，不加分隔符和单位，至多{MOST_DIGITS}位",
        en=f"write digits only, no separators or unit, {MOST_DIGITS} at most",
    )
    return Diagnostic("not-a-number", at, message, hint)


def _wrong_with_address(address: str, at: Place) -> Iterator[Diagnostic]:
    if not re.fullmatch(r"[a-z]\w*(\.\w+){1,2}", address):
        message = Words(
            zh=f"“{address}”不是“图.行.列”形式的地址",
            en=f"“{address}” is not an address of the form figure.row.column",
        )
        yield Diagnostic("address", at, message)


@stage
def _errata(
    root: Path, path: str, languages: Sequence[str]
) -> Stage[tuple[tuple[Erratum, ...], Document | None]]:
    if not (root / path).is_file():
        return (), None
    document = yield from read(root, path)
    if document is None or document.data is None:
        return (), None
    errata: list[Erratum] = (yield from validated(document, list[Erratum], languages)) or []
    wrong: list[Diagnostic] = []
    for index, erratum in enumerate(errata):
        if erratum.used is not None and number_in(erratum.used) is None:
            wrong.append(_no_number(erratum.used, document.place(index, "used")))
        for position, address in enumerate(erratum.addresses):
            place = document.place(index, "addresses", position)
            wrong.extend(_wrong_with_address(address, place))
        for position, found in enumerate(erratum.found):
            if found.how is not None and not _FORMULA.fullmatch(found.how):
                yield _no_formula(document.place(index, "found", position, "how"), found)
    yield from wrong
    return (() if wrong else tuple(errata)), document


def _no_formula(place: Place, found: Found) -> Diagnostic:
    return Diagnostic(
        "erratum-formula",
        place,
        Words(zh=f"how的“{found.how}”不是算式", en=f"“{found.how}” under how is no formula"),
        Words(
            zh="这里只写数字和运算符，说明写在what和why里",
            en="write numbers and signs only; words go to what and why, in both languages",
        ),
    )


def _check_contradictions(data: Data) -> Iterator[Diagnostic]:
    for address, pins in data.pins.items():
        values: dict[str, list[str]] = {}
        for pin in pins:
            values.setdefault(f"{pin.printed}{pin.unit}", []).append(pin.source.place)
        if len({pin.number for pin in pins}) > 1 and data.erratum(address) is None:
            listed = "; ".join(
                f"{value} ({', '.join(dict.fromkeys(places))})" for value, places in values.items()
            )
            message = Words(
                zh=f"“{address}”在文献中有不同的值：{listed}",
                en=f"the source gives different values for “{address}”: {listed}",
            )
            hint = Words(
                zh="请在errata.yml中记录并说明采用哪个值",
                en="record it in errata.yml and say which value is used",
            )
            other = next(pin.at for pin in pins if pin.number != pins[-1].number)
            place, second = pins[-1].at, Related(other)
            yield Diagnostic("contradiction", place, message, hint, related=second)
