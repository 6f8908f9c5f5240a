"""The value network: ten years of growth, the distribution of degree, and who leads."""

from __future__ import annotations

import numpy as np
import pandas as pd

from duizhao.network import (
    Network,
    communities,
    degrees,
    distribution,
    gini,
    lorenz,
    power_law,
    ranking,
    top_share,
    yearly,
)
from duizhao.network.powerlaw import PowerLaw

TOP = 20
PUBLISHED = (
    *("sample_nodes", "relation_nodes", "nodes", "edges"),
    *("mean_degree", "diameter", "mean_path_length", "clustering"),
)
FIFTH = 0.2


def value_network(relations: pd.DataFrame) -> Network:
    """Return the network of all relations: providers and receivers of technology."""
    return Network.of(relations["provider"], relations["receiver"])


def network_measures(relations: pd.DataFrame, enterprises: pd.DataFrame) -> pd.DataFrame:
    """Return every measure of the network at the end of each year, relations adding up."""
    table = yearly(relations[["provider", "receiver", "year"]], set(enterprises["id"]))
    return table.rename(index=str)


def network_by_year(network_measures: pd.DataFrame) -> pd.DataFrame:
    """Return the published part of the measures: size, mean degree, distances, clustering."""
    # A measure that is estimated has columns of its own for its interval: mean_path_length.low …
    return network_measures[[c for c in network_measures if c.partition(".")[0] in PUBLISHED]]


def degree_distribution(value_network: Network) -> pd.DataFrame:
    """Return nodes by degree, and the share of nodes (per cent) with at least that degree."""
    table = distribution(degrees(value_network)["degree"])
    return table.assign(at_least=table["at_least"] * 100).rename(index=str)


def degree_lorenz(value_network: Network) -> pd.DataFrame:
    """Return what each share of the nodes, those of least degree first, holds of all degree.

    Rows are whole per cents of the nodes, 0 to 100; `held` is in per cent too.
    """
    population, held = lorenz(degrees(value_network)["degree"])
    percents = np.arange(101)
    points = np.interp(percents / 100, population, held) * 100
    return pd.DataFrame({"held": points}, index=percents.astype(str))


def degree_power_law(value_network: Network) -> PowerLaw:
    """Return the power law fitted to the degrees by maximum likelihood."""
    return power_law(degrees(value_network)["degree"])


def top_sample_nodes(value_network: Network, enterprises: pd.DataFrame) -> pd.DataFrame:
    """Return the sample enterprises with the most relations, by in-, out- and total degree."""
    return _leading(value_network, set(enterprises["id"]))


def top_relation_nodes(value_network: Network, enterprises: pd.DataFrame) -> pd.DataFrame:
    """Return the partners outside the sample with the most relations."""
    return _leading(value_network, set(value_network.labels) - set(enterprises["id"]))


def network_hubs(
    value_network: Network, top_sample_nodes: pd.DataFrame, top_relation_nodes: pd.DataFrame
) -> pd.DataFrame:
    """Return the leading nodes, inside and outside the sample, with degree and community.

    Communities are numbered from the largest; `community_nodes` says how many nodes theirs has.
    """
    leading = pd.concat([top_sample_nodes, top_relation_nodes])["degree"]
    found = communities(value_network).membership
    of_label = pd.Series(found, index=value_network.labels)
    sizes = of_label.value_counts()
    community = of_label[leading.index]
    table = pd.DataFrame(
        {
            "degree": leading,
            "community": community + 1,
            "community_nodes": sizes[community].to_numpy(),
        }
    )
    return table.sort_values("degree", ascending=False, kind="stable")


def _leading(network: Network, among: set[object]) -> pd.DataFrame:
    table = ranking(network, "degree", among, TOP)
    return table[["in_degree", "out_degree", "degree"]]


def network(value_network: Network, network_by_year: pd.DataFrame) -> pd.DataFrame:
    """Return single facts: growth in the last year, and what the nodes with the most hold."""
    degree = degrees(value_network)["degree"]
    growing = network_by_year[["sample_nodes", "relation_nodes", "edges"]]
    last = growing.iloc[-1] / growing.iloc[-2] * 100 - 100
    facts = {
        "sample_nodes_growth": last["sample_nodes"],
        "relation_nodes_growth": last["relation_nodes"],
        "edges_growth": last["edges"],
        "degree_top_fifth": FIFTH * 100,
        "degree_top_fifth_share": top_share(degree, FIFTH) * 100,
    }
    return pd.DataFrame({"value": facts})


def network_structure(value_network: Network, degree_power_law: PowerLaw) -> pd.DataFrame:
    """Return single facts that take every relation: inequality, communities, the power law."""
    facts = {
        "degree_gini": gini(degrees(value_network)["degree"]),
        "communities": communities(value_network).number,
        "modularity": communities(value_network).modularity,
        "power_law_exponent": degree_power_law.exponent,
        "power_law_xmin": degree_power_law.x_min,
    }
    return pd.DataFrame({"value": facts})
