"""What the 2024 source prints follows from what else it prints, errata apart.

Every identity among the pins is calculated with the printed digits. Where it fails, errata.yml has
an entry for exactly that; and what an entry says follows by calculation does follow.
"""

from __future__ import annotations

import ast
import csv
import operator
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

import pytest

from duizhao import project
from duizhao.project import published
from tests.conftest import ROOT
from tests.sources.extract import number

DATA = published.load(ROOT, project.load(ROOT).edition("2024")).value
ERRATA = {erratum.id: erratum for erratum in DATA.errata}
YEARS = range(2014, 2024)
# Figures whose rows are the whole: their shares add up to 100.
WHOLES = [
    "enterprises_by_staff",
    "enterprises_by_listing",
    "enterprises_by_layer",
    "enterprises_by_patents",
    "enterprises_by_metropolitan_area",
    "listed_by_revenue",
    "listed_by_rd_expense",
    "listed_by_rd_intensity",
    "patents_by_layer",
    "relations_by_sector",
]
OPERATIONS: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Div: operator.truediv,
}


def covered(*kinds: str) -> set[str]:
    """Return the addresses that errata of these kinds speak of."""
    return {a for e in DATA.errata if e.kind in kinds for a in e.addresses}


def printed(address: str) -> Decimal:
    """Return the number that most places of the source print for an address."""
    numbers = [Decimal(pin.printed) for pin in DATA.pins[address]]
    return max(numbers, key=numbers.count)


def column(figure: str, name: str) -> dict[str, Decimal]:
    """Return the printed numbers of a column by row."""
    parts = [(address, address.split(".")) for address in DATA.pins]
    return {p[1]: printed(a) for a, p in parts if p[0] == figure and p[-1] == name}


def as_printed(number: Decimal, like: Decimal) -> Decimal:
    """Round half-up to the decimals of a printed number."""
    return number.quantize(like, ROUND_HALF_UP)


def test_one_address_has_one_value() -> None:
    differ = {a for a, pins in DATA.pins.items() if len({pin.number for pin in pins}) > 1}
    assert differ == covered("total-differs")


def test_every_share_is_a_whole_number_of_its_base() -> None:
    impossible = set()
    shares = [a for a in DATA.pins if re.match(r"(enterprises|listed)_by_\w+\.\w+\.share", a)]
    shares.append("sample.founded_2012_2018")
    for address in shares:
        listed = address.startswith("listed_")
        base = int(printed("sample.listed" if listed else "sample.enterprises"))
        share = printed(address)
        near = int(share * base / 100)
        counts = [
            k for k in (near, near + 1) if as_printed(Decimal(100 * k) / base, share) == share
        ]
        if not counts:
            impossible.add(address)
    assert len(shares) > 40
    assert impossible == covered("granularity")


@pytest.mark.parametrize("figure", WHOLES)
def test_shares_of_a_whole_add_up_to_100(figure: str) -> None:
    addresses = [a for a in DATA.pins if a.startswith(f"{figure}.") and DATA.pins[a][0].unit == "%"]
    total = sum(printed(address) for address in addresses)
    missing = [e for e in DATA.errata if e.kind == "bin-missing" and figure in e.addresses[0]]
    if missing:
        assert Decimal(missing[0].used or 0) == 100 - total
    elif set(addresses) <= covered("sum"):
        assert total != 100
    else:
        assert total == 100


def test_counts_add_up_and_give_their_shares() -> None:
    everyone = printed("sample.enterprises")
    for figure in ("enterprises_by_listing", "enterprises_by_layer"):
        counts, shares = column(figure, "count"), column(figure, "share")
        assert sum(counts.values()) == everyone
        for row, count in counts.items():
            assert as_printed(100 * count / everyone, shares[row]) == shares[row]
    assert printed("enterprises_by_listing.listed.count") == printed("sample.listed")
    assert printed("network_by_year.2023.sample_nodes") == everyone
    assert printed("network_by_year.2022.sample_nodes") == printed("sample.previous_enterprises")


def test_the_network_of_every_year_is_consistent() -> None:
    wrong = set()
    for year in YEARS:
        row = {
            name: printed(f"network_by_year.{year}.{name}")
            for name in ("sample_nodes", "relation_nodes", "nodes", "edges", "mean_degree")
        }
        assert row["sample_nodes"] + row["relation_nodes"] == row["nodes"]
        if as_printed(row["edges"] / row["nodes"], row["mean_degree"]) != row["mean_degree"]:
            wrong.add(f"network_by_year.{year}.mean_degree")
    assert wrong == covered("derived-statistic")


@pytest.mark.parametrize("name", ["sample_nodes", "relation_nodes", "edges"])
def test_growth_rates_follow(name: str) -> None:
    growth = printed(f"network.{name}_growth")
    before, after = (printed(f"network_by_year.{year}.{name}") for year in (2022, 2023))
    assert as_printed(100 * (after / before - 1), growth) == growth


@pytest.mark.parametrize("figure", ["top_sample_nodes", "top_relation_nodes"])
def test_degree_is_in_degree_and_out_degree(figure: str) -> None:
    received, provided = column(figure, "in_degree"), column(figure, "out_degree")
    total = column(figure, "degree")
    assert len(total) == 20
    assert {row: received[row] + provided[row] for row in total} == total


@pytest.mark.parametrize("role", ["provided", "received"])
def test_the_four_leading_provinces_add_up(role: str) -> None:
    shares = column("provinces_by_role", role)
    assert len(shares) == 20
    four = sum(shares[row] for row in ("beijing", "guangdong", "zhejiang", "shanghai"))
    assert four == printed(f"sample.top_four_{role}")
    assert sum(shares.values()) < 100


def test_flows_fit_what_provinces_provide_and_receive() -> None:
    """Bound each province's total: shown flows, and for the rest no more than can be left out."""
    flows = {tuple(row.split("_to_")): v for row, v in column(FLOWS, "share").items()}
    assert len(flows) == 20
    totals = {role: column("provinces_by_role", role) for role in ("provided", "received")}
    wrong = set()
    for mine, (role, other) in enumerate((("provided", "received"), ("received", "provided"))):
        for province, total in totals[role].items():
            shown = {pair[1 - mine]: v for pair, v in flows.items() if pair[mine] == province}
            # A flow left out is no larger than the smallest shown, nor than the other's total;
            # to provinces that table 6 leaves out goes no more than the rest to 100.
            largest = sum(shown.values()) + 100 - sum(totals[other].values())
            largest += sum(
                min(v, min(flows.values())) for p, v in totals[other].items() if p not in shown
            )
            # Every number may be off by half a unit of its last decimal.
            half = Decimal("0.005")
            slack = half * (len(totals[other]) + 2)
            address = f"provinces_by_role.{province}.{role}"
            if sum(shown.values()) > total + half * (len(shown) + 1):
                wrong |= {address, *(_flow(mine, province, p) for p in shown)}
            if largest + slack < total:
                wrong.add(address)
    assert wrong == set(
        ERRATA["flows_exceed_shandong"].addresses + ERRATA["flows_below_totals"].addresses
    )


FLOWS = "flows_between_provinces"


def _flow(mine: int, province: str, other: str) -> str:
    provider, receiver = (other, province) if mine else (province, other)
    return f"{FLOWS}.{provider}_to_{receiver}.share"


def test_printed_ranks_follow_from_the_numbers() -> None:
    """A rank is right when it lies between the larger values and the equal ones."""
    wrong, seen = set(), 0
    with (ROOT / "data/2024/numerals/2024.csv").open(encoding="utf-8", newline="") as stream:
        ranks = [row for row in csv.DictReader(stream) if row["role"] == "rank"]
    for row in ranks:
        figure, name, last = row["address"].split(".")
        if figure == "relations_by_sector":  # its columns are ranked within a year
            peers = [printed(a) for a in DATA.pins if a.startswith(f"{figure}.{name}.")]
        else:
            peers = [*column(figure, last).values()]
        mine = printed(row["address"])
        seen += 1
        larger, smaller = (sum(p > mine for p in peers), sum(p < mine for p in peers))
        if not larger < number(row["numeral"]) <= len(peers) - smaller:
            wrong.add(row["address"])
    assert seen > 80
    assert wrong == covered("rank-twice", "order")


def _calculated(formula: str) -> Decimal:
    def value(node: ast.expr) -> Decimal:
        if isinstance(node, ast.BinOp):
            return OPERATIONS[type(node.op)](value(node.left), value(node.right))
        assert isinstance(node, ast.Constant)
        return Decimal(ast.get_source_segment(formula, node) or "")

    return value(ast.parse(formula, mode="eval").body)


def formulas() -> list[tuple[str, str, str]]:
    """Return the arithmetic of the errata: id, formula, and the value it is said to give."""
    found = [(e.id, f.how, f.value) for e in DATA.errata for f in e.found if f.how is not None]
    return [
        (id, side, value)
        for id, how, values in found
        if re.fullmatch(r"[\d.+\-/()=, ]+", how)
        for part, value in zip(how.split(", "), values.split(", "), strict=True)
        for side in part.split(" = ")
    ]


@pytest.mark.parametrize(("id", "formula", "value"), formulas())
def test_what_an_erratum_calculates_is_right(id: str, formula: str, value: str) -> None:
    result, said = _calculated(formula), Decimal(value)
    # A quotient of counts may be said as a percentage.
    assert said in (as_printed(result, said), as_printed(100 * result, said))


def test_statements_that_errata_deny_are_indeed_untrue() -> None:
    paths = [printed(f"network_by_year.{year}.mean_path_length") for year in YEARS]
    clustering = [printed(f"network_by_year.{year}.clustering") for year in YEARS]
    samples = [printed(f"network_by_year.{year}.sample_nodes") for year in YEARS]
    assert paths != sorted(paths, reverse=True)
    assert clustering != sorted(clustering)
    assert samples != sorted(samples)
    assert min(clustering) > 0
    delta = printed("enterprises_by_metropolitan_area.pearl_river_delta.share")
    assert delta == printed("enterprises_by_province.guangdong.share")
    ends = {end for row in column(FLOWS, "share") for end in row.split("_to_")}
    assert len(ends) == 7
