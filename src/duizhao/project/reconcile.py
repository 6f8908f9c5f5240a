"""Every published number beside what analysis recomputes, with the difference and a verdict."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal

from duizhao.diagnostics import Stage, stage
from duizhao.files import csv_places
from duizhao.project import Edition, Project, figures, published
from duizhao.project.numbers import number_in
from duizhao.project.published import Data, Pin, in_base_units

Verdict = Literal["agrees", "differs", "erratum", "not_computed"]


@dataclass(frozen=True)
class Difference:
    """A published number, as it is used, beside the recomputed one, both in base units.

    `difference` is recomputed minus pinned. `agrees`: they are the same number at the precision
    of the one that is printed more coarsely. `erratum`: they are not, and the source contradicts
    itself here; `erratum` is the entry's id, given also where the numbers agree.
    `not_computed`: analysis gives no number for this address.
    """

    address: str
    pinned: Decimal
    recomputed: Decimal | None
    verdict: Verdict
    erratum: str | None
    pins: tuple[Pin, ...]

    @property
    def difference(self) -> Decimal | None:
        """Return recomputed minus pinned, or None where nothing was recomputed."""
        return None if self.recomputed is None else self.recomputed - self.pinned


@stage
def reconcile(
    project: Project, edition: Edition, pins: Data | None = None
) -> Stage[tuple[Difference, ...]]:
    """Compare every published address of an edition with `figures/<edition>/<figure>.csv`.

    In the order of `published.csv`. Cited numbers are left out: they are other people's, and no
    analysis of ours recomputes them. `pins` saves reading the edition's data again.

    Findings name every pin and table that cannot be read; their addresses are left out.
    """
    if pins is None:
        pins = yield from published.load(project.root, edition)
    errata = {address: one.id for one in pins.errata for address in one.addresses}
    tables: dict[str, dict[tuple[str, str], Decimal] | None] = {}
    differences = []
    for address, printed in pins.pins.items():
        if printed[0].status != "published":
            continue
        figure, row, column = figures.split(address)
        if figure not in tables:
            path = f"figures/{edition.name}/{figure}.csv"
            table = _recomputed(project.root, path)
            yield from table
            tables[figure] = None if table.failed else table.value
        numbers = tables[figure]
        if numbers is None:
            continue
        used = _used(pins, address)
        recomputed = numbers.get((row, column))
        verdict = _verdict(used, recomputed)
        if verdict == "differs" and address in errata:
            verdict = "erratum"
        differences.append(
            Difference(address, used, recomputed, verdict, errata.get(address), printed)
        )
    return tuple(differences)


@stage
def _recomputed(root: Path, path: str) -> Stage[dict[tuple[str, str], Decimal]]:
    """Return the numbers of a figure table by row and column; other cells are left out."""
    table = yield from csv_places.read(root, path)
    return {
        (record[table.columns[0]], column): number
        for _, record in table.rows
        for column in table.columns[1:]
        if (number := number_in(record[column])) is not None
    }


def _used(pins: Data, address: str) -> Decimal:
    """Return the number that is used for an address, printed digits kept."""
    pin = pins.pins[address][0]
    erratum = pins.erratum(address)
    if erratum is not None and erratum.used is not None:
        return in_base_units(erratum.used, pin.unit)
    return pin.number


def _verdict(pinned: Decimal, recomputed: Decimal | None) -> Verdict:
    if recomputed is None:
        return "not_computed"
    printed, computed = _step(pinned), _step(recomputed)
    distance = abs(recomputed - pinned)
    if printed == computed:
        return "agrees" if distance == 0 else "differs"
    # The finer of the two was rounded once itself: half its own step is allowed as well.
    return "agrees" if distance <= (printed + computed) / 2 else "differs"


def _step(number: Decimal) -> Decimal:
    """Return the unit of a number's last printed digit: 29.04 is printed in steps of 0.01."""
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return Decimal(1).scaleb(exponent)
