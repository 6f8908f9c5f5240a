"""Flows as a matrix: who gives down the side, who receives across the top."""

from __future__ import annotations

from typing import Literal

from duizhao.charts.forms.form import Flows


class Matrix(Flows):
    """Flows as a matrix, one tile per row.

    流量矩阵，一行一格。
    """

    form: Literal["matrix"]
