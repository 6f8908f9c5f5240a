"""Sum of distances by bit-parallel breadth-first search, compiled by numba (extra `fast`)."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit, types
from numba.extending import intrinsic

from duizhao.network.batches import WORDS
from duizhao.network.graph import Adjacency, Ints


def search(graph: Adjacency, weights: Ints, component: Ints, batches: list[Ints]) -> int:
    """Return the sum of weights[s] · weights[v] · d(s, v) over sources s and the v they reach.

    The same integer, from the same arguments, as the search in numpy; see there for the method.
    The first call on a machine compiles (some seconds), later ones load what was compiled.
    """
    indptr, indices = graph.indptr.astype(np.int32), graph.indices.astype(np.int32)
    held = np.bincount(component, weights).astype(np.int64)
    reach = np.empty((graph.nodes, WORDS), np.uint64)
    found = np.empty((graph.nodes, WORDS), np.uint64)
    return sum(
        int(_batch(indptr, indices, weights, component, held, sources, reach, found))
        for sources in batches
    )


def _popcount(_: Any, word: Any) -> Any:
    """Count the bits of a word by the processor's own instruction."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.ctpop(arguments[0])

    return types.uint64(types.uint64), generate


_count: Any = intrinsic(_popcount)


# Arrays are not annotated: numba takes the types from the call, and releases Python's lock.
@njit(cache=True, nogil=True, boundscheck=False)
def _batch(  # type: ignore[no-untyped-def]
    indptr, indices, weights, component, held, sources, reach, found
):
    nodes = len(weights)
    digits = 0
    same = True
    for place in range(len(sources)):
        while weights[sources[place]] >> digits:
            digits += 1
        same = same and weights[sources[place]] == weights[sources[0]]
    full = np.zeros((len(held), WORDS), np.uint64)
    masks = np.zeros((digits, WORDS), np.uint64)
    reach[:] = 0
    total = np.int64(0)
    for place in range(len(sources)):
        source = sources[place]
        word, bit = place // 64, np.uint64(1) << np.uint64(place % 64)
        full[component[source], word] |= bit
        reach[source, word] |= bit
        for entry in range(indptr[source], indptr[source + 1]):
            reach[indices[entry], word] |= bit
        for digit in range(digits):
            if (weights[source] >> digit) & 1:
                masks[digit, word] |= bit
        # Before the first step a source misses all that it will reach but itself.
        total += weights[source] * (held[component[source]] - weights[source])
    rows = np.arange(nodes)
    left = nodes
    complete = np.zeros(nodes, np.bool_)
    while True:
        kept = 0
        for k in range(left):
            node = rows[k]
            count = np.int64(0)
            for word in range(WORDS):
                missing = full[component[node], word] ^ reach[node, word]
                if same:
                    count += np.int64(_count(missing))
                elif missing:
                    for digit in range(digits):
                        count += np.int64(_count(missing & masks[digit, word])) << digit
            if count:
                total += weights[node] * (count * weights[sources[0]] if same else count)
                rows[kept] = node
                kept += 1
            else:
                complete[node] = True
        left = kept
        if left == 0:
            return total
        for k in range(left):
            node = rows[k]
            for word in range(WORDS):
                found[k, word] = reach[node, word]
            for entry in range(indptr[node], indptr[node + 1]):
                neighbour = indices[entry]
                for word in range(WORDS):
                    found[k, word] |= reach[neighbour, word]
                # Nothing can be added to a row that is complete: its neighbours are done with.
                if complete[neighbour]:
                    break
        for k in range(left):
            for word in range(WORDS):
                reach[rows[k], word] = found[k, word]
