"""The golden build: a tiny project with one of everything, compared output by output.

What is expected was read by a person; `python -m tools.golden` writes it anew.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from tools.golden import EXPECTED, build, readings

from tests.conftest import Once

pytestmark = pytest.mark.slow
NAMES = sorted(
    file.relative_to(EXPECTED).as_posix() for file in EXPECTED.rglob("*") if file.is_file()
)


@pytest.fixture(scope="module")
def folder(once: Once) -> Path:
    """Return the project, built."""
    return once("golden", lambda place: build(place / "project") and None) / "project"


@pytest.fixture(scope="module")
def made(folder: Path) -> Mapping[str, str]:
    """Return what the project's build made, as text by name."""
    return readings(folder)


@pytest.mark.parametrize("name", NAMES)
def test_an_output_is_what_it_was(name: str, made: Mapping[str, str]) -> None:
    assert made[name] == (EXPECTED / name).read_text(encoding="utf-8")


def test_every_output_is_expected(made: Mapping[str, str]) -> None:
    assert sorted(made) == NAMES


@pytest.mark.parametrize("language", ["zh", "en"])
def test_programs_are_told_the_numbers_that_chapters_can_use(
    language: str, made: Mapping[str, str]
) -> None:
    told = json.loads(made[f"site/{language}/1999/facts.json.txt"])
    listed = [line.split("\t") for line in made["facts-1999.tsv.txt"].splitlines()]
    assert [
        [one["address"], one["text"]["zh"], one["text"]["en"], one["status"]]
        for one in told["facts"]
    ] == [line[:4] for line in listed]
    assert {one["status"] for one in told["facts"]} == set(told["statuses"])
    assert all(one["source"] for one in told["facts"])


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("edition", ["1998", "1999"])
def test_a_data_package_describes_every_table_as_it_is(
    edition: str, language: str, folder: Path
) -> None:
    site = folder / "site" / language / edition
    with zipfile.ZipFile(site / f"{edition}-{language}-data.zip") as archive:
        texts = {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}
    # Every figure, and every table without one, is there: just what its own file holds.
    package = json.loads(texts["datapackage.json"])
    told = {one["path"]: one["schema"]["fields"] for one in package["resources"]}
    assert set(told) == {path.name for path in site.glob("data/*.csv")}
    assert set(texts) == {*told, "README.md", "LICENSE.txt", "columns.csv", "datapackage.json"}
    listed = list(csv.DictReader(io.StringIO(texts["columns.csv"], newline="")))
    for path, fields in told.items():
        assert texts[path] == (site / "data" / path).read_bytes().decode("utf-8-sig")
        header, *rows = csv.reader(io.StringIO(texts[path], newline=""))
        assert header == [field["name"] for field in fields]
        numeric = [place for place, field in enumerate(fields) if field["type"] == "number"]
        for place in numeric:
            assert all(Decimal(row[place]).is_finite() for row in rows if row[place])
        mine = [one for one in listed if one["table"] == path]
        assert {one[f"heading_{language}"] for one in mine} <= set(header)
        assert len(mine) == 1 + len(numeric)
        assert f"`{path}`" in texts["README.md"]
    assert texts["LICENSE.txt"].count("4.0") == 2  # in both languages
