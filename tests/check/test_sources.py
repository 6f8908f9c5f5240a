"""Published numbers against each other: the granularity test, other bases, cover by errata."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from duizhao import contents, project
from duizhao.check.contradictions import fits
from duizhao.check.formulas import NotCalculable, arithmetic, calculated
from duizhao.diagnostics import Findings

PINS = """address,value,unit,document,place,line
holdings.volumes,126.5,万,register,page:1,
holdings.budget,2.5,万元,register,page:1,
loans_by_year.1999.loans,37,册,register,table:1,
loans_by_year.2000.loans,40,册,register,table:1,
loans_by_branch.east.share,35.1,%,register,table:1,
loans_by_branch.west.share,29.7,%,register,table:1,
loans_by_branch.north.share,35.2,%,register,table:1,
"""
BASES = 'bases: {"loans_by_branch.*": loans_by_year.2000.loans}\n'


def found(folder: Path, rule: str) -> list[str]:
    findings = Findings()
    contents.load(project.load(folder), findings)
    return [one.text("en") for one in findings if one.rule == rule]


def test_a_share_that_no_whole_number_gives_is_named_with_the_base_that_fits(
    libraries: Path,
) -> None:
    (libraries / "check.yml").write_text(BASES, encoding="utf-8")
    pins = libraries / "data/1998/published.csv"
    pins.write_text(PINS.replace("35.2", "35.1"), encoding="utf-8")
    impossible = [t for t in found(libraries, "source-contradiction") if "impossible" in t]
    assert len(impossible) == 3
    assert all("fit another base: loans_by_year.1999.loans (37)" in text for text in impossible)
    assert impossible[0].startswith("data/1998/published.csv:6")
    # One share that 37 does not give either: no other base explains the group.
    pins.write_text(PINS, encoding="utf-8")
    impossible = [t for t in found(libraries, "source-contradiction") if "impossible" in t]
    assert len(impossible) == 3
    assert not any("another base" in text for text in impossible)


def test_an_erratum_covers_only_the_numbers_it_names(libraries: Path) -> None:
    pins = libraries / "data/1998/published.csv"
    text = pins.read_text(encoding="utf-8") + "holdings.budget,2.6,万元,register,page:2,\n"
    pins.write_text(text, encoding="utf-8")
    errata = libraries / "data/1998/errata.yml"
    entry = (
        "- id: budget\n  kind: total-differs\n  addresses: [holdings.budget]\n  found:\n"
        '    - {value: "2.5", place: "page:1"}\n    - {value: "2.6", place: "page:2"}\n'
        '  used: "2.5"\n  what: {zh: 不同。, en: Differs.}\n  why: {zh: 前者。, en: First.}\n'
    )
    errata.write_text(entry, encoding="utf-8")
    assert found(libraries, "source-contradiction") == []
    assert found(libraries, "stale-erratum") == []
    pins.write_text(text.replace("2.6", "2.7"), encoding="utf-8")
    (contradiction,) = found(libraries, "source-contradiction")
    assert "2.7" in contradiction
    assert len(found(libraries, "stale-erratum")) == 1


@pytest.mark.parametrize(
    ("share", "base", "possible"),
    [("50", 2, True), ("33.3", 3, True), ("33.4", 3, False), ("29.73", 2205, False)],
)
def test_granularity(share: str, base: int, possible: bool) -> None:
    by_hand = any(
        abs(Decimal(100 * k) / base - Decimal(share))
        <= Decimal(10) ** -len(share.partition(".")[2]) / 2
        for k in range(base + 1)
    )
    assert fits(Decimal(share), base) is possible is by_hand


def test_formulas_are_arithmetic_over_addresses_and_nothing_else() -> None:
    numbers = {"a.x.n": Decimal(6), "a.y.n": Decimal(4), "b.z": Decimal(3)}
    assert calculated("sum(a.?.n) / b.z - 1", numbers)[0] == Decimal(10) / 3 - 1
    assert arithmetic("(7 + 1) / 2") == 4
    assert arithmetic("二分网络没有三角形") is None
    for formula in ("a.x.missing + 1", "__import__('os')", "b.z ** 2", "b.z / 0", "sum(c.?.n)"):
        with pytest.raises(NotCalculable):
            calculated(formula, numbers)
