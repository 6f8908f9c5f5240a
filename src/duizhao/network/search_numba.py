"""Sum of distances by bit-parallel breadth-first search, compiled by numba (extra `fast`)."""

from __future__ import annotations

from typing import Any

import numpy as np
from llvmlite import ir  # type: ignore[import-untyped]
from numba import njit, types
from numba.extending import intrinsic

from duizhao.network.batches import WORDS
from duizhao.network.graph import Adjacency, Ints

# What is known of a node's row at the beginning of a step; a row completed within the step is
# `SETTLING` until the step is over, as others must not see it yet.
EMPTY, PARTIAL, COMPLETE, SETTLING = 0, 1, 2, 3
AHEAD = 12  # entries: how long before its turn a neighbour's row is asked for


def search(graph: Adjacency, weights: Ints, component: Ints, batches: list[Ints]) -> int:
    """Return the sum of weights[s] · weights[v] · d(s, v) over sources s and the v they reach.

    The same integer, from the same arguments, as the search in numpy; see there for the method.
    The first call on a machine compiles (some seconds), later ones load what was compiled.
    """
    # Unsigned, so that no index is looked at for being negative.
    indptr = graph.indptr.astype(np.uint32)
    indices = np.append(graph.indices, np.zeros(AHEAD, np.int64)).astype(np.uint32)
    of = component.astype(np.uint32)
    held = np.bincount(component, weights).astype(np.int64)
    full = np.empty((len(held), WORDS), np.uint64)
    now, then = (np.empty((graph.nodes, WORDS), np.uint64) for _ in range(2))
    rows, state = np.empty(graph.nodes, np.uint32), np.empty(graph.nodes, np.uint8)
    spare = (full, now, then, rows, state)
    return sum(
        int(_batch(indptr, indices, weights, of, held, sources.astype(np.uint32), *spare))
        for sources in batches
    )


def _popcount(_: Any, word: Any) -> Any:
    """Count the bits of a word by the processor's own instruction."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        return builder.ctpop(arguments[0])

    return types.uint64(types.uint64), generate


def _ask_for(_: Any, rows: Any, node: Any) -> Any:
    """Let the processor fetch a node's row, which in a large network lies in no cache."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        array = context.make_array(signature.args[0])(context, builder, arguments[0])
        word = builder.mul(builder.zext(arguments[1], LONG), ir.Constant(LONG, WORDS))
        address = builder.bitcast(builder.gep(array.data, [word]), ir.IntType(8).as_pointer())
        kind = ir.FunctionType(ir.VoidType(), [address.type, SHORT, SHORT, SHORT])
        fetch = builder.module.declare_intrinsic("llvm.prefetch", [address.type], kind)
        # To be read, kept in all caches, data.
        builder.call(fetch, [address, *(ir.Constant(SHORT, flag) for flag in (0, 3, 1))])
        return context.get_dummy_value()

    return types.void(rows, types.uint32), generate


LONG, SHORT = ir.IntType(64), ir.IntType(32)
_count: Any = intrinsic(_popcount)
_fetch: Any = intrinsic(_ask_for)


# Arrays are not annotated: numba takes the types from the call, and releases Python's lock.
@njit(cache=True, nogil=True, boundscheck=False)
def _batch(  # type: ignore[no-untyped-def]
    indptr, indices, weights, component, held, sources, full, now, then, rows, state
):
    nodes = np.uint32(len(weights))
    masks, same = _masks(sources, weights)
    full[:], now[:], state[:] = 0, 0, EMPTY
    total = np.int64(0)
    for place in range(len(sources)):
        source = sources[place]
        word, bit = place // 64, np.uint64(1) << np.uint64(place % 64)
        full[component[source], word] |= bit
        now[source, word] |= bit
        state[source] = PARTIAL
        for entry in range(indptr[source], indptr[source + np.uint32(1)]):
            now[indices[entry], word] |= bit
            state[indices[entry]] = PARTIAL
        # Before the first step a source misses all that it will reach but itself.
        total += weights[source] * (held[component[source]] - weights[source])
    # After the first step most rows are empty: what there is goes to the neighbours.
    then[:] = now
    left = 0
    for node in range(nodes):
        missing = _differing(_row(now, node), _row(full, component[node]))
        count = _weighed(missing, masks, same)
        total += weights[node] * count
        if count:
            rows[left] = node
            left += 1
        if state[node] != EMPTY:
            row = _row(now, node)
            for entry in range(indptr[node], indptr[node + np.uint32(1)]):
                _fetch(then, indices[entry + AHEAD])
                _put(then, indices[entry], _joined(row, _row(then, indices[entry])))
    kept = 0
    for place in range(left):
        node = rows[place]
        count = _weighed(_differing(_row(then, node), _row(full, component[node])), masks, same)
        total += weights[node] * count
        rows[kept] = node
        kept += count > 0
        state[node] = PARTIAL if count else COMPLETE
    left = kept
    # From now on every incomplete row takes from its neighbours, hubs first. One that is complete
    # has all there is: the others need not be asked, and its row is never read again.
    while left:
        now, then = then, now
        kept = 0
        for place in range(left):
            node = rows[place]
            row = _row(now, node)
            done = False
            for entry in range(indptr[node], indptr[node + np.uint32(1)]):
                _fetch(now, indices[entry + AHEAD])
                if state[indices[entry]] == COMPLETE:
                    done = True
                    break
                row = _joined(row, _row(now, indices[entry]))
            count = np.int64(0)
            if not done:
                count = _weighed(_differing(row, _row(full, component[node])), masks, same)
            if count:
                _put(then, node, row)
                total += weights[node] * count
                rows[kept] = node
                kept += 1
            else:
                state[node] = SETTLING
        for node in range(nodes):
            if state[node] == SETTLING:
                state[node] = COMPLETE
        left = kept
    return total


# A row is held as eight words by name, and what follows is written into the loops, so that the
# compiler keeps a row in one register of 512 bits: twice as fast as a loop over its words.
@njit(cache=True, inline="always")
def _row(rows, node):  # type: ignore[no-untyped-def]
    return (
        *(rows[node, 0], rows[node, 1], rows[node, 2], rows[node, 3]),
        *(rows[node, 4], rows[node, 5], rows[node, 6], rows[node, 7]),
    )


@njit(cache=True, inline="always")
def _joined(a, b):  # type: ignore[no-untyped-def]
    return (
        *(a[0] | b[0], a[1] | b[1], a[2] | b[2], a[3] | b[3]),
        *(a[4] | b[4], a[5] | b[5], a[6] | b[6], a[7] | b[7]),
    )


@njit(cache=True, inline="always")
def _differing(a, b):  # type: ignore[no-untyped-def]
    return (
        *(a[0] ^ b[0], a[1] ^ b[1], a[2] ^ b[2], a[3] ^ b[3]),
        *(a[4] ^ b[4], a[5] ^ b[5], a[6] ^ b[6], a[7] ^ b[7]),
    )


@njit(cache=True, inline="always")
def _common(a, b):  # type: ignore[no-untyped-def]
    return (
        *(a[0] & b[0], a[1] & b[1], a[2] & b[2], a[3] & b[3]),
        *(a[4] & b[4], a[5] & b[5], a[6] & b[6], a[7] & b[7]),
    )


@njit(cache=True, inline="always")
def _put(rows, node, row):  # type: ignore[no-untyped-def]
    rows[node, 0], rows[node, 1], rows[node, 2], rows[node, 3] = row[0], row[1], row[2], row[3]
    rows[node, 4], rows[node, 5], rows[node, 6], rows[node, 7] = row[4], row[5], row[6], row[7]


@njit(cache=True, inline="always")
def _weighed(bits, masks, same):  # type: ignore[no-untyped-def]
    """Count bits, each with its source's weight: all `same`, or by the digits in `masks`."""
    if same:
        return np.int64(_bits(bits)) * same
    total = np.int64(0)
    for digit in range(len(masks)):
        total += np.int64(_bits(_common(bits, _row(masks, digit)))) << digit
    return total


@njit(cache=True, inline="always")
def _bits(row):  # type: ignore[no-untyped-def]
    a, b, c, d, e, f, g, h = row
    few = _count(a) + _count(b) + _count(c) + _count(d)
    return few + _count(e) + _count(f) + _count(g) + _count(h)


@njit(cache=True, inline="always")
def _masks(sources, weights):  # type: ignore[no-untyped-def]
    """Return the sources with each binary digit in their weight, and the weight of all, or 0."""
    digits = 0
    same = weights[sources[0]]
    for place in range(len(sources)):
        weight = weights[sources[place]]
        while weight >> digits:
            digits += 1
        if weight != same:
            same = np.int64(0)
    masks = np.zeros((digits, WORDS), np.uint64)
    for place in range(len(sources)):
        bit = np.uint64(1) << np.uint64(place % 64)
        for digit in range(digits):
            if (weights[sources[place]] >> digit) & 1:
                masks[digit, place // 64] |= bit
    return masks, same
