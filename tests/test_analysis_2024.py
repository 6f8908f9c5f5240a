"""The analysis of 2024: every published number comes out of the modelled microdata again.

Where one does not, the list below says so, with what comes out instead and why; nothing else may
differ from what is printed.
"""

from __future__ import annotations

import csv
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from duizhao import project
from duizhao.analysis import analyse, record
from duizhao.project import published as data
from duizhao.project.reconcile import Difference, reconcile
from tests.conftest import ROOT, Once

EDITION = "2024"
PARTS = ("analysis", "data", "figures", "glossary", "report")

PATH = "a mean path length is met by tuned growth, not by construction"
CLUSTERING = "clustering is met by tuned growth, not by construction"
CUMULATIVE = "a network in which relations add up cannot lose sample nodes after 2020"
ELSEWHERE = "a fact about other samples, which these microdata do not hold"

# Address: what is recomputed instead (None: nothing), how far off that may be at most, and why.
DIFFERENT: dict[str, tuple[str | None, str, str]] = {
    "sample.previous_enterprises": (None, "0", ELSEWHERE),
    "sample.database_enterprises": (None, "0", ELSEWHERE),
    "network_by_year.2020.sample_nodes": ("2200", "5", CUMULATIVE),
    "network_by_year.2020.relation_nodes": ("18702", "5", CUMULATIVE),
    "network_by_year.2014.mean_path_length": ("5.451", "0.02", PATH),
    "network_by_year.2015.mean_path_length": ("5.380", "0.02", PATH),
    "network_by_year.2016.mean_path_length": ("5.417", "0.02", PATH),
    "network_by_year.2017.mean_path_length": ("4.982", "0.02", PATH),
    "network_by_year.2018.mean_path_length": ("4.757", "0.02", PATH),
    "network_by_year.2019.mean_path_length": ("4.537", "0.02", PATH),
    "network_by_year.2020.mean_path_length": ("4.164", "0.02", PATH),
    "network_by_year.2021.mean_path_length": ("4.069", "0.02", PATH),
    "network_by_year.2022.mean_path_length": ("3.967", "0.02", PATH),
    "network_by_year.2023.mean_path_length": ("3.821", "0.02", PATH),
    "network_by_year.2014.clustering": ("0.002", "0.001", CLUSTERING),
    "network_by_year.2023.clustering": ("0.068", "0.001", CLUSTERING),
}


def published() -> list[str]:
    """Return every published address; numbers cited from elsewhere are nobody's to recompute."""
    loaded = project.load(ROOT)
    pins = data.load(ROOT, loaded.edition(EDITION)).value.pins
    return [address for address, these in pins.items() if these[0].status == "published"]


ADDRESSES = published()


@pytest.fixture(scope="module")
def analysed(once: Once) -> Path:
    """Return a copy of the report whose tables of 2024 have been computed from nothing."""
    return once("analysed", _analyse)


def _analyse(root: Path) -> None:
    shutil.copyfile(ROOT / "duizhao.yml", root / "duizhao.yml")
    for part in PARTS:
        shutil.copytree(
            ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__", "*.csv.part")
        )
    for table in (root / "figures" / EDITION).glob("*.csv"):
        table.unlink()
    loaded = project.load(root)
    analyse(loaded, loaded.edition(EDITION))


@pytest.fixture(scope="module")
def differences(analysed: Path) -> dict[str, Difference]:
    loaded = project.load(analysed)
    found = reconcile(loaded, loaded.edition(EDITION)).value
    return {difference.address: difference for difference in found}


@pytest.mark.slow
@pytest.mark.parametrize("address", ADDRESSES)
def test_a_published_number_comes_out_again(
    address: str, differences: dict[str, Difference]
) -> None:
    difference = differences[address]
    if address not in DIFFERENT:
        assert difference.verdict == "agrees", difference
        return
    instead, most, _ = DIFFERENT[address]
    assert difference.recomputed == (None if instead is None else Decimal(instead))
    if difference.difference is not None:
        assert 0 < abs(difference.difference) <= Decimal(most)


def test_the_exceptions_are_published_numbers() -> None:
    assert set(DIFFERENT) <= set(ADDRESSES)


@pytest.mark.slow
def test_the_committed_tables_come_out_again(analysed: Path) -> None:
    computed = {file.name: file.read_bytes() for file in tables(analysed)}
    committed = {file.name: file.read_bytes() for file in tables(ROOT)}
    assert len(computed) > 20
    # Tables whose every column is another table's are put together from it, not computed here.
    others = {name for name in committed if borrowed(ROOT / "figures" / EDITION / name)}
    assert 0 < len(others) < len(computed)
    assert computed == {name: text for name, text in committed.items() if name not in others}


def borrowed(table: Path) -> bool:
    columns = yaml.safe_load(table.with_suffix(".yml").read_text("utf-8"))["columns"].values()
    return all("taken_from" in column for column in columns)


def tables(root: Path) -> list[Path]:
    files = (root / "figures" / EDITION).glob("*.csv")
    return sorted(file for file in files if file.name != record.NAME)


WHOLES = (
    *("enterprises_by_founding_year", "enterprises_by_metropolitan_area"),
    *("enterprises_by_province", "enterprises_by_staff", "enterprises_by_listing"),
    *("enterprises_by_layer", "enterprises_by_patents"),
)


@pytest.mark.slow
@pytest.mark.parametrize("figure", WHOLES)
def test_every_enterprise_is_counted_once(figure: str, analysed: Path) -> None:
    with (analysed / "figures" / EDITION / f"{figure}.csv").open(encoding="utf-8") as stream:
        assert sum(int(row["count"]) for row in csv.DictReader(stream)) == 4311


@pytest.mark.slow
def test_what_is_left_out_in_print_stays_below_what_is_printed(analysed: Path) -> None:
    """A ranking's unpublished rows may not overtake its published ones."""
    addresses = {tuple(address.split(".")) for address in ADDRESSES}
    for figure, column in (
        ("enterprises_by_province", "share"),
        ("patents_by_province", "share"),
        ("provinces_by_role", "provided"),
        ("provinces_by_role", "received"),
        ("relations_by_technology", "share"),
        ("relations_by_field", "share"),
        ("relations_by_tertiary_industry", "share"),
        ("relations_by_secondary_industry", "share"),
        ("relations_by_manufacturing_industry", "share"),
    ):
        with (analysed / "figures" / EDITION / f"{figure}.csv").open(encoding="utf-8") as stream:
            rows = {row["row"]: Decimal(row[column]) for row in csv.DictReader(stream)}
        printed = {row for row in rows if (figure, row, column) in addresses}
        assert printed, figure
        others = [number for row, number in rows.items() if row not in printed]
        assert max(others) < min(rows[row] for row in printed), (figure, column)
