"""A network of real size and shape for the bench: hubs, pendant nodes, ten years of growth."""

from __future__ import annotations

import numpy as np
import pandas as pd

# Nodes and relations at the end of each year.
GROWTH = {
    2014: (1973, 2602),
    2015: (2857, 4007),
    2016: (3549, 5370),
    2017: (5660, 9658),
    2018: (9281, 17889),
    2019: (13403, 28271),
    2020: (20902, 49781),
    2021: (24808, 63809),
    2022: (30765, 83815),
    2023: (35672, 91158),
}
HEAD = 0.084  # part of the attraction that the greatest hub has
OFFSET, SLOPE = 6.0, 0.95  # the other hubs attract as (rank + OFFSET)^−SLOPE
QUIET = 0.525  # part of the arriving nodes that keep to their first relation
ASTRAY = 0.165  # part of the arriving nodes that attach to any node, not to a hub


def relations(seed: int = 2023, growth: dict[int, tuple[int, int]] = GROWTH) -> pd.DataFrame:
    """Return `provider`, `receiver`, `year`: no pair twice, no loop, connected in every year.

    Nodes are numbered in random order, so that their numbers tell nothing of their degree.
    """
    random = np.random.default_rng(seed)
    total, first = growth[max(growth)][0], growth[min(growth)][0]
    # By arrival: a third of the first year's nodes are hubs, later one node in ten is.
    hub = random.random(total) < np.where(np.arange(total) < first, 0.33, 0.10)
    hub[0] = True
    pull = np.zeros(total)
    pull[hub] = (np.arange(hub.sum()) + OFFSET) ** -SLOPE
    pull[0] = HEAD / (1 - HEAD) * pull[1:].sum()
    lively = hub | (random.random(total) >= QUIET)
    reach = pull.cumsum()
    seen: set[tuple[int, int]] = set()
    rows: list[tuple[int, int, int]] = []

    def add(a: int, b: int, year: int) -> None:
        pair = (min(a, b), max(a, b))
        if a != b and pair not in seen:
            seen.add(pair)
            rows.append((a, b, year) if random.random() < 0.5 else (b, a, year))

    here = 1
    for year, (nodes, edges) in growth.items():
        for node in range(here, nodes):
            if random.random() < ASTRAY:
                other = int(random.integers(node))
            else:
                other = int(np.searchsorted(reach[:node], random.random() * reach[node - 1]))
            add(node, other, year)
        here = nodes
        active = np.flatnonzero(lively[:nodes])
        while len(rows) < edges:
            size = edges - len(rows)
            ends = np.searchsorted(reach[:nodes], random.random(size) * reach[nodes - 1])
            for a, b in zip(ends.tolist(), random.choice(active, size).tolist(), strict=True):
                add(a, b, year)
    table = pd.DataFrame(rows, columns=["provider", "receiver", "year"])
    number = random.permutation(total)
    return table.assign(provider=number[table["provider"]], receiver=number[table["receiver"]])
