"""The golden build: a tiny project with one of everything, compared output by output.

What is expected was read by a person; `python -m tools.golden` writes it anew.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from tools.golden import EXPECTED, build, readings

from tests.conftest import Once

pytestmark = pytest.mark.slow
NAMES = sorted(
    file.relative_to(EXPECTED).as_posix() for file in EXPECTED.rglob("*") if file.is_file()
)


@pytest.fixture(scope="module")
def made(once: Once) -> Mapping[str, str]:
    """Return what the project's build made, as text by name."""
    folder = once("golden", lambda place: build(place / "project") and None)
    return readings(folder / "project")


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
