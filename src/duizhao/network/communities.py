"""Communities: groups of nodes tied more among themselves than chance would tie them."""

from __future__ import annotations

import importlib
import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any, NamedTuple

import numpy as np

from duizhao.network.graph import Adjacency, Ints, Network

ROUNDS = 10  # of improvement; later ones move hardly a node
PARTS = 4  # in which igraph is given the ties: it makes Python's objects of each part
_generator = Lock()  # igraph has one random number generator for all


class Communities(NamedTuple):
    """Each node's community, numbered from the largest (0) down, and the modularity of it all."""

    membership: Ints
    modularity: float

    @property
    def number(self) -> int:
        """How many communities."""
        return int(self.membership.max(initial=-1)) + 1


@contextmanager
def seeded(seed: int) -> Iterator[Any]:
    """Give igraph, which draws its random numbers from a seed, to one caller at a time."""
    with _generator:
        igraph = _imported()
        igraph.set_random_number_generator(random.Random(seed))
        try:
            yield igraph
        finally:
            igraph.set_random_number_generator(random)


def _imported() -> Any:
    """Return igraph; its 45 MB are for those who ask for communities or a layout.

    It would import matplotlib for its own pictures, which takes longer than all else and makes a
    list of the machine's typefaces in the user's home.
    """
    if not {"igraph", "matplotlib"} & sys.modules.keys():
        sys.modules["matplotlib"] = None  # type: ignore[assignment]  # that is: there is none
        try:
            return importlib.import_module("igraph")
        finally:
            del sys.modules["matplotlib"]
    return importlib.import_module("igraph")


def communities(network: Network, seed: int = 0) -> Communities:
    """Return the communities that the Leiden method finds for the greatest modularity.

    On the simple undirected graph, each tie once (Traag, Waltman and van Eck, *Scientific
    Reports* 9, 5233). The same seed gives the same communities on every run and machine
    with the same igraph, in whatever order the relations stand. Communities of one size are
    numbered in the order of their first nodes; an isolated node is a community of its own.
    """
    adjacency = network.adjacency
    if adjacency.ties:
        with seeded(seed) as igraph:
            graph = igraph.Graph(n=adjacency.nodes)
            for part in np.array_split(_ties(adjacency), PARTS):
                graph.add_edges(part)
            found = graph.community_leiden("modularity", n_iterations=ROUNDS).membership
    else:
        found = list(range(network.nodes))
    _, first, place, size = np.unique(
        np.asarray(found, np.int64), return_index=True, return_inverse=True, return_counts=True
    )
    rank = np.empty(len(size), np.int64)
    rank[np.lexsort([first, -size])] = np.arange(len(size))
    membership = rank[place]
    return Communities(membership, modularity(network, membership))


def _ties(adjacency: Adjacency) -> Ints:
    """Return each tie once, as a row of two nodes."""
    once = adjacency.rows < adjacency.indices
    return np.column_stack([adjacency.rows[once], adjacency.indices[once]])


def modularity(network: Network, membership: Ints) -> float:
    """Return the modularity of a division: the share of ties within groups, less that by chance.

    Σ over groups of ties within / ties − (degrees / (2 · ties))², on the simple undirected graph
    (Newman and Girvan, *Physical Review E* 69, 026113); nan without a tie.
    """
    adjacency = network.adjacency
    if not adjacency.ties:
        return float("nan")
    entries = len(adjacency.indices)
    within = int((membership[adjacency.rows] == membership[adjacency.indices]).sum())
    degrees = np.zeros(int(membership.max()) + 1, np.int64)
    np.add.at(degrees, membership, adjacency.degrees)
    return within / entries - int((degrees**2).sum()) / entries**2
