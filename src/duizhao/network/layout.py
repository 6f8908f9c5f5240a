"""Where nodes stand in a picture of the network: communities apart, leaves around their node."""

from __future__ import annotations

import numpy as np

from duizhao.network.communities import Communities, seeded
from duizhao.network.graph import Adjacency, Floats, Ints, Network
from duizhao.network.packing import GOLDEN, MOST, around, packed, spiral

ROUNDS = 300
FIRST = 1500
"""How many nodes of a community are moved before the others."""
HUBS = 100
"""How many nodes are kept from standing on one another's leaves."""
_APART = 1.13
"""How much wider than its nodes a community's disc is: quiet strips between communities."""
_LEAVES = 0.92
_OVERLAP = 1.02


def layout(network: Network, communities: Communities, seed: int = 0) -> Floats:
    """Return a place in the unit disc for every node: one row of x and y per node.

    Each community has a disc of its own whose area follows its number of nodes; the discs stand
    side by side, the largest in the middle (see `packing`). Within a community, nodes with two
    neighbours or more there are moved by springs (Fruchterman and Reingold, *Software: Practice
    and Experience* 21, 1129), and leaves stand in a disc around the node they hang on. The same
    network gives the same places on every run.
    """
    membership = communities.membership
    if not network.nodes:
        return np.zeros((0, 2))
    sizes = np.bincount(membership, minlength=communities.number)
    radii = _APART * np.sqrt(sizes)
    middles = packed(radii, _between(network.adjacency, membership, communities.number))
    order = np.argsort(membership, kind="stable")
    places = np.zeros((network.nodes, 2))
    for group, nodes in enumerate(np.split(order, np.cumsum(sizes)[:-1])):
        inside = _within(network.adjacency.taken(nodes), seed)
        places[nodes] = middles[group] + np.sqrt(sizes[group]) * inside
    return np.asarray(places / (np.hypot(*middles.T) + radii).max(), dtype=np.float64)


def _between(adjacency: Adjacency, membership: Ints, number: int) -> Floats:
    """Return the number of ties between communities; only those that are packed have any."""
    some = min(number, MOST)
    a, b = membership[adjacency.rows], membership[adjacency.indices]
    kept = (a != b) & (a < some) & (b < some)
    counts = np.bincount(a[kept] * some + b[kept], minlength=some * some)
    return np.asarray(counts.reshape(some, some), dtype=np.float64)


def _within(adjacency: Adjacency, seed: int) -> Floats:
    """Return places in the unit disc for the nodes of one community."""
    nodes = adjacency.nodes
    if nodes < 3:
        return np.zeros((1, 2)) if nodes == 1 else np.array([[-0.5, 0.0], [0.5, 0.0]])
    inner = np.flatnonzero(adjacency.degrees > 1)
    owner = np.full(nodes, -1)
    leaves = np.flatnonzero(adjacency.degrees == 1)
    owner[leaves] = adjacency.indices[adjacency.indptr[leaves]]
    hung = (owner >= 0) & (adjacency.degrees[owner] > 1)
    loose = np.flatnonzero((adjacency.degrees < 2) & ~hung)
    core = np.concatenate([inner, loose])
    if len(core) == 1:
        places = np.zeros((nodes, 2))
    else:
        places = np.zeros((nodes, 2))
        places[core] = _even(_sprung(adjacency.taken(core), seed))
        _part(places, np.bincount(owner[hung], minlength=nodes), nodes)
    _hang(places, np.flatnonzero(hung), owner[hung])
    return places


def _sprung(adjacency: Adjacency, seed: int) -> Floats:
    """Move the nodes with the most ties first; the others start in the middle of their ties."""
    nodes = adjacency.nodes
    order = np.lexsort([np.arange(nodes), -adjacency.degrees])
    first = np.sort(order[:FIRST])
    places = np.full((nodes, 2), np.nan)
    places[first] = _forces(adjacency.taken(first), spiral(len(first)), ROUNDS, 0.1, False, seed)
    if nodes <= FIRST:
        return places
    places[first] = _even(places[first])
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
        places[reached] += 0.08 * spiral(int(reached.sum()))
    return _forces(adjacency, np.nan_to_num(places), ROUNDS // 5, 0.01, True, seed)


def _forces(
    adjacency: Adjacency, start: Floats, rounds: int, heat: float, grid: bool, seed: int
) -> Floats:
    once = adjacency.rows < adjacency.indices
    a, b = adjacency.rows[once], adjacency.indices[once]
    # A tie of a hub says less than one of two small nodes.
    weights = 6.0 / np.sqrt(np.sqrt(adjacency.degrees[a] * adjacency.degrees[b]))
    scale = np.sqrt(adjacency.nodes)
    with seeded(seed) as igraph:
        graph = igraph.Graph(n=adjacency.nodes, edges=np.column_stack([a, b]))
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
    even = np.sqrt(ranks / len(distance))
    filled: Floats = places * (even / np.where(distance > 0, distance, 1))[:, None]
    return filled


def _part(places: Floats, leaves: Ints, nodes: int) -> None:
    """Push the nodes with the most leaves apart until the discs of their leaves hardly overlap."""
    hubs = np.argsort(-leaves, kind="stable")[:HUBS]
    hubs = hubs[leaves[hubs] > 0]
    radius = np.sqrt((leaves[hubs] + 1.5) / nodes) * _LEAVES * _OVERLAP
    apart = radius[:, None] + radius[None, :]
    np.fill_diagonal(apart, 0)
    for _ in range(200):
        between = places[hubs][:, None] - places[hubs][None, :]
        distance = np.hypot(between[..., 0], between[..., 1])
        lacking = np.maximum(apart - distance, 0)
        np.fill_diagonal(lacking, 0)
        push = between / np.where(distance > 0, distance, 1)[..., None] * lacking[..., None]
        places[hubs] += push.sum(axis=1) / 4
        length = np.hypot(*places[hubs].T)
        places[hubs] *= np.minimum(1, (1 - radius).clip(0) / np.where(length > 0, length, 1))[
            :, None
        ]


def _hang(places: Floats, leaves: Ints, owners: Ints) -> None:
    """Place leaves around the nodes that they hang on, each in a disc as large as they are many."""
    order = np.argsort(owners, kind="stable")
    leaves, owners = leaves[order], owners[order]
    _, first, count = np.unique(owners, return_index=True, return_counts=True)
    rank = np.arange(len(owners)) - np.repeat(first, count)
    radius = _LEAVES * np.sqrt((rank + 1.5) / len(places))
    turn = rank * GOLDEN + owners
    places[leaves] = places[owners] + radius[:, None] * around(turn)
