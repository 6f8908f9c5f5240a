"""Look-alikes: what only looks like a negation, a month or a date is told as neither.

Each pair says the same in both languages. Numbers that are typed are no matter here.
"""

from __future__ import annotations

import pytest

from duizhao.check import Checker
from duizhao.check.registry import PAIR_CHECKS
from duizhao.edition import load
from tests.check.test_innocent import libraries_world, viewed

__all__ = ["libraries_world"]

ALIKE = {
    "number": ("它在全国居第2名。", "It is No. 2 in the country."),
    "numbers": ("请看第2号和第3号展厅。", "See halls Nos. 2 and 3."),
    "notes": ("这些注释写得很清楚。", "These notes are written clearly."),
    "Maynard": ("梅纳德的书谈到图书馆。", "Maynard’s book speaks of libraries."),
    "May, a name": ("梅市长常去图书馆。", "Mayor May often goes to the library."),
    "may, a verb": ("这也许会改变格局。", "May this change the picture: it might."),
    "until": ("图书馆直到1998年才开放。", "The library did not open until 1998."),
    "不如": ("西馆不如东馆大。", "The West branch is smaller than the East branch."),
    "无处不在": ("书无处不在。", "Books are everywhere."),
    "不可忽视": ("它的作用不可忽视。", "Its effect is considerable."),
    "闭源": ("这些模型是闭源的。", "These models are proprietary."),
    "decade": ("20世纪90年代，图书馆增多了。", "In the 1990s libraries grew in number."),
    "tilde": ("2014～2018年，图书馆增多了。", "From 2014 to 2018 libraries grew in number."),
    "range": ("2014至2018年，图书馆增多了。", "Between 2014 and 2018 libraries grew in number."),
    "address": (
        "目录见<https://example.org/one/very/long/address/of/a/catalogue/that/goes/on>。",
        "The catalogue is at <https://example.org/one/very/long/address/of/a/catalogue/that/goes/on>.",
    ),
}
# What looks like an answer to a negation, and is none.
OTHER = {
    "notes": ("这些说明没有写得很清楚。", "These notes are written clearly."),
    "noted": ("大家没有提到这一点。", "Everybody noted this point."),
    "number": ("它没有居全国第2名。", "It is No. 2 in the country."),
}


def _told(
    pairs: dict[str, tuple[str, str]], world: tuple[Checker, load.FinishedEdition]
) -> set[str]:
    texts = {
        "zh": "# 标题\n" + "".join(f"\n{zh}\n" for zh, _ in pairs.values()),
        "en": "# Title\n" + "".join(f"\n{en}\n" for _, en in pairs.values()),
    }
    view = viewed(texts, world)
    found = [one for check in PAIR_CHECKS for one in check(view)]
    lines = {one.place.line or 0 for one in found if one.rule.startswith("parity-")}
    return {name for n, name in enumerate(pairs) if 2 * n + 3 in lines}


def test_what_says_the_same_is_not_told(
    libraries_world: tuple[Checker, load.FinishedEdition],
) -> None:
    assert _told(ALIKE, libraries_world) == set()


@pytest.mark.parametrize("name", OTHER)
def test_what_only_looks_like_a_negation_answers_none(
    name: str, libraries_world: tuple[Checker, load.FinishedEdition]
) -> None:
    assert _told({name: OTHER[name]}, libraries_world) == {name}
