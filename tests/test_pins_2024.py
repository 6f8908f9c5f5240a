"""The pins of 2024: every numeral of the source is accounted for, and every entry is well formed.

The source text is not in the repository. `sources/2024_numerals.csv` lists all its numerals with
their role; pins are compared with that list, and the list with the text where the text is at hand.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from duizhao import data, glossary, project
from duizhao.diagnostics import Findings
from tests.conftest import ROOT
from tests.sources.extract import Numeral, number, numerals

SOURCES = ROOT / "tests" / "sources"
TEXT = ROOT.parent / "shared" / "sources" / "2024.txt"
# What a numeral of the source is. Those of the first row carry the address they speak of.
ADDRESSED = {"pin", "cited", "rank", "bound"}
ROLES = ADDRESSED | {"year", "date", "list", "name", "idiom", "structure"}
SECTIONS = "1 1.1 1.2 1.3 1.4 1.4.1 1.4.2 1.4.3 1.4.4 1.5 1.6 2 2.1 2.2 2.2.1 2.2.2 2.2.3 3"
PLACES = {
    "summary",
    "contents",
    *(f"section:{section}" for section in SECTIONS.split()),
    *(f"table:{table}" for table in (1, 2, 3, 6, 7)),
    *(f"figure:{figure}" for figure in range(1, 21)),
    *(f"note:{note}" for note in range(1, 7)),
}


@dataclass(frozen=True)
class Listed:
    """A numeral of the source in the committed list."""

    numeral: Numeral
    role: str
    address: str


def committed() -> list[Listed]:
    with (SOURCES / "2024_numerals.csv").open(encoding="utf-8", newline="") as stream:
        return [
            Listed(
                Numeral(int(row["line"]), int(row["column"]), row["numeral"]),
                row["role"],
                row["address"],
            )
            for row in csv.DictReader(stream)
        ]


def load(findings: Findings) -> data.Data:
    return data.load(ROOT, project.load(ROOT).edition("2024"), findings)


LIST = committed()
DATA = load(Findings())
PINS = [pin for pins in DATA.pins.values() for pin in pins]


def test_nothing_is_malformed_and_no_contradiction_is_left_uncovered() -> None:
    findings = Findings()
    load(findings)
    glossary.load(ROOT, findings)
    assert [finding.text("en") for finding in findings] == []


@pytest.mark.parametrize("status", ["published", "cited"])
def test_pins_and_numerals_of_the_source_are_the_same(status: str) -> None:
    role = "pin" if status == "published" else "cited"
    pinned = Counter(
        (pin.source.line, pin.address, pin.printed) for pin in PINS if pin.status == status
    )
    printed = Counter(
        (one.numeral.line, one.address, digits(one.numeral.text))
        for one in LIST
        if one.role == role
    )
    assert pinned == printed


def digits(numeral: str) -> str:
    """Return a numeral as a pin writes it: Arabic digits as printed, Chinese ones in Arabic."""
    return numeral if numeral[0].isdecimal() else str(number(numeral))


def test_every_numeral_has_a_role_and_stands_once() -> None:
    assert {one.role for one in LIST} <= ROLES
    assert [one for one in LIST if bool(one.address) != (one.role in ADDRESSED)] == []
    places = [one.numeral[:2] for one in LIST]
    assert places == sorted(set(places))


def test_bounds_belong_to_the_bin_that_they_name() -> None:
    bounds = [one for one in LIST if one.role == "bound"]
    assert len(bounds) > 40
    for one in bounds:
        assert one.address in DATA.pins
        assert one.numeral.text in re.findall(r"\d+", one.address)


def test_pins_stand_at_places_of_the_source() -> None:
    assert {pin.source.place for pin in PINS} <= PLACES
    by_line: dict[int | None, set[str]] = {}
    for pin in PINS:
        by_line.setdefault(pin.source.line, set()).add(pin.source.place)
    assert {line: places for line, places in by_line.items() if len(places) > 1} == {}


def test_errata_point_to_pins_and_to_places() -> None:
    ids = [erratum.id for erratum in DATA.errata]
    assert sorted(set(ids)) == sorted(ids)
    for erratum in DATA.errata:
        missing = erratum.kind in ("bin-missing", "row-missing")
        unpinned = [address for address in erratum.addresses if address not in DATA.pins]
        assert unpinned == (erratum.addresses if missing else []), erratum.id
        # `used` replaces the value of an address, so it can speak of one address only.
        assert erratum.used is None or len(erratum.addresses) == 1, erratum.id
        assert len(erratum.found) > 1, erratum.id
        for found in erratum.found:
            assert found.place is None or found.place in PLACES, erratum.id


def test_a_number_that_an_erratum_finds_is_printed_there() -> None:
    printed = {(one.numeral.line, one.numeral.text) for one in LIST}
    quoted = [
        (found.line, found.value)
        for erratum in DATA.errata
        for found in erratum.found
        if found.how is None and re.fullmatch(r"[\d.]+", found.value)
    ]
    assert len(quoted) > 20
    assert set(quoted) <= printed


def test_the_extractor_sees_every_numeral() -> None:
    text = "图 13 有4311家，\n占30.6%，Gephi 0.9.2，二十四类"
    assert numerals(text) == [
        (1, 3, "13"),
        (1, 7, "4311"),
        (2, 2, "30.6"),
        (2, 14, "0.9.2"),
        (2, 20, "二十四"),
    ]
    assert [number(text) for text in ("三", "十", "二十", "二十四", "30.60")] == [
        Decimal(n) for n in ("3", "10", "20", "24", "30.60")
    ]


def checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def list_equals_text(text: Path) -> None:
    """Compare the committed list with the numerals of the source text, exactly."""
    assert f"{checksum(text)}  {text.name}\n" == (SOURCES / "2024.sha256").read_text()
    assert [one.numeral for one in LIST] == numerals(text.read_text(encoding="utf-8"))


if TEXT.is_file():

    def test_the_list_holds_every_numeral_of_the_source_text() -> None:
        list_equals_text(TEXT)
