"""Composite indicators: the handbook's own example, analytic Sobol shares, refusals."""

from __future__ import annotations

import doctest
import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizhao import composite as ci
from duizhao.composite.weighting import principal_components
from tests.conftest import ROOT

# The technology achievement index as the handbook (OECD and JRC 2008) prints it: its numbers in
# table A.2 (five countries' logarithms to three decimals in table 35), ranks by weights in table
# 23 and by geometric aggregation in table 38, ways to normalise in table 15, weights in table 22.
CASE = Path(__file__).parent / "cases" / "composite" / "technology_achievement"
# Saisana, Saltelli and Tarantola 2005, Journal of the Royal Statistical Society A 168, table 1;
# telephones and electricity are logarithms.
GOALPOSTS = {
    "patents": (0, 994),
    "royalties": (0, 272.6),
    "internet": (0, 232.4),
    "exports": (0, 80.8),
    "telephones": (0, np.log10(901)),
    "electricity": (np.log10(22), np.log10(6969)),
    "schooling": (0.8, 12.0),
    "university": (0.1, 27.4),
}
WEIGHTS = {
    "factors": (0.17, 0.15, 0.11, 0.06, 0.08, 0.13, 0.13, 0.17),
    "budget": (0.11, 0.11, 0.11, 0.18, 0.10, 0.06, 0.15, 0.18),
    "hierarchy": (0.09, 0.10, 0.07, 0.21, 0.05, 0.06, 0.18, 0.25),
}


def printed(name: str) -> pd.DataFrame:
    return pd.read_csv(CASE / f"{name}.csv", index_col="country")


def higher(table: pd.DataFrame) -> ci.Indicators:
    return ci.Indicators.of(table, dict.fromkeys(table.columns, "higher"))


TAI = higher(printed("indicators"))


def ranks(choices: ci.Choices) -> dict[str, int]:
    index = ci.index(TAI, choices)
    return dict(zip(index.units, index.ranks.tolist(), strict=True))


def weighted(name: str) -> ci.Choices:
    given_weights = ci.Given.of(dict(zip(TAI.names, WEIGHTS[name], strict=True)))
    return ci.Choices(normalisation=ci.MinMax(goalposts=GOALPOSTS), weighting=given_weights)


def test_every_printed_rank_by_equal_weights_budgets_and_geometric_means() -> None:
    table = printed("ranks")
    by_goalposts = ci.Choices(normalisation=ci.MinMax(goalposts=GOALPOSTS))
    assert ranks(by_goalposts) == table["equal"].to_dict()
    assert ranks(weighted("budget")) == table["budget"].to_dict()
    geometric = ci.Choices(normalisation=ci.Raw(), aggregation="geometric")
    assert ranks(geometric) == table["geometric"].to_dict()


@pytest.mark.parametrize("name", ["factors", "hierarchy"])
def test_ranks_differ_from_the_printed_by_what_rounding_weights_may_move(name: str) -> None:
    """The handbook prints these weights to two decimals and ranked by unrounded ones."""
    choices = weighted(name)
    order = printed("ranks")[name].sort_values().index
    places = [TAI.units.index(country) for country in order]
    scores = ci.index(TAI, choices).scores
    parts = choices.normalisation.scores(TAI, TAI.values)
    for better, worse in combinations(places, 2):
        moved = 0.005 * np.abs(parts[better] - parts[worse]).sum()
        assert scores[better] > scores[worse] - moved
    assert sum(a != b for a, b in zip(places, np.argsort(-scores), strict=True)) <= 4


@pytest.mark.parametrize(
    ("column", "normalisation"),
    [
        ("rank", ci.Ranks()),
        ("z", ci.ZScore()),
        ("min_max", ci.MinMax()),
        ("mean", ci.Reference("mean")),
        ("best", ci.Reference("best")),
        ("worst", ci.Reference("worst")),
    ],
)
def test_every_printed_normalisation(column: str, normalisation: ci.Normalisation) -> None:
    table = printed("schooling")
    found = normalisation.scores(TAI, TAI.values)[:, TAI.names.index("schooling")]
    assert [f"{number + 0:.2f}" for number in np.round(found, 2)] == [
        f"{number:.2f}" for number in table.loc[list(TAI.units), column]
    ]


def test_factors_are_the_printed_ones() -> None:
    """Table 18's weights are met; tables 16 and 17 to one in the last digit.

    The logarithms of eighteen countries are printed to two decimals only.
    """
    eigenvalues, _ = principal_components(TAI.values)
    variance = [41.9, 21.8, 12.3, 11.1, 6.0, 3.7, 2.2, 0.9]
    np.testing.assert_allclose(eigenvalues / 8 * 100, variance, atol=0.1)
    loadings = ci.Factors().loadings(TAI.values)
    table = [
        [0.07, 0.97, 0.06, 0.06],
        [0.13, 0.07, -0.07, 0.93],
        [0.79, -0.21, 0.21, 0.42],
        [-0.64, 0.56, -0.04, 0.36],
        [0.37, 0.17, 0.38, 0.68],
        [0.82, -0.04, 0.25, 0.35],
        [0.88, 0.23, -0.09, 0.09],
        [0.08, 0.04, 0.96, 0.04],
    ]
    np.testing.assert_allclose(loadings, table, atol=0.015)
    weights = ci.index(TAI, ci.Choices(weighting=ci.Factors())).weights
    assert [round(weight, 2) for weight in weights.values()] == [
        *(0.17, 0.15, 0.11, 0.07, 0.08, 0.12, 0.14, 0.16)
    ]


def test_budgets_of_experts_count_alike() -> None:
    experts = pd.DataFrame({"a": [50, 3], "b": [50, 1]})
    indicators = higher(pd.DataFrame({"a": [1, 2], "b": [2, 1]}, index=["x", "y"]))
    index = ci.index(indicators, ci.Choices(weighting=ci.Given.budget(experts)))
    assert index.weights == {"a": 0.625, "b": 0.375}


# The example of COINr, a package for R (its page on `winsorise`): the one outlier is brought in.
def test_outliers_are_brought_in_until_the_skew_is_bearable() -> None:
    numbers = np.array([*range(1, 11), 30.0, 100.0])[:, None]
    found = ci.winsorised(numbers)[:, 0]
    assert found.tolist() == [*range(1, 11), 30, 30]
    assert ci.winsorised(-numbers)[:, 0].tolist() == (-found).tolist()
    assert ci.winsorised(numbers[:3]).tolist() == numbers[:3].tolist()
    held = ci.winsorised(np.array([[*[0.0] * 20, *[1e9] * 6]]).T)
    assert held.max() == 1e9  # not skewed enough, and six would be no outliers


def test_missing_numbers() -> None:
    nan = float("nan")
    values = np.array([[1.0, 10.0, 1.0], [2.0, nan, 2.0], [9.0, 50.0, 9.0], [3.0, 30.0, 3.0]])
    assert ci.filled(values, "available") is values
    assert ci.filled(values, "mean")[1, 1] == 30
    assert ci.filled(values, "hot_deck")[1, 1] == 10  # of two that are equally near, the first
    table = pd.DataFrame(values, index=list("abcd"), columns=list("xyz"))
    index = ci.index(higher(table))  # b has the mean of what it has
    assert index.scores[1] == pytest.approx(0.125)
    assert higher(table).complete().units == ("a", "c", "d")


def test_a_direction_turns_an_indicator_round() -> None:
    table = pd.DataFrame({"cost": [1.0, 2.0, 4.0]}, index=list("abc"))
    lower = ci.Indicators.of(table, {"cost": "lower"})
    for normalisation in (ci.MinMax(), ci.ZScore(), ci.Ranks(), ci.Reference("b"), ci.Raw()):
        index = ci.index(lower, ci.Choices(normalisation=normalisation))
        assert index.ranks.tolist() == [1, 2, 3]
    assert ci.Reference("b").scores(lower, lower.values).T.tolist() == [[2, 1, 0.5]]


def ishigami(points: np.ndarray) -> np.ndarray:
    x = (points * 2 - 1) * np.pi
    y = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    return np.column_stack([y, np.zeros(len(points))])


def test_sampled_shares_of_a_function_whose_shares_are_known() -> None:
    """Ishigami and Homma's, the usual test: its shares follow by integration."""
    shares, drawn = ci.sampled_shares(ishigami, 3, 2**12)
    np.testing.assert_allclose(shares.first_order[0], [0.3139, 0.4424, 0], atol=0.01)
    np.testing.assert_allclose(shares.total[0], [0.5576, 0.4424, 0.2437], atol=0.01)
    assert np.isnan(shares.total[1]).all()  # nothing decides what never changes
    assert drawn.shape == (2**13, 2)


def test_exact_shares_of_two_levels_and_their_interaction() -> None:
    """y = 2a + b + 2ab with a and b from −1 and 1: variances 4, 1, and 4."""
    grid = np.array([[[2 * a + b + 2 * a * b] for b in (-1, 1)] for a in (-1, 1)], float)
    shares = ci.exact_shares(grid)
    np.testing.assert_allclose(shares.first_order, [[4 / 9, 1 / 9]])
    np.testing.assert_allclose(shares.total, [[8 / 9, 5 / 9]])


ALTERNATIVES = ci.Alternatives(
    outliers=("kept", "winsorised"),
    normalisation=(ci.MinMax(1, 100), ci.ZScore(100, 10), ci.Ranks()),
    weighting=(ci.Equal(), ci.Factors()),
    aggregation=("linear", "geometric"),
    left_out=(None, *TAI.names),
)


def test_drawn_combinations_tell_what_all_of_them_tell() -> None:
    whole = ci.robustness(TAI, ALTERNATIVES)
    drawn = ci.robustness(TAI, ALTERNATIVES, budget=100, draws=256)
    assert (whole.exact, whole.combinations) == (True, 2 * 3 * 2 * 2 * 9)
    assert (drawn.exact, drawn.combinations) == (False, 512)
    assert drawn.shift == pytest.approx(whole.shift, abs=0.05)
    np.testing.assert_allclose(drawn.shares, whole.shares, atol=0.06)
    assert (abs(drawn.ranks["median"] - whole.ranks["median"]) <= 1).all()
    table = whole.ranks
    for low, high in zip(
        ("best", "low", "median", "high"), ("low", "median", "high", "worst"), strict=True
    ):
        assert (table[low] <= table[high]).all()
    assert (whole.shares["first_order"] <= whole.shares["total"] + 1e-12).all()
    assert whole.shares["first_order"].sum() <= 1 + 1e-12
    again = ci.robustness(TAI, ALTERNATIVES, budget=100, draws=256)
    pd.testing.assert_frame_equal(again.shares, drawn.shares)


def test_without_a_choice_nothing_is_uncertain() -> None:
    fixed = ci.robustness(TAI, ci.Alternatives(), reference=printed("ranks")["equal"].to_dict())
    assert (fixed.combinations, len(fixed.shares)) == (1, 0)
    assert (fixed.ranks["best"] == fixed.ranks["worst"]).all()
    assert fixed.shift > 0  # goalposts rank otherwise than the observed ends do


TABLE = pd.DataFrame({"a": [1.0, 2.0], "b": [4.0, 3.0]}, index=["x", "y"])
BOTH = {"a": "higher", "b": "higher"}


@pytest.mark.parametrize(
    ("table", "directions", "zh", "en"),
    [
        (TABLE, {"a": "up", "b": "higher"}, "方向不能是“up”", "direction of “a” cannot be “up”"),
        (TABLE, {"a": "higher"}, "没有说明方向（higher或lower）：“b”", "(higher or lower) for “b”"),
        (TABLE, {**BOTH, "aa": "lower"}, "您是不是指“a”", "did you mean “a”"),
        (TABLE.iloc[:1], BOTH, "只有1个单位", "not 1"),
        (TABLE[[]], {}, "没有指标", "there is no indicator"),
        (TABLE.assign(a=7), BOTH, "“a”不能区分各单位", "“a” tells no units apart"),
        (TABLE.assign(a=["1", "many"]), BOTH, "“y”的“a”不是", "“a” of “y” is no finite number"),
        (TABLE.assign(b=[1, np.inf]), BOTH, "不是有限的数：inf", "no finite number: inf"),
        (TABLE.set_axis(["x", "x"]), BOTH, "名称重复：“x”", "stand twice: “x”"),
        (
            pd.DataFrame({"a": [1, 2, None]}, index=list("xyz")),
            {"a": "higher"},
            "“z”没有一个数",
            "“z” has not a single number",
        ),
    ],
)
def test_a_table_that_no_index_can_be_made_of(
    table: pd.DataFrame, directions: dict[str, str], zh: str, en: str
) -> None:
    with pytest.raises(ci.CompositeError) as caught:
        ci.Indicators.of(table, directions)
    assert zh in caught.value.message.zh
    assert en in caught.value.message.en


def test_all_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(ci.CompositeError) as caught:
        ci.Indicators.of(TABLE.assign(a=["1", "many"]), {"b": "down"})
    assert len(caught.value.problems) == 3


@pytest.mark.parametrize(
    ("choices", "en"),
    [
        (lambda: ci.Choices(aggregation="geometrical"), "did you mean “geometric”"),  # type: ignore[arg-type]
        (lambda: ci.Choices(aggregation="geometric"), "MinMax(1, 100) gives such"),
        (lambda: ci.Choices(weighting=ci.Given.of({"a": 1})), "there is no weight “b”"),
        (lambda: ci.Choices(weighting=ci.Given.of({"a": -1, "b": 1})), "zero or more: “a”"),
        (lambda: ci.Choices(weighting=ci.Given.of({"a": 0, "b": 0})), "all weights are zero"),
        (lambda: ci.Choices(weighting=ci.Factors()), "2 are without gaps"),
        (lambda: ci.Choices(normalisation=ci.Reference("z")), "there is no reference “z”"),
        (lambda: ci.Choices(normalisation=ci.MinMax(1, 1)), "must rise"),
        (
            lambda: ci.Choices(normalisation=ci.MinMax(goalposts={"c": (0, 1)})),
            "there is no indicator “c”",
        ),
    ],
)
def test_choices_that_do_not_suit(choices, en: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(ci.CompositeError) as caught:
        ci.index(ci.Indicators.of(TABLE, BOTH), choices())
    assert en in caught.value.message.en
    assert caught.value.message.zh


def test_combinations_that_cannot_be() -> None:
    indicators = ci.Indicators.of(TABLE, BOTH)
    for alternatives, en in (
        (ci.Alternatives(left_out=(None, "c")), "there is no indicator “c”"),
        (ci.Alternatives(aggregation=("linear", "geometric")), "needs positive scores"),
    ):
        with pytest.raises(ci.CompositeError, match=en):
            ci.robustness(indicators, alternatives)
    with pytest.raises(ci.CompositeError, match="nothing to choose from for “weighting”"):
        ci.Alternatives(weighting=())
    with pytest.raises(ci.CompositeError, match="no reference rank for “y”"):
        ci.robustness(indicators, ci.Alternatives(), {"x": 1})


def test_indicators_cannot_be_changed() -> None:
    with pytest.raises(ValueError, match="read-only"):
        TAI.values[0, 0] = 1


tables = st.integers(2, 6).flatmap(
    lambda units: st.lists(
        st.lists(st.integers(1, 40), min_size=units, max_size=units, unique=True),
        min_size=1,
        max_size=4,
    )
)


@given(tables, st.integers(1, 5), st.integers(0, 9))
def test_units_of_measurement_and_order_do_not_matter(
    columns: list[list[int]], times: int, more: int
) -> None:
    table = pd.DataFrame({f"i{at}": column for at, column in enumerate(columns)})
    turned = (table * times + more).iloc[::-1]
    for normalisation in (ci.MinMax(1, 100), ci.ZScore(100, 10), ci.Ranks()):
        for aggregation in ("linear", "geometric"):
            choices = ci.Choices(normalisation=normalisation, aggregation=aggregation)  # type: ignore[arg-type]
            one, two = ci.index(higher(table), choices), ci.index(higher(turned), choices)
            assert one.ranks.tolist() == two.ranks[::-1].tolist()
            assert one.ranks.min() == 1


def test_the_examples_of_the_page_are_run() -> None:
    page = (ROOT / "docs" / "composite.md").read_text(encoding="utf-8")
    examples = "\n".join(re.findall(r"```python\n(.*?)```", page, re.DOTALL))
    test = doctest.DocTestParser().get_doctest(examples, {}, "docs/composite.md", None, 0)
    assert len(test.examples) >= 9
    said: list[str] = []
    doctest.DocTestRunner().run(test, out=said.append)
    assert "".join(said) == ""
