"""The pins of each edition: every numeral of its source is accounted for, every entry well formed.

The source texts are not in the repository. `data/<edition>/numerals/<text>.csv` lists all
numerals of a text with their role; pins are compared with that list, and the list with the text
where the text is at hand. Ranks that the source tells by the order of names alone stand in
`<text>_ranked_names.csv`.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path

import pytest

from duizhao import project
from duizhao.diagnostics import Checked, Findings
from duizhao.project import glossary, published
from tests.conftest import ROOT
from tests.sources.extract import DOCUMENTS, Numeral, number, numerals

SOURCES = ROOT / "tests" / "sources"
TEXTS = ROOT.parent / "shared" / "sources"
# What a numeral of the source is. Those of the first row carry the address they speak of. Of the
# others, a `fraction` is the one of “1/3”, and `publisher` is what tells of the publishers alone.
ADDRESSED = {"pin", "cited", "rank", "bound"}
ROLES = ADDRESSED | {"year", "date", "list", "name", "idiom", "structure", "fraction", "publisher"}
SECTIONS_2021 = (
    "1 2 3 3.1 3.2 3.3 3.4 3.5 3.6 3.7 3.8 3.9 4.1 4.2 4.3 5 5.1 5.2 5.3 6 6.1 6.2 6.3 6.4 "
    "7.1 7.2 8 9 10 11"
)
SECTIONS = "1 1.1 1.2 1.3 1.4 1.4.1 1.4.2 1.4.3 1.4.4 1.5 1.6 2 2.1 2.2 2.2.1 2.2.2 2.2.3 3"


@dataclass(frozen=True)
class Listed:
    """A numeral of a source text in the committed list."""

    text: str
    numeral: Numeral
    role: str
    address: str


@dataclass(frozen=True)
class Edition:
    """An edition's source: which document each text holds from which line on, and its places."""

    name: str
    documents: dict[str, str]
    places: frozenset[str]

    @property
    def texts(self) -> list[str]:
        """Return the source texts, without the suffix of their files."""
        return sorted(set(self.documents.values()))

    @cached_property
    def list(self) -> list[Listed]:
        """Return the committed list of all numerals, text by text."""
        return [one for text in self.texts for one in committed(text)]

    @cached_property
    def data(self) -> published.Data:
        """Return the edition's pins and errata."""
        return load(self.name).value

    @property
    def pins(self) -> Sequence[published.Pin]:
        """Return every pin, cited figures included."""
        return [pin for pins in self.data.pins.values() for pin in pins]


EDITIONS = [
    Edition(
        "2024",
        DOCUMENTS["2024"],
        frozenset(
            {
                "summary",
                "contents",
                *(f"section:{section}" for section in SECTIONS.split()),
                *(f"table:{table}" for table in (1, 2, 3, 6, 7)),
                *(f"figure:{figure}" for figure in range(1, 21)),
                *(f"note:{note}" for note in range(1, 7)),
            }
        ),
    ),
    Edition(
        "2023",
        DOCUMENTS["2023"],
        frozenset({"summary", "contents"}),
    ),
    Edition(
        "2022",
        DOCUMENTS["2022"],
        frozenset({"preface", "contents", *(f"section:{part}" for part in range(1, 6))}),
    ),
    Edition(
        "2021",
        DOCUMENTS["2021"],
        frozenset(
            {
                "summary",
                "contents",
                *(f"section:{section}" for section in SECTIONS_2021.split()),
                *(f"table:{table}" for table in range(1, 13)),
                *(f"figure:{figure}" for figure in range(1, 64)),
                *(f"note:{note}" for note in range(1, 17)),
            }
        ),
    ),
]
each_edition = pytest.mark.parametrize("edition", EDITIONS, ids=lambda edition: edition.name)


def committed(text: str) -> list[Listed]:
    (path,) = (ROOT / "data").glob(f"*/numerals/{text}.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            Listed(
                text,
                Numeral(int(row["line"]), int(row["column"]), row["numeral"]),
                row["role"],
                row["address"],
            )
            for row in csv.DictReader(stream)
        ]


def load(edition: str) -> Checked[published.Data]:
    return published.load(ROOT, project.load(ROOT).edition(edition))


@each_edition
def test_nothing_is_malformed_and_no_contradiction_is_left_uncovered(edition: Edition) -> None:
    findings = Findings()
    load(edition.name).into(findings)
    glossary.load(ROOT).into(findings)
    assert [finding.text("en") for finding in findings] == []


@each_edition
@pytest.mark.parametrize("status", ["published", "cited"])
def test_pins_and_numerals_of_the_source_are_the_same(edition: Edition, status: str) -> None:
    role = "pin" if status == "published" else "cited"
    pinned = Counter(
        (edition.documents[pin.source.document], pin.source.line, pin.address, pin.printed)
        for pin in edition.pins
        if pin.status == status and pin.address not in {one["address"] for one in ranked_names()}
    )
    printed = Counter(
        (one.text, one.numeral.line, address, digits(one.numeral.text))
        for one in edition.list
        if one.role == role
        for address in one.address.split()  # one numeral may speak of several: 占比均为13.3%
    )
    assert pinned == printed


def ranked_names() -> list[dict[str, str]]:
    with (SOURCES / "2024_ranked_names.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_ranks_told_by_order_are_pinned_in_that_order() -> None:
    pins = EDITIONS[0].data.pins
    listed = [(one["address"], one["rank"], int(one["line"])) for one in ranked_names()]
    assert [
        (address, pin.printed, pin.source.line) for address, _, _ in listed for pin in pins[address]
    ] == listed
    figures: dict[str, list[int]] = {}
    for address, rank, _ in listed:
        figures.setdefault(address.split(".")[0], []).append(int(rank))
    assert all(ranks == list(range(1, len(ranks) + 1)) for ranks in figures.values())


def digits(numeral: str) -> str:
    """Return a numeral as a pin writes it: digits without separators, Chinese ones in Arabic."""
    return numeral.replace(",", "") if numeral[0].isdecimal() else str(number(numeral))


@each_edition
def test_every_numeral_has_a_role_and_stands_once(edition: Edition) -> None:
    assert {one.role for one in edition.list} <= ROLES
    assert [one for one in edition.list if bool(one.address) != (one.role in ADDRESSED)] == []
    places = [(one.text, *one.numeral[:2]) for one in edition.list]
    assert places == sorted(set(places))


def test_bounds_belong_to_the_bin_that_they_name() -> None:
    edition = EDITIONS[0]
    bounds = [one for one in edition.list if one.role == "bound"]
    assert len(bounds) > 40
    for one in bounds:
        assert one.address in edition.data.pins
        assert one.numeral.text in re.findall(r"\d+", one.address)


@each_edition
def test_pins_stand_at_places_of_the_source(edition: Edition) -> None:
    assert {pin.source.place for pin in edition.pins} <= edition.places
    by_line: dict[int | None, set[str]] = {}
    for pin in edition.pins:
        by_line.setdefault(pin.source.line, set()).add(pin.source.place)
    assert {line: places for line, places in by_line.items() if len(places) > 1} == {}


@each_edition
def test_errata_point_to_pins_and_to_places(edition: Edition) -> None:
    ids = [erratum.id for erratum in edition.data.errata]
    assert sorted(set(ids)) == sorted(ids)
    for erratum in edition.data.errata:
        missing = erratum.kind in ("bin-missing", "row-missing")
        unpinned = [address for address in erratum.addresses if address not in edition.data.pins]
        assert unpinned == (erratum.addresses if missing else []), erratum.id
        # `used` replaces the value of an address, so it can speak of one address only.
        assert erratum.used is None or len(erratum.addresses) == 1, erratum.id
        assert len(erratum.found) > 1, erratum.id
        for found in erratum.found:
            assert found.place is None or found.place in edition.places, erratum.id


@each_edition
def test_a_number_that_an_erratum_finds_is_printed_there(edition: Edition) -> None:
    printed = {(one.numeral.line, one.numeral.text) for one in edition.list}
    quoted = [
        (found.line, found.value)
        for erratum in edition.data.errata
        for found in erratum.found
        if found.how is None and re.fullmatch(r"[\d.]+", found.value)
    ]
    assert len(quoted) > (20 if edition is EDITIONS[0] else 1)
    assert set(quoted) <= printed


def test_the_extractor_sees_every_numeral() -> None:
    text = "图 13 有4311家，\n占30.6%，Gephi 0.9.2，二十四类\n5,722 investors, 438 universities"
    assert numerals(text) == [
        (1, 3, "13"),
        (1, 7, "4311"),
        (2, 2, "30.6"),
        (2, 14, "0.9.2"),
        (2, 20, "二十四"),
        (3, 1, "5,722"),
        (3, 18, "438"),
    ]
    assert [number(text) for text in ("三", "十", "二十", "二十四", "30.60", "5,722")] == [
        Decimal(n) for n in ("3", "10", "20", "24", "30.60", "5722")
    ]


def checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def list_equals_text(text: Path) -> None:
    """Compare the committed list with the numerals of a source text, exactly."""
    assert f"{checksum(text)}  {text.name}\n" == (SOURCES / f"{text.stem}.sha256").read_text()
    found = numerals(text.read_text(encoding="utf-8"))
    assert [one.numeral for one in committed(text.stem)] == found


if TEXTS.is_dir():

    @pytest.mark.parametrize("text", [text for edition in EDITIONS for text in edition.texts])
    def test_the_list_holds_every_numeral_of_the_source_text(text: str) -> None:
        list_equals_text(TEXTS / f"{text}.txt")

    def test_names_stand_in_the_source_in_the_order_of_their_ranks() -> None:
        lines = (TEXTS / "2024.txt").read_text(encoding="utf-8").splitlines()
        place = 0
        for one in ranked_names():
            place = lines[int(one["line"]) - 1].index(one["name"], place) + 1
