"""The published numbers that the model has to give back, by their address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from duizhao import project as projects
from duizhao.project import published

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Targets:
    """Published numbers of one edition in base units, errata decided."""

    numbers: Mapping[str, float]

    def __getitem__(self, address: str) -> float:
        """Return the number at `figure.row.column`; raise KeyError where none was published."""
        return self.numbers[address]

    def count(self, address: str) -> int:
        """Return a published whole number."""
        return round(self.numbers[address])

    def column(self, figure: str, column: str) -> dict[str, float]:
        """Return the published numbers of one column by row, in the order of publication."""
        found = {}
        for address, number in self.numbers.items():
            parts = address.split(".")
            if parts[0] == figure and parts[2:] == [column]:
                found[parts[1]] = number
        return found


def read(edition: str) -> Targets:
    """Read the pins of `edition`, taking the value that errata.yml decides on where they differ.

    Raises `duizhao.diagnostics.Problems` with every finding when the public data are not in order.
    """
    public = published.load(ROOT, projects.load(ROOT).edition(edition)).or_stop()
    numbers = {}
    for address, pins in public.pins.items():
        erratum = public.erratum(address)
        used = erratum.used if erratum is not None else None
        numbers[address] = float(pins[0].number if used is None else used)
    return Targets(numbers)
