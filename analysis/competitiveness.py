"""An index of our own from the indicators that are published by province, and how firm it is.

The source's index has 24 indicators, none of which it publishes: what is published of provinces
stands for a part of two of its six dimensions. Every way to make an index of it that can be
defended is gone through. Filling a gap with the mean of the others is not among them: Jiangsu would
then have three times the patents of Zhejiang, before it in the source (`hot_deck`: a fifth more).
"""

from __future__ import annotations

import pandas as pd

from duizhao import composite

# Indicator: the figure and the column that it is published in. All are better when higher.
INDICATORS = {
    "enterprises": ("enterprises_by_province", "share"),
    "patents": ("patents_by_province", "share"),
    "provided": ("provinces_by_role", "provided"),
    "received": ("provinces_by_role", "received"),
}
LACKING = 1  # how many indicators a province may lack
STEPS = ("missing", "normalisation", "weighting", "aggregation", "left_out")


def index_from_published(published: pd.DataFrame) -> pd.DataFrame:
    """Return by province our ranks: best, by the first choices, and worst.

    `held` is the part of all combinations (per cent) in which a province has its reference rank,
    that by the first choices; provinces stand in the order of these.
    """
    ranks = _robust(published).ranks.sort_values("reference", kind="stable")
    return ranks[["best", "reference", "worst"]].assign(held=ranks["held"] * 100)


def index_choices(published: pd.DataFrame) -> pd.DataFrame:
    """Return by step how many choices there are, and their Sobol shares (per cent).

    The shares are of the variance of the mean shift of ranks against the first choices: what a
    step decides alone, and together with others.
    """
    shares = _robust(published).shares.loc[list(STEPS)] * 100
    numbers = _alternatives().open
    return shares.assign(choices=[numbers[step] for step in shares.index])


def index_facts(published: pd.DataFrame) -> pd.DataFrame:
    """Return how many combinations there are, and by how many ranks these move on average."""
    robust = _robust(published)
    return pd.DataFrame(
        {"value": {"combinations": robust.combinations, "shift": robust.shift}}, dtype="float64"
    )


def _robust(published: pd.DataFrame) -> composite.Robustness:
    table = pd.DataFrame({name: _column(published, *at) for name, at in INDICATORS.items()})
    table = table[table.isna().sum(axis=1) <= LACKING]
    indicators = composite.Indicators.of(table, dict.fromkeys(table.columns, "higher"))
    return composite.robustness(indicators, _alternatives())


def _alternatives() -> composite.Alternatives:
    return composite.Alternatives(
        missing=("available", "hot_deck"),
        normalisation=(
            composite.MinMax(1, 100),
            composite.ZScore(100, 10),
            composite.Ranks(),
        ),
        weighting=(composite.Equal(), composite.Factors()),
        aggregation=("linear", "geometric"),
        left_out=(None, *INDICATORS),
    )


def _column(published: pd.DataFrame, figure: str, column: str) -> pd.Series:
    """Return the published numbers of one column, by row."""
    here = published[(published["figure"] == figure) & (published["column"] == column)]
    return here.set_index("row")["value"]
