"""Orders in words: steps, years, sides and counts that are said the other way than the data."""

from __future__ import annotations

import pytest

from tests.check.blocks import Told, told_by

RULES = {"chain-differs", "year-order", "typed-rank", "claim-other-way"}


@pytest.fixture(scope="module")
def told() -> Told:
    """Return a function that gives the rules which find something in a block."""
    return told_by(RULES)


EAST, WEST, NORTH = (f"{{{{ loans_by_branch.{row}.share }}}}" for row in ("east", "west", "north"))
VALUES = {
    "zh": f"东馆{EAST}，西馆{WEST}，北馆{NORTH}",
    "en": f"{EAST} in the East, {WEST} in the West and {NORTH} in the North branch",
}
STEPS = (
    "\n{% claim loans_by_branch.east.share > loans_by_branch.west.share %}"
    "\n{% claim loans_by_branch.west.share > loans_by_branch.north.share %}"
)
CHAIN = (
    "\n{% claim loans_by_branch.east.share > loans_by_branch.west.share"
    " > loans_by_branch.north.share %}"
)
NORTH_FIRST = (
    "\n{% claim loans_by_branch.north.share < loans_by_branch.west.share"
    " < loans_by_branch.east.share %}"
)
SUMS = (
    "\n{% claim loans_by_branch.east.share + loans_by_branch.west.share"
    " > loans_by_branch.east.share + loans_by_branch.north.share %}"
)
PAIR = "{{ loans_by_branch.east.share + loans_by_branch.west.share }}"
PAIR_AHEAD = (
    "\n{% claim loans_by_branch.east.share + loans_by_branch.west.share"
    " > loans_by_branch.north.share %}"
)
LATTER = "\n{% claim loans_by_branch.north.share * 2 < loans_by_branch.east.share %}"
BEHIND = "\n{% claim loans_by_branch.north.share < loans_by_branch.west.share %}"


@pytest.mark.parametrize(
    ("language", "said", "turned", "rule"),
    [
        # Values behind, values before, values of which only the last is behind, claims alone.
        ("zh", f"占比依次下降，{VALUES['zh']}。{STEPS}", ("下降", "上升"), "chain-differs"),
        ("zh", f"{VALUES['zh']}，逐级递减。{STEPS}", ("递减", "递增"), "chain-differs"),
        ("zh", f"东馆占{EAST}，往后逐档降到{NORTH}。{STEPS}", ("降到", "升到"), "chain-differs"),
        ("zh", f"各馆的占比一组比一组小。{STEPS}", ("组小", "组大"), "chain-differs"),
        ("zh", f"各馆的占比依次减少。{CHAIN}", ("减少", "增加"), "chain-differs"),
        (
            "en",
            f"The shares fall one by one, to {VALUES['en']}.{STEPS}",
            ("fall", "rise"),
            "chain-differs",
        ),
        (
            "en",
            f"{VALUES['en']}: shares decline with each step.{STEPS}",
            ("decline", "increase"),
            "chain-differs",
        ),
        (
            "en",
            f"The East branch has {EAST}, and the shares shrink in turn to {NORTH}.{STEPS}",
            ("shrink", "grow"),
            "chain-differs",
        ),
        (
            "en",
            f"Branch shares sink step by step.{CHAIN}",
            ("sink", "climb"),
            "chain-differs",
        ),
        (
            "zh",
            f"北馆占{NORTH}，西馆占{WEST}，东馆占{EAST}。越靠近市中心，差距越大。{NORTH_FIRST}",
            ("差距越大", "差距越小"),
            "chain-differs",
        ),
        (
            "en",
            f"North has {NORTH}, West {WEST}, East {EAST}. The closer to the centre, the wider "
            f"the gap.{NORTH_FIRST}",
            ("wider", "narrower"),
            "chain-differs",
        ),
        # Years that the paragraph has given a thing before.
        (
            "zh",
            "藏书的高峰在1996年，此后减少。高峰早于1997年新馆落成。",
            ("早于", "晚于"),
            "year-order",
        ),
        (
            "en",
            "The peak was reached in 1996. This peak precedes the reform of 1997.",
            ("precedes", "follows"),
            "year-order",
        ),
        # How many are ahead of what a claim compares.
        (
            "zh",
            f"北馆占{NORTH}，少于西馆，排在它前面的只有两家。{BEHIND}",
            ("两家", "三家"),
            "typed-rank",
        ),
        (
            "en",
            f"The North branch has {NORTH}, less than the West branch; only two branches are "
            f"ahead of it.{BEHIND}",
            ("only two", "only one"),
            "typed-rank",
        ),
        # Sums that differ by one name, and a side that is taken up again with its value.
        (
            "zh",
            f"东馆与西馆合计{PAIR}，超过东馆与北馆。{SUMS}",
            ("超过", "仅次于"),
            "claim-other-way",
        ),
        (
            "en",
            f"The East and the West branch have {PAIR}, more than the East and the North branch."
            f"{SUMS}",
            ("more than", "second only to"),
            "claim-other-way",
        ),
        # Two values with the comparison between them, whose sides a claim has.
        (
            "zh",
            f"这两馆合计{PAIR}，超过它们以外的借阅{NORTH}。{PAIR_AHEAD}",
            ("超过", "少于"),
            "claim-other-way",
        ),
        (
            "en",
            f"These two have {PAIR}, more than the remaining branch’s {NORTH}.{PAIR_AHEAD}",
            ("more than", "less than"),
            "claim-other-way",
        ),
        (
            "zh",
            f"城里的借阅多于郊外（后者为{NORTH}）。{LATTER}",
            ("多于", "少于"),
            "claim-other-way",
        ),
        (
            "en",
            f"There are more loans in town than outside (the latter come to {NORTH}).{LATTER}",
            ("more", "fewer"),
            "claim-other-way",
        ),
    ],
)
def test_an_order_said_the_other_way_is_found(
    language: str, said: str, turned: tuple[str, str], rule: str, told: Told
) -> None:
    assert rule not in told(language, said)
    assert said.count(turned[0]) == 1
    assert rule in told(language, said.replace(*turned))


@pytest.mark.parametrize(
    ("language", "block"),
    [
        (
            "zh",
            f"东馆占{EAST}，往后依次减少，西馆占{WEST}，北馆占{NORTH}；其后又回到{EAST}。{STEPS}",
        ),
        ("zh", f"本章依次说明增加的藏书和各馆：{VALUES['zh']}。"),
        ("zh", "据报道，高峰在1996年。高峰晚于1995年，早于1997年。"),
        ("zh", "建馆在1990年，扩建在1996年。扩建晚于1995年的规划。"),
        ("en", f"The shares were rounded one by one: {VALUES['en']}."),
        ("en", "The fund grew in 1996. Those who came after 1997 paid less."),
        ("en", "The peaks were 1994 and 1998. The second peak came after the reform of 1996."),
    ],
)
def test_another_order_is_none(language: str, block: str, told: Told) -> None:
    assert not told(language, block) & {"chain-differs", "year-order"}
