"""The second set of faults, made in both languages, in one, and beside the chapters.

A few of each kind, those kept aside among them; `LEAST` is the portion of a group that is found.
docs/check.md gives the figures by kind.
"""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.mutants import kinds, world

EDITION, SEED, EACH = "2024", 7, 2
# Of what is found beside chapters, much is told where its entry begins, not at its own line.
AT_LINE = {kinds.GROUPS[0]: 0.9, kinds.GROUPS[1]: 0.9, kinds.GROUPS[2]: 0.6}
LEAST = {kinds.GROUPS[0]: 0.5, kinds.GROUPS[1]: 0.5, kinds.GROUPS[2]: 0.35}


@pytest.mark.slow
@pytest.mark.parametrize("group", kinds.GROUPS)
def test_faults_of_the_second_set_are_found(
    group: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.remember_readings(monkeypatch)
    report = world.World(world.copy(tmp_path / "project", EDITION), EDITION)
    assert report.errors == [], "the report itself has findings"
    verdicts = []
    made = kinds.of_group(group, report.root, EDITION, Random(SEED))
    for kind in sorted(made):
        for mutant in Random(SEED).sample(made[kind], min(EACH, len(made[kind]))):
            verdicts.append(report.verdict(mutant))
    caught = [there for found, there in verdicts if found]
    assert len(caught) >= LEAST[group] * len(verdicts)
    assert sum(caught) >= AT_LINE[group] * len(caught)
