"""Measures of a network of relations, exact and fast: see docs/network.md for the conventions."""

from duizhao.network.components import components
from duizhao.network.degrees import degrees, distribution, gini, lorenz, ranking, top_share
from duizhao.network.graph import Adjacency, Network
from duizhao.network.paths import Distances, diameter, distances, mean_path_length
from duizhao.network.powerlaw import (
    Comparison,
    PowerLaw,
    against_lognormal,
    goodness_of_fit,
    power_law,
)
from duizhao.network.triangles import local_clustering, mean_clustering
from duizhao.network.yearly import summary, yearly

__all__ = [
    "Adjacency",
    "Comparison",
    "Distances",
    "Network",
    "PowerLaw",
    "against_lognormal",
    "components",
    "degrees",
    "diameter",
    "distances",
    "distribution",
    "gini",
    "goodness_of_fit",
    "local_clustering",
    "lorenz",
    "mean_clustering",
    "mean_path_length",
    "power_law",
    "ranking",
    "summary",
    "top_share",
    "yearly",
]
