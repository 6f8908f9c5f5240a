"""Points on logarithmic axes, and the straight line that a power law is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from duizhao.charts.forms.form import OneColumn
from duizhao.charts.refusals import not_logarithmic
from duizhao.charts.table import ChartError, Table
from duizhao.files.yaml_places import Strict, meaning


class PowerLaw(Strict):
    """A fitted power law.

    拟合的幂律。
    """

    exponent: str = Field(
        description=meaning(
            "密度的幂指数，写地址，如network.exponent",
            "the exponent of the density, as an address such as network.exponent",
        )
    )
    start: str = Field(
        description=meaning("拟合成立的起点，写地址", "where the fit begins to hold, as an address")
    )


class LogLog(OneColumn):
    """Points on logarithmic axes; a row’s name is its place across.

    双对数坐标上的点，行名为横坐标。
    """

    form: Literal["loglog"]
    fit: PowerLaw | None = Field(
        default=None, description=meaning("画出拟合的直线", "the fitted line that is drawn")
    )

    def unfit(self, table: Table) -> Iterator[ChartError]:
        """Yield that there is no number, and the first row that has no place on the axes."""
        yield from super().unfit(table)
        for row, _, number in table.known(self.value):
            name = table.rows[row].id
            if not (name.isdecimal()) or int(name) == 0 or number <= 0:
                yield not_logarithmic(name)
                return
