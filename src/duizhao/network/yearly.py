"""The network's table of development: every measure for every year, relations adding up."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping

import numpy as np
import pandas as pd

from duizhao.network.clustering import mean_clustering
from duizhao.network.communities import communities
from duizhao.network.components import components, density
from duizhao.network.cores import coreness
from duizhao.network.degrees import degrees, gini, top_share
from duizhao.network.diameter import diameter
from duizhao.network.engines import Engine
from duizhao.network.estimates import BUDGET, mean_path
from duizhao.network.graph import Flags, Network
from duizhao.network.mixing import degree_assortativity


def yearly(
    relations: pd.DataFrame,
    sample: Collection[Hashable] | Mapping[int, Collection[Hashable]],
    *,
    engine: Engine | None = None,
    budget: int = BUDGET,
) -> pd.DataFrame:
    """Return one row of measures per year, each of the network of all relations up to that year.

    `relations` has the columns `provider`, `receiver` and `year` (of the relation's beginning);
    other columns are passed over. `sample` holds the labels of the sample's nodes, or those of
    each year. Rows are the years of `relations`, rising; the columns are those of `summary`. Where
    one year's mean path is beyond the `budget`, its interval stands in columns of its own, empty
    for years that are exact.
    Raises ValueError when a column or a year's sample is missing.
    """
    missing = {"provider", "receiver", "year"} - set(relations.columns)
    if missing:
        raise ValueError(f"relations lack the column {', '.join(sorted(missing))}")
    year = relations["year"].to_numpy()
    years = [int(value) for value in np.unique(year)]
    if isinstance(sample, Mapping) and not sample.keys() >= set(years):
        lacking = sorted(set(years) - sample.keys())
        raise ValueError(f"no sample for {', '.join(map(str, lacking))}")
    whole = Network.of(relations["provider"], relations["receiver"])
    rows = {
        last: summary(
            whole.of_relations(year <= last),
            sample[last] if isinstance(sample, Mapping) else sample,
            engine=engine,
            budget=budget,
        )
        for last in years
    }
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("year")


def summary(
    network: Network,
    sample: Flags | Collection[Hashable],
    *,
    engine: Engine | None = None,
    budget: int = BUDGET,
) -> dict[str, float]:
    """Return the measures of one network, as a row of the table of development.

    `sample_nodes` and `relation_nodes` (nodes inside and outside `sample`), `nodes`, `edges`
    (relations), `mean_degree` (edges / nodes), `diameter`, `mean_path_length`, `clustering`;
    `density`, `components`, `largest_component` (nodes), `communities`, `modularity`,
    `assortativity` (by degree), `innermost_core` (the greatest k of a k-core),
    `degree_top_fifth_share` (0 to 1), `degree_gini`. A mean path that is estimated (see
    `estimates.mean_path`) comes with its 95 % interval and the number of sources searched from:
    `mean_path_length.low`, `mean_path_length.high`, `mean_path_length.sample`.
    """
    inside = int(network.members(sample).sum())
    component, found = components(network), communities(network)
    degree = degrees(network)["degree"]
    path = mean_path(network, budget=budget, engine=engine)
    interval = {"low": path.low, "high": path.high, "sample": path.sources}
    return {
        "sample_nodes": inside,
        "relation_nodes": network.nodes - inside,
        "nodes": network.nodes,
        "edges": network.edges,
        "mean_degree": network.edges / network.nodes if network.nodes else float("nan"),
        "diameter": diameter(network),
        "mean_path_length": path.mean,
        "clustering": mean_clustering(network),
        "density": density(network),
        "components": int(component.max(initial=-1)) + 1,
        "largest_component": int((component == 0).sum()),
        "communities": found.number,
        "modularity": found.modularity,
        "assortativity": degree_assortativity(network),
        "innermost_core": int(coreness(network).max(initial=0)),
        "degree_top_fifth_share": top_share(degree),
        "degree_gini": gini(degree),
        **{f"mean_path_length.{k}": v for k, v in interval.items() if path.estimated},
    }
