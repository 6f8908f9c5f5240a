"""Flows: rows that say from whom, to whom and how much, for the forms that draw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from duizhao.charts.data import Cell, ChartData, Name
from duizhao.charts.numbers import known
from duizhao.charts.options import Options
from duizhao.charts.refusals import no_names, not_negative, nothing


@dataclass(frozen=True)
class Flow:
    """One flow: from whom, to whom, how much."""

    giver: Name
    taker: Name
    cell: Cell
    number: Decimal


def flows_of(data: ChartData, options: Options) -> list[Flow]:
    """Return the rows with a number as flows; `ChartError` when an end has no name."""
    flows = []
    for row, cell, number in known(data, options.value):
        giver, taker = data.cell(row, options.provider), data.cell(row, options.receiver)
        if giver is None or taker is None or giver.name is None or taker.name is None:
            raise no_names(data.rows[row].id)
        if number < 0:
            raise not_negative(options.form)
        flows.append(Flow(giver.name, taker.name, cell, number))
    if not flows:
        raise nothing()
    return flows


def by_weight(flows: Sequence[Flow]) -> list[Name]:
    """Return every name once, those that give and receive most first."""
    sums: dict[Name, Decimal] = {}
    for flow in flows:
        for name in {flow.giver, flow.taker}:
            sums[name] = sums.get(name, Decimal(0)) + flow.number
    return sorted(sums, key=lambda name: (-sums[name], name.id))
