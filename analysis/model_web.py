"""The network while it grows: sample enterprises, relation nodes, and the relations so far."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence

import numpy as np
from scipy import special

from analysis.model_rounding import Floats, Ints

GIVES, TAKES = 0, 1  # the side of a relation on which a node stands


class Dice:
    """Random draws made of uniform numbers alone.

    NumPy promises to keep a generator's uniform numbers from version to version, but not what it
    makes of them; a model that must be the same for everybody makes its own.
    """

    def __init__(self, random: np.random.Generator) -> None:
        self._random = random
        self._drawn: list[float] = []

    def __call__(self) -> float:
        """Return a number in [0, 1)."""
        if not self._drawn:
            self._drawn = self._random.random(1 << 15).tolist()
        return self._drawn.pop()

    def below(self, end: int) -> int:
        """Return a whole number from 0 to `end` - 1."""
        return int(self() * end)

    def many(self, number: int) -> Floats:
        """Return `number` numbers in [0, 1)."""
        return self._random.random(number)

    def normal(self, number: int) -> Floats:
        """Return `number` normal deviates with mean 0 and standard deviation 1."""
        return np.asarray(special.ndtri(np.clip(self.many(number), 1e-300, None)))

    def shuffled(self, items: Sequence[int] | Ints) -> list[int]:
        """Return the items in random order."""
        array = np.asarray(items, dtype=np.int64)
        drawn: list[int] = array[np.argsort(self.many(len(array)), kind="stable")].tolist()
        return drawn

    def by_weight(self, items: Ints, weights: Floats) -> list[int]:
        """Return the items in random order, the heavier the sooner.

        The order of arrival when each item arrives at a rate equal to its weight, which is that of
        drawing without replacement (Efraimidis and Spirakis 2006).
        """
        arrival = -np.log1p(-self.many(len(items))) / weights
        drawn: list[int] = items[np.argsort(arrival, kind="stable")].tolist()
        return drawn

    def counts(self, weights: Floats, number: int) -> Ints:
        """Return how often each item is drawn in `number` draws with replacement."""
        steps = weights.cumsum()
        drawn = np.searchsorted(steps, self.many(number) * steps[-1], side="right")
        return np.bincount(np.minimum(drawn, len(weights) - 1), minlength=len(weights))

    def chooser(self, items: Sequence[int], weights: Floats) -> Callable[[], int]:
        """Return a function that draws one of the items by weight, again and again."""
        steps: list[float] = (weights.cumsum() / weights.sum()).tolist()
        last = len(items) - 1
        return lambda: items[min(bisect_right(steps, self()), last)]


class Web:
    """Sample enterprises and relation nodes, each numbered from 0, and the relations among them.

    A pair is related at most once, and relation nodes never to each other: the source collects
    the relations of the sample's enterprises. Of each sample enterprise, `peers` are the related
    ones of the sample and `partners` its relation nodes; `holders` are the sample enterprises of
    each relation node. `held` names a relation node once per relation, so that a draw from it is
    proportional to degree; `courted` likewise, for relations with named enterprises only.
    `flows` counts the relations between provinces that are still to be made within the sample;
    `closed_sample` and `closed_partners` get no further relations.
    """

    def __init__(self, sample: int, named: int, named_partners: int, flows: Ints) -> None:
        self.named = named
        self.named_partners = named_partners
        self.flows = flows.copy()
        self.relations: list[tuple[int, int, int]] = []
        self.sample_relations = 0
        self.peers: list[set[int]] = [set() for _ in range(sample)]
        self.partners: list[list[int]] = [[] for _ in range(sample)]
        self.holders: list[list[int]] = []
        self.held: list[int] = []
        self.courted: list[int] = []
        self.placed = np.zeros((named, 2), np.int64)
        self.partners_placed = np.zeros((named_partners, 2), np.int64)
        self.tails: list[list[int]] = []
        self.closed_sample: set[int] = set()
        self.closed_partners: set[int] = set()

    @property
    def sample(self) -> int:
        """How many sample enterprises there are, related or not: relation nodes come after."""
        return len(self.peers)

    def degree(self, enterprise: int) -> int:
        """Return how many relations a sample enterprise has."""
        return len(self.peers[enterprise]) + len(self.partners[enterprise])

    def add_partners(self, count: int) -> list[int]:
        """Add relation nodes, still without relations."""
        first = len(self.holders)
        self.holders.extend([] for _ in range(count))
        return list(range(first, first + count))

    def relate_sample(self, provider: int, receiver: int, pair: tuple[int, int], year: int) -> None:
        """Let one sample enterprise provide technology to another; `pair` are their provinces."""
        self.peers[provider].add(receiver)
        self.peers[receiver].add(provider)
        self.flows[pair] -= 1
        self.sample_relations += 1
        self.relations.append((provider, receiver, year))

    def relate(self, enterprise: int, partner: int, side: int, year: int) -> None:
        """Relate a sample enterprise, standing on `side`, with a relation node."""
        self.partners[enterprise].append(partner)
        self.holders[partner].append(enterprise)
        if partner >= self.named_partners and partner not in self.closed_partners:
            self.held.append(partner)
            if enterprise < self.named:
                self.courted.append(partner)
        ends = (enterprise, self.sample + partner)
        self.relations.append((*(ends if side == GIVES else ends[::-1]), year))

    def closes(self, enterprise: int, partner: int) -> bool:
        """Return whether a relation of the two would close a triangle."""
        return not self.peers[enterprise].isdisjoint(self.holders[partner])

    def share_a_neighbour(self, one: int, other: int) -> bool:
        """Return whether two sample enterprises have a neighbour in common."""
        if not self.peers[one].isdisjoint(self.peers[other]):
            return True
        return not set(self.partners[one]).isdisjoint(self.partners[other])

    def courted_by_named(self, partner: int) -> bool:
        """Return whether a relation node is related to a named enterprise."""
        return any(holder < self.named for holder in self.holders[partner])
