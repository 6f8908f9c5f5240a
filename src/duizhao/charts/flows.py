"""Flows: rows that say from whom, to whom and how much, for the forms that draw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from duizhao.charts.data import ChartData
from duizhao.charts.forms.form import Flows
from duizhao.charts.table import Cell, Name


@dataclass(frozen=True)
class Flow:
    """One flow: from whom, to whom, how much."""

    giver: Name
    taker: Name
    cell: Cell
    number: Decimal


def flows_of(data: ChartData, options: Flows) -> list[Flow]:
    """Return the rows with a number as flows (see `forms.form.Flows` for what they are)."""
    flows = []
    for row, cell, number in data.known(options.value):
        giver, taker = data.cell(row, options.provider), data.cell(row, options.receiver)
        if giver and taker and giver.name and taker.name:
            flows.append(Flow(giver.name, taker.name, cell, number))
    return flows


def by_weight(flows: Sequence[Flow]) -> list[Name]:
    """Return every name once, those that give and receive most first."""
    sums: dict[Name, Decimal] = {}
    for flow in flows:
        for name in {flow.giver, flow.taker}:
            sums[name] = sums.get(name, Decimal(0)) + flow.number
    return sorted(sums, key=lambda name: (-sums[name], name.id))
