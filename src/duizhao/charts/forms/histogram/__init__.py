"""How often numbers of each size occur: the rows of a column counted in classes of equal width."""

from __future__ import annotations

from typing import Literal

from duizhao.charts.forms.form import OneColumn


class Histogram(OneColumn):
    """Rows counted in classes of equal width, by their numbers in one column.

    直方图，按一列的数把各行分成等宽的组来计数。
    """

    form: Literal["histogram"]
