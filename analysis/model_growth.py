"""One year of the modelled network: which new relations are made, and between whom."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from analysis.categories import PROVINCES
from analysis.model_rounding import Ints
from analysis.model_sample import Sample
from analysis.model_web import GIVES, TAKES, Dice, Web

GIVING_PART = 0.58  # of unnamed enterprises' relations with relation nodes: those they provide
TRIES = 40
FEW = 6  # triangles are closed at relation nodes with few relations, where they count most

# Two chains of nodes hang on the first enterprise and hold the network's diameter: as long as
# everything else lies nearer, it is the sum of their lengths. Each shortcut takes one off it:
# (chain, from step, to step), step 0 being the first enterprise.
TAILS = (8, 7)
SHORTCUTS = {2017: (0, 0, 2), 2018: (1, 0, 2), 2021: (0, 2, 4), 2023: (1, 2, 4)}
TAIL_PROVINCE = PROVINCES.index("beijing")


@dataclass(frozen=True)
class Size:
    """What a year's network must count: everything up to the end of `year`."""

    year: int
    relations: int
    sample_relations: int
    relation_nodes: int
    part: float  # of the relations that the last year counts


@dataclass(frozen=True)
class Tuning:
    """The knobs of one year.

    `reach`: the part of the named enterprises' final relations that exist by the end of the year
    (more of them shorten paths). `apart`: the chance that a named enterprise's further relation
    goes to a relation node that another named one has, and anybody else's to one that none has
    (which lengthens paths). `closing`: the chance that a further relation closes a triangle.
    `named_links`: new relations between two named enterprises. `newcomers` and `established`: new
    relations between named enterprises and the year's newcomers in the sample, or older ones.
    """

    reach: float
    apart: float
    closing: float
    named_links: int = 0
    newcomers: int = 0
    established: int = 0


@dataclass(frozen=True, eq=False)
class Partners:
    """The named relation nodes' out- and in-degree, and what no other node's degree may exceed."""

    provides: Ints
    receives: Ints
    sample_cap: int
    partner_cap: int


class Year:
    """The making of one year's relations; `grow` takes the steps in their order."""

    def __init__(
        self,
        web: Web,
        sample: Sample,
        partners: Partners,
        size: Size,
        tuning: Tuning,
        dice: Dice,
    ) -> None:
        self.web, self.sample, self.partners = web, sample, partners
        self.size, self.tuning, self.dice = size, tuning, dice
        self.province = sample.province.tolist()
        self.unnamed = np.flatnonzero(sample.entry <= size.year)
        self.unnamed = self.unnamed[self.unnamed >= sample.named]
        reached = np.round(np.stack([sample.provides, sample.receives], 1) * tuning.reach)
        reached[sample.entry[: sample.named] > size.year] = 0
        # Relations that the named still have to make this year, by the side on which they stand.
        self.due = np.maximum(reached.astype(np.int64) - web.placed, 0)

    def grow(self) -> None:
        """Make the year's relations."""
        new = self.web.add_partners(self.size.relation_nodes - len(self.web.holders))
        if not self.web.tails:
            self._lay_tails(new)
        if self.size.year in SHORTCUTS:
            self._take_shortcut(*SHORTCUTS[self.size.year])
        self._link_named()
        new_here = self.sample.entry[self.unnamed] == self.size.year
        self._relate_named(self.unnamed[new_here], self.tuning.newcomers)
        self._relate_named(self.unnamed[~new_here], self.tuning.established)
        self._relate_sample()
        self._relate_partners([node for node in new if not self.web.holders[node]])

    def _peer(self, provider: int, receiver: int) -> None:
        pair = self.province[provider], self.province[receiver]
        self.web.relate_sample(provider, receiver, pair, self.size.year)
        self._note(provider, GIVES)
        self._note(receiver, TAKES)

    def _partner(self, enterprise: int, node: int, side: int) -> None:
        self.web.relate(enterprise, node, side, self.size.year)
        self._note(enterprise, side)

    def _note(self, enterprise: int, side: int) -> None:
        if enterprise < self.web.named:
            self.due[enterprise, side] -= 1
            self.web.placed[enterprise, side] += 1

    def _open(self, provider: int, receiver: int) -> bool:
        """Return whether the sample's plan leaves room for a relation that does not exist yet."""
        pair = self.province[provider], self.province[receiver]
        return bool(self.web.flows[pair] > 0) and receiver not in self.web.peers[provider]

    # Chains that hold the diameter

    def _lay_tails(self, new: list[int]) -> None:
        """Hang two chains of relation nodes and weak sample enterprises on the first enterprise."""
        web = self.web
        local = [s for s in self.unnamed.tolist() if self.province[s] == TAIL_PROVINCE]
        local.sort(key=lambda s: self.sample.pull[s], reverse=True)
        nodes = new[web.named_partners :]
        for length in TAILS:
            tail = [0]
            for step in range(1, length + 1):
                side = GIVES if step % 4 in (1, 2) else TAKES
                if step % 2:
                    tail.append(nodes.pop())
                    web.closed_partners.add(tail[-1])
                    self._partner(tail[-2], tail[-1], side)
                else:
                    tail.append(local.pop())
                    web.closed_sample.add(tail[-1])
                    self._partner(tail[-1], tail[-2], side)
            web.tails.append(tail)

    def _take_shortcut(self, tail: int, start: int, end: int) -> None:
        self._peer(self.web.tails[tail][start], self.web.tails[tail][end])

    # Relations within the sample

    def _link_named(self) -> None:
        """Relate named enterprises with each other, the strongest first."""
        web, left = self.web, self.tuning.named_links
        pairs = [(a, b) for b in range(web.named) for a in range(b)]
        for one, other in sorted(pairs, key=lambda pair: (pair[0] + 1) * (pair[1] + 1)):
            for provider, receiver in ((one, other), (other, one)):
                due = self.due[provider, GIVES] > 0 and self.due[receiver, TAKES] > 0
                if left and due and self._open(provider, receiver):
                    self._peer(provider, receiver)
                    left -= 1

    def _relate_named(self, others: Ints, number: int) -> None:
        """Relate `number` others, strong ones first as a rule, with named enterprises.

        These are drawn in proportion to the relations that they still need.
        """
        for other in self.dice.by_weight(others, self.sample.pull[others]):
            if not number or other in self.web.closed_sample:
                continue
            needed = self.due.ravel()
            one, side = divmod(self.dice.chooser(range(len(needed)), needed)(), 2)
            pair = (one, other) if side == GIVES else (other, one)
            if self._open(*pair):
                self._peer(*pair)
                number -= 1

    def _relate_sample(self) -> None:
        """Relate unnamed enterprises with each other as the flows between provinces demand."""
        web = self.web
        number = self.size.sample_relations - web.sample_relations
        draws = self._draws_by_province()
        able = np.zeros(len(PROVINCES), bool)
        able[list(draws)] = True
        flows = np.where(able[:, None] & able[None, :], web.flows, 0)
        pairs = self.dice.shuffled(np.repeat(np.arange(flows.size), flows.ravel()))
        for pair in pairs[:number]:
            provinces = divmod(pair, len(PROVINCES))
            may_close = self.dice() < self.tuning.closing
            self._peer(*self._pair(draws[provinces[0]], draws[provinces[1]], may_close))

    def _pair(
        self, provider: Callable[[], int], receiver: Callable[[], int], may_close: bool
    ) -> tuple[int, int]:
        """Draw two unrelated enterprises, without a neighbour in common unless triangles may close.

        A pair that small provinces cannot avoid may close a triangle all the same.
        """
        web, cap = self.web, self.partners.sample_cap
        for attempt in range(TRIES * TRIES):
            one, other = provider(), receiver()
            if one == other or other in web.peers[one]:
                continue
            if max(web.degree(one), web.degree(other)) >= cap:
                continue
            if may_close or attempt > TRIES or not web.share_a_neighbour(one, other):
                return one, other
        raise RuntimeError("two provinces have no enterprises left that are not related yet")

    def _draws_by_province(self) -> dict[int, Callable[[], int]]:
        """Return for each province a draw of one of its unnamed enterprises, by pull."""
        draws = {}
        able = np.array([s for s in self.unnamed if s not in self.web.closed_sample])
        for p in np.unique(self.sample.province[able]):
            members = able[self.sample.province[able] == p]
            draws[int(p)] = self.dice.chooser(members.tolist(), self.sample.pull[members])
        return draws

    # Relations with relation nodes

    def _relate_partners(self, new: list[int]) -> None:
        """Make the year's relations with relation nodes, new and old."""
        web = self.web
        number = self.size.relations - len(web.relations)
        alone = [s for s in self.unnamed.tolist() if not web.degree(s)]
        ends = self._ends(number - len(alone))
        self._relate_named_partners(ends)
        for node in self.dice.shuffled([n for n in new if n >= web.named_partners]):
            total = len(ends[GIVES]) + len(ends[TAKES])
            side = GIVES if self.dice() * total < len(ends[GIVES]) else TAKES
            self._partner(ends[side].pop(), node, side)
        for side in (GIVES, TAKES):
            while ends[side]:
                self._relate_further(ends[side].pop(), side)
        for enterprise in alone:
            self._relate_further(enterprise, GIVES if self.dice() < GIVING_PART else TAKES)

    def _ends(self, number: int) -> tuple[list[int], list[int]]:
        """Return the enterprises that give, and that take, in `number` relations: once for each."""
        ends: tuple[list[int], list[int]] = ([], [])
        for side in (GIVES, TAKES):
            for enterprise, due in enumerate(self.due[:, side].tolist()):
                ends[side].extend([enterprise] * due)
        rest = number - len(ends[GIVES]) - len(ends[TAKES])
        if rest < 0:
            raise RuntimeError(
                f"{self.size.year} is too small for the named enterprises' relations"
            )
        able = np.array([s for s in self.unnamed if s not in self.web.closed_sample])
        pull = self.sample.pull[able]
        room = np.array([self.partners.sample_cap - self.web.degree(s) for s in able])
        taken = np.zeros(len(able), np.int64)
        while (left := rest - int(taken.sum())) > 0:
            chance = np.where(taken < room, pull, 0)
            taken = np.minimum(taken + self.dice.counts(chance, left), np.maximum(room, 0))
        drawn = self.dice.shuffled(np.repeat(able, taken))
        giving = round(GIVING_PART * rest)
        ends[GIVES].extend(drawn[:giving])
        ends[TAKES].extend(drawn[giving:])
        return self._queued(ends[GIVES]), self._queued(ends[TAKES])

    def _queued(self, ends: list[int]) -> list[int]:
        """Shuffle `ends`, which are used up from the back; named ones that keep apart come last."""
        queue = self.dice.shuffled(ends)
        waits = [e < self.web.named and self.dice() < self.tuning.apart for e in queue]
        return [e for e, wait in zip(queue, waits, strict=True) if wait] + [
            e for e, wait in zip(queue, waits, strict=True) if not wait
        ]

    def _relate_named_partners(self, ends: tuple[list[int], list[int]]) -> None:
        """Give the named relation nodes their part of the year, in both directions."""
        web = self.web
        # A relation that an enterprise gives is one that the node receives.
        final = np.stack([self.partners.receives, self.partners.provides], axis=1)
        reached = np.ceil(final * self.size.part).astype(np.int64)
        due = (reached - web.partners_placed).tolist()
        web.partners_placed = reached
        for node in range(web.named_partners):
            for side in (GIVES, TAKES):
                for _ in range(due[node][side]):
                    self._partner(self._taken_out(ends[side], node), node, side)

    def _taken_out(self, ends: list[int], node: int) -> int:
        """Take an enterprise out of `ends` that is not related to a relation node yet."""
        for attempt in range(TRIES * TRIES):
            at = self.dice.below(len(ends))
            enterprise = ends[at]
            if enterprise in self.web.holders[node]:
                continue
            may_close = attempt > TRIES or self.dice() < self.tuning.closing
            if may_close or not self.web.closes(enterprise, node):
                ends[at] = ends[-1]
                ends.pop()
                return enterprise
        raise RuntimeError("nobody is left to be related with a named relation node")

    def _relate_further(self, enterprise: int, side: int) -> None:
        """Relate an enterprise with a relation node that has relations already."""
        dice, tuning = self.dice, self.tuning
        node = None
        if dice() < tuning.closing:
            node = self._closing_node(enterprise)
        if node is None and dice() < tuning.apart:
            node = self._node_apart(enterprise)
        if node is None:
            node = self._any_node(enterprise)
        self._partner(enterprise, node, side)

    def _fits(self, enterprise: int, node: int) -> bool:
        holders = self.web.holders[node]
        return len(holders) < self.partners.partner_cap and enterprise not in holders

    def _closing_node(self, enterprise: int) -> int | None:
        """Draw a relation node of a related enterprise, so that the three close a triangle."""
        web, dice = self.web, self.dice
        peers = sorted(web.peers[enterprise])
        for attempt in range(TRIES if peers else 0):
            nodes = web.partners[peers[dice.below(len(peers))]]
            node = nodes[dice.below(len(nodes))] if nodes else 0
            if node < web.named_partners or node in web.closed_partners:
                continue
            few = len(web.holders[node]) <= FEW or attempt > TRIES // 2
            if few and self._fits(enterprise, node):
                return node
        return None

    def _node_apart(self, enterprise: int) -> int | None:
        """Draw a relation node of the enterprise's own kind: of named ones, or of none of them."""
        web = self.web
        is_named = enterprise < web.named
        for _ in range(TRIES):
            node = self._courted_node() if is_named else self._near_node(enterprise)
            if node is None or not self._fits(enterprise, node) or web.closes(enterprise, node):
                continue
            if is_named or not web.courted_by_named(node):
                return node
        return None

    def _courted_node(self) -> int | None:
        courted = self.web.courted
        return courted[self.dice.below(len(courted))] if courted else None

    def _near_node(self, enterprise: int) -> int | None:
        """Draw a relation node of an unnamed enterprise that shares one with this enterprise."""
        web, dice = self.web, self.dice
        if not web.partners[enterprise]:
            return web.held[dice.below(len(web.held))]
        shared = web.partners[enterprise][dice.below(len(web.partners[enterprise]))]
        other = web.holders[shared][dice.below(len(web.holders[shared]))]
        node = web.partners[other][dice.below(len(web.partners[other]))]
        if other < web.named or node < web.named_partners or node in web.closed_partners:
            return None
        return node

    def _any_node(self, enterprise: int) -> int:
        """Draw a relation node by its degree, closing a triangle only if that is hard to avoid."""
        web, dice = self.web, self.dice
        for attempt in range(TRIES * TRIES):
            node = web.held[dice.below(len(web.held))]
            if self._fits(enterprise, node) and (
                attempt > TRIES or not web.closes(enterprise, node)
            ):
                return node
        raise RuntimeError("no relation node is left for another relation")
