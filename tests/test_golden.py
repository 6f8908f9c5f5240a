"""The golden build: a tiny project with one of everything, compared output by output.

What is expected was read by a person; `python -m tools.golden` writes it anew.
"""

from __future__ import annotations

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
