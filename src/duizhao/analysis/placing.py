"""From a table of relations to a drawn network: communities, and where every node stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from duizhao.files.network_file import GRID, PlacedNetwork
from duizhao.network import Network, communities
from duizhao.network.layout import layout

if TYPE_CHECKING:
    import pandas as pd


def placed(
    relations: pd.DataFrame,
    provider: str,
    receiver: str,
    year: str | None = None,
    before: PlacedNetwork | None = None,
    names: Mapping[str, str] = MappingProxyType({}),
) -> PlacedNetwork:
    """Return the network of all rows, given the names of the columns.

    Nodes are called by their labels, or by what `names` has in place of these.

    Where `before` is the same network, its places stay: what was drawn once is drawn the same
    ever after, whatever library or machine would place nodes otherwise.
    """
    network = Network.of(relations[provider], relations[receiver])
    found = communities(network)
    labels = [str(label) for label in network.labels]
    order = sorted(range(len(labels)), key=labels.__getitem__)
    rank = np.empty(len(labels), np.int64)
    rank[order] = np.arange(len(labels))
    ends = rank[network.providers], rank[network.receivers]
    years = np.zeros(0, np.int64) if year is None else relations[year].to_numpy(np.int64)
    by = np.lexsort([*([years] if len(years) else []), ends[1], ends[0]])
    made = PlacedNetwork(
        labels=tuple(labels[place] for place in order),
        places=np.zeros((len(labels), 2), np.int64),
        membership=found.membership[order],
        providers=ends[0][by],
        receivers=ends[1][by],
        years=years[by] if len(years) else years,
    )
    if before is not None and before.same_relations(made.renamed(names)):
        return before
    places = np.rint((layout(network, found) + 1) / 2 * GRID).astype(np.int64)
    return replace(made, places=places[order].clip(0, GRID)).renamed(names)
