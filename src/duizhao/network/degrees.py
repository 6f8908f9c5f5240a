"""Degree: per node, ranked, distributed, and how unequally it is held."""

from __future__ import annotations

from collections.abc import Collection, Hashable

import numpy as np
import pandas as pd

from duizhao.network.graph import Flags, Floats, Ints, Network


def degrees(network: Network) -> pd.DataFrame:
    """Return `in_degree`, `out_degree` and `degree` (their sum) of every node, by label.

    Every relation counts: repeats each time, a self-loop once in and once out. In-degree is the
    number of relations received, out-degree the number provided (Newman, *Networks*, 2nd ed.,
    §6.10; Freeman, *Social Networks* 1, 215 for degree centrality).
    """
    received = np.bincount(network.receivers, minlength=network.nodes)
    provided = np.bincount(network.providers, minlength=network.nodes)
    columns = {"in_degree": received, "out_degree": provided, "degree": received + provided}
    return pd.DataFrame(columns, index=pd.Index(network.labels, name="node"))


def ranking(
    network: Network,
    by: str = "degree",
    among: Flags | Collection[Hashable] | None = None,
    top: int | None = None,
) -> pd.DataFrame:
    """Return `degrees` in falling order of column `by`, with `rank` (ties share the better rank).

    `among` restricts the list (flags or labels), `top` cuts it. Equal values stand in the order
    of degree, then of labels, so that the list is the same everywhere.
    """
    table = degrees(network)
    if among is not None:
        table = table[network.members(among)]
    keys = list(dict.fromkeys([by, "degree"]))
    table = table.sort_values(keys, ascending=False, kind="stable")
    table["rank"] = table[by].rank(method="min", ascending=False).astype(np.int64)
    return table if top is None else table.head(top)


def distribution(degree: Ints | pd.Series[int]) -> pd.DataFrame:
    """Return, per degree `k` that occurs: `nodes` of just that degree, `at_least` (their share).

    `at_least` is the share (0 to 1) of all nodes with degree ≥ k, the complementary cumulative
    distribution, which needs no bins (Newman, *Contemporary Physics* 46, 323, §2).
    """
    values, counts = np.unique(np.asarray(degree), return_counts=True)
    tail = counts[::-1].cumsum()[::-1]
    columns = {"nodes": counts, "at_least": tail / max(len(degree), 1)}
    return pd.DataFrame(columns, index=pd.Index(values, name="degree"))


def top_share(degree: Ints | pd.Series[int], share: float = 0.2) -> float:
    """Return the part (0 to 1) of all degree held by the `share` of nodes with the most.

    Where `share` × nodes is not whole, the node at the border counts for the fraction of it that
    falls inside, which makes the measure 1 minus the Lorenz curve at 1 − `share`; nan without
    any degree.
    """
    population, held = lorenz(degree)
    return float(1 - np.interp(1 - share, population, held))


def lorenz(degree: Ints | pd.Series[int]) -> tuple[Floats, Floats]:
    """Return the Lorenz curve: shares of nodes (poorest first), and of the degree they hold.

    Both run from 0 to 1 and have one point more than there are nodes (Lorenz, *Publications of
    the American Statistical Association* 9, 209). All nan when nobody holds any degree.
    """
    rising = np.sort(np.asarray(degree, dtype=np.int64))
    held = np.concatenate([[0], rising.cumsum()]).astype(np.float64)
    population = np.arange(len(rising) + 1) / max(len(rising), 1)
    return population, held / held[-1] if held[-1] else np.full(len(held), np.nan)


def gini(degree: Ints | pd.Series[int]) -> float:
    """Return the Gini coefficient of degree: 0 when all are equal, towards 1 when one has all.

    Twice the area between the Lorenz curve and the diagonal, without a correction for small
    numbers (Newman, *Contemporary Physics* 46, 323, §3.4). Sums are of integers; nan without any
    degree.
    """
    rising = np.sort(np.asarray(degree, dtype=np.int64))
    nodes, total = len(rising), int(rising.sum())
    if total == 0:
        return float("nan")
    weighted = int((rising * np.arange(1, nodes + 1)).sum())
    return (2 * weighted - (nodes + 1) * total) / (nodes * total)
