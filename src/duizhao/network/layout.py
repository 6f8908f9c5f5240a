"""Where nodes stand in a picture of the network: communities apart, leaves around their node."""

from __future__ import annotations

import numpy as np

from duizhao.network.communities import Communities, seeded
from duizhao.network.graph import Adjacency, Floats, Ints, Network

ROUNDS = 300
FIRST = 1500
"""How many nodes are moved before the others."""
HUBS = 100
"""How many nodes are kept from standing on one another's leaves."""
GOLDEN = np.pi * (3 - np.sqrt(5))
"""The golden angle: points turned by it fill a disc evenly (Vogel, Math. Biosciences 44, 179)."""
_LEAF = 0.0035
_EDGE = 0.97
_OVERLAP = 1.15
_RIM = 1.04


def layout(network: Network, communities: Communities, seed: int = 0) -> Floats:
    """Return a place in the unit disc for every node: one row of x and y per node.

    Nodes with two neighbours or more are moved by springs (Fruchterman and Reingold, *Software:
    Practice and Experience* 21, 1129) from a start where each community has a place of its own;
    leaves then stand in a disc around the node they hang on, and whatever has no tie to the
    largest part stands on the rim. The same network gives the same places on every run.
    """
    adjacency = network.adjacency
    places = np.zeros((network.nodes, 2))
    if not adjacency.ties:
        return _spiral(network.nodes)
    inner = np.flatnonzero(adjacency.degrees > 1)
    core = adjacency.taken(inner)
    sizes = np.bincount(core.component) if len(inner) else np.zeros(1, np.int64)
    main = inner[core.component == int(sizes.argmax())] if len(inner) else inner
    if not len(main):
        return _spiral(network.nodes)
    places[main] = _sprung(adjacency.taken(main), communities.membership[main], seed)
    placed = np.zeros(network.nodes, np.bool_)
    placed[main] = True
    leaves = np.flatnonzero(adjacency.degrees == 1)
    owners = adjacency.indices[adjacency.indptr[leaves]]
    hung = placed[owners]
    _part(places, np.bincount(owners[hung], minlength=network.nodes))
    _hang(places, leaves[hung], owners[hung])
    placed[leaves[hung]] = True
    rest = np.flatnonzero(~placed)
    turn = np.arange(len(rest)) * 2 * np.pi / max(len(rest), 1)
    places[rest] = _RIM * np.column_stack([np.cos(turn), np.sin(turn)])
    return np.asarray(places / _RIM, dtype=np.float64)


def _spiral(count: int) -> Floats:
    """Return points that fill the unit disc evenly, from its middle outwards."""
    rank = np.arange(count)
    radius = np.sqrt((rank + 0.5) / max(count, 1))
    turn = rank * GOLDEN
    points: Floats = radius[:, None] * np.column_stack([np.cos(turn), np.sin(turn)])
    return points


def _sprung(adjacency: Adjacency, membership: Ints, seed: int) -> Floats:
    """Move the nodes with the most ties first; the others start in the middle of their ties."""
    nodes = adjacency.nodes
    order = np.lexsort([np.arange(nodes), -adjacency.degrees])
    first = np.sort(order[:FIRST])
    places = np.full((nodes, 2), np.nan)
    some = adjacency.taken(first)
    groups, group = np.unique(membership[first], return_inverse=True)
    start = _spiral(len(groups))[group] + 0.3 * _spiral(len(first))
    places[first] = _even(_forces(some, membership[first], start, ROUNDS, 0.1, False, seed))
    for _ in range(3):  # from the placed ones outwards; what is left starts in the middle
        known = ~np.isnan(places[:, 0])
        if known.all():
            break
        at = known[adjacency.indices]
        weight = np.bincount(adjacency.rows[at], minlength=nodes)
        reached = ~known & (weight > 0)
        for axis in range(2):
            total = np.bincount(
                adjacency.rows[at], weights=places[adjacency.indices[at], axis], minlength=nodes
            )
            places[reached, axis] = total[reached] / weight[reached]
        places[reached] += 0.08 * _spiral(int(reached.sum()))
    places = np.nan_to_num(places)
    return _even(_forces(adjacency, membership, places, ROUNDS // 5, 0.01, True, seed))


def _forces(
    adjacency: Adjacency,
    membership: Ints,
    start: Floats,
    rounds: int,
    heat: float,
    grid: bool,
    seed: int,
) -> Floats:
    import igraph  # see communities

    once = adjacency.rows < adjacency.indices
    a, b = adjacency.rows[once], adjacency.indices[once]
    # A tie of a hub says less than one of two small nodes, and one within a community more.
    weights = np.where(membership[a] == membership[b], 6.0, 0.3)
    weights /= np.sqrt(np.sqrt(adjacency.degrees[a] * adjacency.degrees[b]))
    graph = igraph.Graph(n=adjacency.nodes, edges=np.column_stack([a, b]))
    scale = np.sqrt(adjacency.nodes)
    with seeded(seed):
        found = graph.layout_fruchterman_reingold(
            weights=weights.tolist(),
            niter=rounds,
            seed=(start * scale).tolist(),
            grid=grid,
            start_temp=scale * heat,
        )
    return np.array(found.coords, dtype=np.float64)


def _even(places: Floats) -> Floats:
    """Fill the disc: ranks of the distance from the middle take the place of the distance."""
    places = places - np.median(places, axis=0)
    distance = np.hypot(*places.T)
    ranks = np.empty(len(distance))
    ranks[np.argsort(distance, kind="stable")] = np.arange(len(distance)) + 0.5
    even = np.sqrt(ranks / len(distance)) * _EDGE
    filled: Floats = places * (even / np.where(distance > 0, distance, 1))[:, None]
    return filled


def _part(places: Floats, leaves: Ints) -> None:
    """Push the nodes with the most leaves apart until the discs of their leaves hardly overlap."""
    hubs = np.argsort(-leaves, kind="stable")[:HUBS]
    radius = _LEAF * np.sqrt(leaves[hubs] + 1.5) * _OVERLAP
    apart = radius[:, None] + radius[None, :]
    np.fill_diagonal(apart, 0)
    for _ in range(100):
        between = places[hubs][:, None] - places[hubs][None, :]
        distance = np.hypot(between[..., 0], between[..., 1])
        lacking = np.maximum(apart - distance, 0)
        np.fill_diagonal(lacking, 0)
        if lacking.max() < _LEAF / 2:
            break
        push = between / np.where(distance > 0, distance, 1)[..., None] * lacking[..., None]
        places[hubs] += push.sum(axis=1) / 4
    length = np.hypot(*places[hubs].T)
    places[hubs] *= np.minimum(1, _EDGE / np.where(length > 0, length, 1))[:, None]


def _hang(places: Floats, leaves: Ints, owners: Ints) -> None:
    """Place leaves around the nodes that they hang on, each in a disc as large as they are many."""
    order = np.argsort(owners, kind="stable")
    leaves, owners = leaves[order], owners[order]
    _, first, count = np.unique(owners, return_index=True, return_counts=True)
    rank = np.arange(len(owners)) - np.repeat(first, count)
    radius = _LEAF * np.sqrt(rank + 1.5)
    turn = rank * GOLDEN + owners
    places[leaves] = places[owners] + radius[:, None] * np.column_stack(
        [np.cos(turn), np.sin(turn)]
    )
