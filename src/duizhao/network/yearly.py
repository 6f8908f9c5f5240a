"""The network's table of development: every measure for every year, relations adding up."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping

import numpy as np
import pandas as pd

from duizhao.network.graph import Network
from duizhao.network.paths import distances
from duizhao.network.triangles import mean_clustering


def yearly(
    relations: pd.DataFrame,
    sample: Collection[Hashable] | Mapping[int, Collection[Hashable]],
) -> pd.DataFrame:
    """Return one row of measures per year, each of the network of all relations up to that year.

    `relations` has the columns `provider`, `receiver` and `year` (of the relation's beginning);
    other columns are passed over. `sample` holds the labels of the sample's nodes, or those of
    each year. Rows are the years of `relations`, rising; the columns are those of `summary`.
    Raises ValueError when a column or a year's sample is missing.
    """
    missing = {"provider", "receiver", "year"} - set(relations.columns)
    if missing:
        raise ValueError(f"relations lack the column {', '.join(sorted(missing))}")
    whole = Network.of(relations["provider"], relations["receiver"])
    year = relations["year"].to_numpy()
    rows = {}
    for last in np.unique(year):
        network = whole.of_relations(year <= last)
        members = sample[int(last)] if isinstance(sample, Mapping) else sample
        rows[int(last)] = summary(network, members)
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("year")


def summary(network: Network, sample: Collection[Hashable]) -> dict[str, float]:
    """Return the measures of one network that the table of development shows.

    `sample_nodes` and `relation_nodes` (nodes inside and outside `sample`), `nodes`, `edges`
    (relations), `mean_degree` (edges / nodes), `diameter`, `mean_path_length`, `clustering`.
    """
    inside = int(network.members(sample).sum())
    paths = distances(network)
    return {
        "sample_nodes": inside,
        "relation_nodes": network.nodes - inside,
        "nodes": network.nodes,
        "edges": network.edges,
        "mean_degree": network.edges / network.nodes if network.nodes else float("nan"),
        "diameter": paths.diameter,
        "mean_path_length": paths.mean,
        "clustering": mean_clustering(network),
    }
