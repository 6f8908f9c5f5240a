"""The second set of faults, made in both languages, in one, and beside the chapters.

Two of each kind, those kept aside among them, of which `make test` tries one in twelve; `LEAST` is
the portion of a group that is found. docs/check.md gives the figures by kind.
"""

from __future__ import annotations

from random import Random

import pytest

from tests.conftest import least, some_or_all
from tests.mutants import kinds
from tests.mutants.world import EDITION, World

SEED, EACH = 7, 2
# Of what is found beside chapters, much is told where its entry begins, not at its own line.
AT_LINE = {kinds.GROUPS[0]: 0.9, kinds.GROUPS[1]: 0.9, kinds.GROUPS[2]: 0.6}
LEAST = {kinds.GROUPS[0]: 0.5, kinds.GROUPS[1]: 0.5, kinds.GROUPS[2]: 0.35}


@pytest.mark.slow
@some_or_all(12)
@pytest.mark.parametrize("group", kinds.GROUPS)
def test_faults_of_the_second_set_are_found(group: str, one_of: int, sound: World) -> None:
    made = kinds.of_group(group, sound.root, EDITION, Random(SEED))
    mutants = [
        mutant
        for kind in sorted(made)
        for mutant in Random(SEED).sample(made[kind], min(EACH, len(made[kind])))
    ]
    verdicts = [sound.verdict(mutant) for mutant in mutants[::one_of]]
    caught = [there for found, there in verdicts if found]
    assert len(caught) >= least(LEAST[group], len(verdicts), one_of)
    assert sum(caught) >= least(AT_LINE[group], len(caught), one_of)
