"""Who is tied to whom: like with like, by group or by degree."""

from __future__ import annotations

from collections.abc import Hashable, Mapping

import numpy as np
import pandas as pd

from duizhao.network.graph import Network


def mixing(network: Network, group: Mapping[Hashable, Hashable] | pd.Series[str]) -> pd.DataFrame:
    """Return how many relations run from group (rows, providers) to group (columns, receivers).

    `group` gives the group of each node by label: its province, its sector. Every relation counts,
    self-loops too; those with an end that has no group are left out. Rows and columns are the
    groups that occur, in order.
    """
    groups = pd.Series(network.labels).map(group)
    codes, names = pd.factorize(groups, sort=True)
    provider, receiver = codes[network.providers], codes[network.receivers]
    known = (provider >= 0) & (receiver >= 0)
    count = len(names)
    pairs = np.bincount(provider[known] * count + receiver[known], minlength=count * count)
    index = pd.Index(names)
    return pd.DataFrame(
        pairs.reshape(count, count),
        index=index.rename("provider"),
        columns=index.rename("receiver"),
    )


def group_assortativity(matrix: pd.DataFrame) -> float:
    """Return how far relations keep within groups: 1 only within, 0 as by chance, below 0 less.

    (Σ e_gg − Σ a_g · b_g) / (1 − Σ a_g · b_g), with e the shares of `mixing`, a and b its margins
    (Newman, *Physical Review E* 67, 026126, eq. 2); nan when all is within one group.
    """
    counts = matrix.to_numpy(dtype=np.int64)
    total = int(counts.sum())
    within = int(np.trace(counts)) * total
    chance = int(counts.sum(axis=1) @ counts.sum(axis=0))
    return (within - chance) / (total * total - chance) if total * total > chance else float("nan")


def degree_assortativity(network: Network) -> float:
    """Return the correlation of the degrees at the two ends of a tie.

    On the simple undirected graph (Newman, *Physical Review Letters* 89, 208701, eq. 4):
    below 0 where hubs are tied to nodes of low degree; nan when all ends have one degree.
    """
    adjacency = network.adjacency
    degree = adjacency.degrees
    ends = int((degree**2).sum())  # Σ over ends of ties of the degree there, and so on
    squares = int((degree**3).sum())
    products = int((degree[adjacency.rows] * degree[adjacency.indices]).sum())
    count = len(adjacency.indices)
    spread = count * squares - ends * ends
    return (count * products - ends * ends) / spread if spread else float("nan")
