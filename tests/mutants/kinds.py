"""The second set of faults: its kinds by group, and which of them are kept aside.

Kinds were drawn up before the rules were read. Every third one by the hash of its name is kept
aside: it is run when the rules are done, never while they are made.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from pathlib import Path
from random import Random

from tests.mutants import alike, alone, surroundings
from tests.mutants.files import Mutant, pairs

GROUPS = ("both languages alike", "one language", "figures’ words and data")


def of_group(group: str, root: Path, edition: str, random: Random) -> dict[str, list[Mutant]]:
    """Return all faults of a group in an edition, by kind."""
    kinds: dict[str, list[Mutant]] = defaultdict(list)
    if group == GROUPS[2]:
        world = surroundings.World(root, edition, random)
        for make_in_world in surroundings.MAKERS:
            for mutant in make_in_world(world):
                kinds[mutant.kind].append(mutant)
        return kinds
    tables = alike.Tables(root, edition)
    for zh, en in pairs(root, edition):
        if zh.language != "zh":
            continue
        both = alike.Both(zh, en, tables, random)
        if group == GROUPS[1]:
            for mutant in alone.makers_of(both):
                kinds[mutant.kind].append(mutant)
        else:
            for make in alike.MAKERS:
                for mutant in make(both):
                    kinds[mutant.kind].append(mutant)
    return kinds


def kept_aside(kinds: list[str]) -> set[str]:
    """Return the third of some kinds that is run last: every third by the hash of its name."""
    order = sorted(kinds, key=lambda kind: hashlib.sha256(kind.encode()).hexdigest())
    return set(order[::3])
