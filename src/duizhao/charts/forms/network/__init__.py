"""A whole network: every node and relation, the nodes in the table named."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from duizhao.charts.forms.form import OneColumn
from duizhao.files.yaml_places import Strict, meaning


class NetworkLayer(Strict):
    """The table of microdata that a network is made of.

    网络取自哪张微观数据表。
    """

    table: str = Field(
        description=meaning(
            "微观数据表的名称（见report/<版本>.yml）",
            "the name of a table of the microdata (see report/<edition>.yml)",
        )
    )
    provider: str = Field(
        alias="from", description=meaning("关系起点的列", "the column where relations begin")
    )
    receiver: str = Field(
        alias="to", description=meaning("关系终点的列", "the column where relations end")
    )
    year: str | None = Field(
        default=None, description=meaning("关系年份的列", "the column of the relations’ years")
    )


class Network(OneColumn):
    """A whole network; the rows are the nodes that are named.

    整个网络，表中各行为具名的节点。
    """

    form: Literal["network"]
    layer: NetworkLayer = Field(
        description=meaning(
            "微观数据表table及其两列from和to，可另写年份列year",
            "a table of the microdata, its columns from and to, and year if there is one",
        )
    )
