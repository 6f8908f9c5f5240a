"""Small multiples: one small line chart per column, each with an axis of its own."""

from __future__ import annotations

from typing import ClassVar, Literal

from duizhao.charts.forms.form import SeveralColumns, Shape


class Panels(SeveralColumns):
    """Small line charts, one per column, each with an axis of its own.

    多幅小折线图，一列一幅，各有数轴。
    """

    shape: ClassVar[Shape] = "line"
    form: Literal["panels"]
