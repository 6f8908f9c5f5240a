"""What an edition's documents print, as a table for functions that reckon with published numbers.

A figure made of it alone says so (`from_published: true`): its numbers are derived, whatever the
microdata are, as nothing of these is in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from duizhao.analysis.plan import PUBLISHED, Plan
from duizhao.diagnostics import Diagnostic, Place, Words
from duizhao.project import Edition
from duizhao.project.figures import FigureFile, pinned, split
from duizhao.project.published import Data

if TYPE_CHECKING:
    import pandas as pd


def known(data: Data) -> dict[str, Decimal]:
    """Return every number that is published or cited, by its address.

    In base units, and where documents contradict themselves the value that the errata decide on;
    what they say to follow from the rest is there too.
    """
    printed = {address: pinned(pins, data).number for address, pins in data.pins.items()}
    return {address: number for address, number in printed.items() if number} | data.inferred()


def numbers(data: Data) -> pd.DataFrame:
    """Return what is `known` as a table of `figure`, `row`, `column` and `value`."""
    import pandas as pd  # takes a second to load

    rows = [(*split(address), float(number)) for address, number in known(data).items() if number]
    table = pd.DataFrame(rows, columns=["figure", "row", "column", "value"])
    return table.drop_duplicates(["figure", "row", "column"]).reset_index(drop=True)


def wrongly_declared(
    edition: Edition, words: Mapping[str, FigureFile], plan: Plan
) -> Iterator[Diagnostic]:
    """Yield the figures that say to come from published numbers and don't, or don't say so."""
    tables = set(edition.file.microdata.tables if edition.file.microdata else ())
    for name in plan.figures:
        needs = plan.needs(name)
        alone = PUBLISHED in needs and not needs & tables
        if words[name].from_published == alone:
            continue
        place = Place(f"figures/{edition.name}/{name}.yml")
        used = sorted(needs & tables)
        if alone:
            message = Words(
                f"“{name}”只由公布的数算出，没有写明from_published: true",
                f"“{name}” is computed from published numbers alone and does not say so",
            )
            hint = Words("请写from_published: true", "add from_published: true")
        else:
            message = Words(
                f"“{name}”写明from_published，而它"
                + (f"用到{'、'.join(used)}" if used else "没有用到published"),
                f"“{name}” says from_published, but it "
                + (f"uses {', '.join(used)}" if used else "uses no published number"),
            )
            hint = Words(
                f"去掉from_published，或者由{plan.functions[name].step.place}只取published",
                "leave out from_published, or take only published at"
                f" {plan.functions[name].step.place}",
            )
        yield Diagnostic("from-published", place, message, hint)
