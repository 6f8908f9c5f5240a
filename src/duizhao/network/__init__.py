"""Measures of a network of relations, exact and fast: docs/network.md has the conventions."""

from duizhao.network.brokerage import constraint
from duizhao.network.clustering import local_clustering, mean_clustering
from duizhao.network.communities import Communities, communities, modularity
from duizhao.network.components import components, density
from duizhao.network.cores import CorePeriphery, core_periphery, coreness
from duizhao.network.degrees import degrees, distribution, gini, lorenz, ranking, top_share
from duizhao.network.diameter import diameter
from duizhao.network.estimates import Estimate, estimated_mean_path, mean_path
from duizhao.network.graph import Adjacency, Network
from duizhao.network.mixing import degree_assortativity, group_assortativity, mixing
from duizhao.network.paths import Distances, distances, mean_path_length
from duizhao.network.powerlaw import (
    Comparison,
    PowerLaw,
    against_lognormal,
    goodness_of_fit,
    power_law,
)
from duizhao.network.yearly import summary, yearly

__all__ = [
    "Adjacency",
    "Communities",
    "Comparison",
    "CorePeriphery",
    "Distances",
    "Estimate",
    "Network",
    "PowerLaw",
    "against_lognormal",
    "communities",
    "components",
    "constraint",
    "core_periphery",
    "coreness",
    "degree_assortativity",
    "degrees",
    "density",
    "diameter",
    "distances",
    "distribution",
    "estimated_mean_path",
    "gini",
    "goodness_of_fit",
    "group_assortativity",
    "local_clustering",
    "lorenz",
    "mean_clustering",
    "mean_path",
    "mean_path_length",
    "mixing",
    "modularity",
    "power_law",
    "ranking",
    "summary",
    "top_share",
    "yearly",
]
