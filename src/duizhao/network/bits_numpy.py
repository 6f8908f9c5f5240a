"""Sum of distances by bit-parallel breadth-first search, in numpy."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from duizhao.network.graph import Adjacency, Ints

WORDS = 8  # of 64 sources each, searched from at once
Bits = NDArray[np.uint64]


def distance_sum(core: Adjacency, weights: Ints, reachable: Ints) -> int:
    """Return the sum of weights[u] · weights[v] · d(u, v) over ordered connected pairs.

    `core` has no isolated node; `reachable[v]` is the weight of v's component. One bit per source
    says for every node whether it was reached: a search step of 64 sources is one bitwise or
    (Then et al., *PVLDB* 8 (2014) 449). Since d(u, v) is the number of steps after which v is not
    reached yet, counting bits after every step adds up to the distances.
    """
    order = np.argsort(weights, kind="stable")
    total = 0
    for begin in range(0, core.nodes, 64 * WORDS):
        sources = order[begin : begin + 64 * WORDS]
        total += _batch(core, weights, sources, int((weights * reachable)[sources].sum()))
    return total


def _batch(core: Adjacency, weights: Ints, sources: Ints, reachable: int) -> int:
    words = -(-len(sources) // 64)
    slot = np.arange(len(sources))
    reach: Bits = np.zeros((core.nodes, words), np.uint64)
    reach[sources, slot // 64] = np.uint64(1) << (slot % 64).astype(np.uint64)
    planes = _planes(weights[sources], words)
    total = 0
    while True:
        reached = 0
        for factor, mask in planes:
            count = np.bitwise_count(reach & mask).sum(axis=1, dtype=np.int64)
            reached += factor * int(count @ weights)
        if reached == reachable:
            return total
        total += reachable - reached
        reach |= np.bitwise_or.reduceat(reach[core.indices], core.indptr[:-1], axis=0)


def _planes(weights: Ints, words: int) -> list[tuple[int, Bits]]:
    """Write the sources' weights in binary: 2^b, and the mask of sources whose weight has bit b."""
    planes = []
    slot = np.arange(len(weights))
    for bit in range(int(weights.max()).bit_length()):
        mask: Bits = np.zeros(words, np.uint64)
        has = slot[(weights >> bit) & 1 == 1]
        np.bitwise_or.at(mask, has // 64, np.uint64(1) << (has % 64).astype(np.uint64))
        if mask.any():
            planes.append((1 << bit, mask))
    return planes
