"""What the communities of a drawn network are called: their number, who leads them, their size."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from duizhao.charts.labels import AND_OTHERS, BETWEEN_NAMES, COMMUNITY, NAMED_COMMUNITY, NODE, NODES
from duizhao.charts.table import Name
from duizhao.files.network_file import PlacedNetwork
from duizhao.language.digits import grouped

LEADING = 2
"""How many names a community is called by, at most."""


def leading(drawn: PlacedNetwork, rows: Sequence[Name]) -> Mapping[int, Sequence[Name]]:
    """Return the rows that are nodes of each community, those of the highest degree first.

    A node that is called by a number, as a model's are, gives its community no name.
    """
    where = {label: place for place, label in enumerate(drawn.labels)}
    degree = drawn.degree
    found: dict[int, list[Name]] = {}
    known = [(where[row.id], row) for row in rows if row.id in where and not row.id.isdecimal()]
    for place, row in sorted(known, key=lambda one: -int(degree[one[0]])):
        found.setdefault(int(drawn.membership[place]), []).append(row)
    return found


def called(number: int, size: int, names: Sequence[str], language: str) -> str:
    """Return what a community is called, given its number from 1 and the names that lead it."""
    count = (NODE if size == 1 else NODES).of(language).format(grouped(Decimal(size), language))
    if not names:
        return COMMUNITY.of(language).format(number, count)
    listed = BETWEEN_NAMES.of(language).join(names[:LEADING])
    if size > len(names[:LEADING]):
        listed = AND_OTHERS.of(language).format(listed)
    return NAMED_COMMUNITY.of(language).format(number, listed, count)
