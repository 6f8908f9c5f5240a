"""What the function of a chart of one's own is given beside the table: the figure's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from duizhao.diagnostics import Words


@dataclass(frozen=True)
class ChartWords:
    """The words of a figure in the language of the chart that is being made.

    `columns` are the titles of the columns by their ids. Axes, legends and tooltips of columns
    take them by themselves; this is for what a chart writes besides.
    """

    language: str
    title: str
    row: str
    columns: Mapping[str, str]

    def say(self, zh: str, en: str) -> str:
        """Return the one of two wordings that is in the language of the chart."""
        return Words(zh, en).of(self.language)
