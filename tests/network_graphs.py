"""Random relations of many shapes, and what networkx says of them: the reference of the tests."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import numpy as np

from duizhao.network import Network

Pairs = list[tuple[int, int]]
Shape = Callable[[np.random.Generator], tuple[int, Pairs]]
SEEDS = range(100)


def relations(shape: str, seed: int) -> tuple[int, Pairs]:
    """Return how many nodes there are and the relations, in random order and direction."""
    random = np.random.default_rng([seed, *shape.encode()])
    nodes, pairs = SHAPES[shape](random)
    number = random.permutation(nodes)
    turned = [(a, b) if random.random() < 0.5 else (b, a) for a, b in pairs]
    random.shuffle(turned)
    return nodes, [(int(number[a]), int(number[b])) for a, b in turned]


def network(nodes: int, pairs: Pairs) -> Network:
    """Return our network."""
    return Network.of([a for a, _ in pairs], [b for _, b in pairs], nodes=range(nodes))


def simple(nodes: int, pairs: Pairs) -> nx.Graph[int]:
    """Return the simple undirected graph of networkx."""
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from((a, b) for a, b in pairs if a != b)
    return graph


def _tree(random: np.random.Generator) -> tuple[int, Pairs]:
    nodes = int(random.integers(2, 60))
    return nodes, [(int(random.integers(node)), node) for node in range(1, nodes)]


def _star(random: np.random.Generator) -> tuple[int, Pairs]:
    nodes = int(random.integers(2, 120))  # more spokes than a row of the search has slots
    return nodes, [(0, node) for node in range(1, nodes)]


def _wheels(random: np.random.Generator) -> tuple[int, Pairs]:
    hubs, rim = int(random.integers(2, 5)), int(random.integers(3, 90))
    spokes = [(hub, hubs + node) for hub in range(hubs) for node in range(rim)]
    return hubs + rim, [pair for pair in spokes if random.random() < 0.8]


def _path(random: np.random.Generator) -> tuple[int, Pairs]:
    nodes = int(random.integers(1, 80))
    return nodes, [(node, node + 1) for node in range(nodes - 1)]


def _cycle(random: np.random.Generator) -> tuple[int, Pairs]:
    nodes = int(random.integers(3, 60))
    return nodes, [(node, (node + 1) % nodes) for node in range(nodes)]


def _sparse(random: np.random.Generator) -> tuple[int, Pairs]:
    nodes = int(random.integers(2, 70))
    return nodes, _any(random, nodes, int(random.integers(0, nodes)))


def _dense(random: np.random.Generator) -> tuple[int, Pairs]:
    nodes = int(random.integers(2, 45))
    return nodes, _any(random, nodes, int(random.integers(nodes, 5 * nodes)))


def _repeated(random: np.random.Generator) -> tuple[int, Pairs]:
    nodes = int(random.integers(1, 9))  # few nodes: repeats, loops and reciprocal relations
    return nodes, _any(random, nodes, int(random.integers(0, 40)))


def _hubs(random: np.random.Generator) -> tuple[int, Pairs]:
    nodes = int(random.integers(5, 150))
    pull = 1 / np.arange(1, nodes + 1)
    pairs = []
    for node in range(1, nodes):
        weights = pull[:node] / pull[:node].sum()
        pairs += [(int(random.choice(node, p=weights)), node) for _ in range(random.integers(1, 3))]
    return nodes, pairs


def _crowns(random: np.random.Generator) -> tuple[int, Pairs]:
    """Return a network where as many branches hang on every node: all weigh the same, folded."""
    nodes, pairs = _cycle(random)
    pairs = pairs + _any(random, nodes, int(random.integers(0, nodes)))
    each = int(random.integers(1, 4))
    hung = [(node, nodes + each * node + i) for node in range(nodes) for i in range(each)]
    return nodes + len(hung), pairs + hung


def _many(random: np.random.Generator) -> tuple[int, Pairs]:
    """Return several components of different kinds, and isolated nodes."""
    total, pairs = int(random.integers(0, 4)), Pairs()
    for shape in random.choice(["tree", "cycle", "dense", "repeated"], int(random.integers(2, 5))):
        nodes, part = SHAPES[shape](random)
        pairs += [(total + a, total + b) for a, b in part]
        total += nodes
    return max(total, 1), pairs


def _any(random: np.random.Generator, nodes: int, count: int) -> Pairs:
    return [(int(a), int(b)) for a, b in random.integers(0, nodes, (count, 2))]


SHAPES: dict[str, Shape] = {
    "tree": _tree,
    "star": _star,
    "wheels": _wheels,
    "path": _path,
    "cycle": _cycle,
    "sparse": _sparse,
    "dense": _dense,
    "repeated": _repeated,
    "hubs": _hubs,
    "crowns": _crowns,
    "many": _many,
}
