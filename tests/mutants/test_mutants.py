"""Thousands of single faults in copies of the real report: `check` finds them, at their line.

`make test` tries one in twenty-four, `make proof` all. Of all, `build/mutants/<group>.csv` lists
for each kind how many were made, caught, and caught at the right file and line. `EXPECTED` is what
must be reached; what is not reached, and why, is in docs/check.md. Reviews are accepted: that
something has changed is no finding.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from duizhao.files.writing import write_all
from duizhao.project import reviews
from tests.conftest import ROOT, least, some_or_all
from tests.mutants import meanings, tables, texts
from tests.mutants.files import Mutant, pairs
from tests.mutants.world import EDITION, World

SEED = 6
# How many of each kind at most; a mutant of the data costs as much as reading all of the edition.
MOST = {"chapters": 52, "data": 34}
# The portion of each kind that must be caught, where it is not all of it.
EXPECTED = {
    "direction turned round": 0.85,
    "name changed in the glossary only": 0.75,
    "names of a list reordered": 0.7,
    "negation removed": 0.65,
    "number of an erratum altered": 0.7,
    "pin altered": 0.98,
    "pins exchanged: a rank changed": 0.95,
    "computed cell differs from its pin": 0.9,
    "decimal point of a pin moved": 0.95,
    "sentence without a value dropped": 0.8,
    "statement without a claim": 0.8,
    "term replaced by a synonym": 0.7,
    "trend of the data turned round": 0.8,
    "American spelling": 0.8,
    "misspelt word": 0.95,
    "place changed": 0.9,
    "organisation changed": 0.9,
    "year changed": 0.95,
    "bracket or quotation mark lost": 0.95,
    "numeral typed in words": 0.95,
    "before and after exchanged": 0.6,
    "comparison turned round": 0.8,
    "hedge removed": 0.3,
    "quantity in words changed": 0.3,
    "roles exchanged": 0.55,
    "sentence added": 0.8,
    "superlative weakened": 0.35,
}


def _mutants(group: str, root: Path, one_of: int) -> dict[str, list[Mutant]]:
    random = Random(SEED)
    kinds: dict[str, list[Mutant]] = defaultdict(list)
    if group == "chapters":
        for one, other in pairs(root, EDITION):
            for maker in (*texts.MAKERS, *meanings.MAKERS):
                for mutant in maker(one, other, random):
                    kinds[mutant.kind].append(mutant)
    else:
        for make in tables.MAKERS:
            for mutant in make(root, EDITION, random):
                kinds[mutant.kind].append(mutant)
    return {
        kind: random.sample(made, min(MOST[group], len(made)))[::one_of]
        for kind, made in sorted(kinds.items())
    }


@pytest.mark.slow
@some_or_all(24)
@pytest.mark.parametrize("group", ["data", "chapters"])
def test_faults_are_found_where_they_are(group: str, one_of: int, sound: World) -> None:
    rows, missed = [], []
    for kind, mutants in _mutants(group, sound.root, one_of).items():
        caught = placed = 0
        for mutant in mutants:
            found, there = sound.verdict(mutant)
            caught += found
            placed += there
            if not found:
                missed.append((kind, min(mutant.places, default=("", 0)), mutant.what))
        rows.append((kind, len(mutants), caught, placed))
    if one_of == 1:
        _write(group, rows, missed)
    made = sum(row[1] for row in rows)
    assert made >= {"chapters": 1500, "data": 250}[group] / one_of
    short = [
        f"{kind}: {caught} of {made} caught, {placed} at their line"
        for kind, made, caught, placed in rows
        if caught < least(EXPECTED.get(kind, 1), made, one_of)
        or placed < least(0.85, caught, one_of)
    ]
    assert short == []


def _write(
    group: str,
    rows: list[tuple[str, int, int, int]],
    missed: list[tuple[str, tuple[str, int], str]],
) -> None:
    folder = ROOT / "build" / "mutants"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{group}.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["kind", "made", "caught", "at its line"])
        writer.writerows(rows)
    with (folder / f"{group}_missed.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["kind", "path", "line", "what"])
        writer.writerows((kind, *place, what) for kind, place, what in missed)


@pytest.fixture
def accepted(sound: World) -> Iterator[World]:
    """Return the sound report with a record of every chapter's review."""
    records = {
        sound.root / reviews.path_of(view.edition, view.name): reviews.written(
            (block.review for block in view.blocks), view.edition
        )
        for view in sound.views.values()
    }
    write_all(records)
    yield sound
    for record in records:
        record.unlink()


@pytest.mark.slow
@some_or_all(24)
def test_a_translation_older_than_its_source_is_found(one_of: int, accepted: World) -> None:
    """Each source paragraph reworded with its translation untouched: `stale-translation` alone."""
    made = 0
    for zh, _ in pairs(accepted.root, EDITION):
        if zh.language != "zh":
            continue
        for block in zh.blocks:
            if not block.prose or "的" not in block.text or made >= 80 / one_of:
                continue
            lines = list(zh.lines)
            lines[block.line - 1] = block.text.replace("的", "之", 1)
            places = frozenset({(zh.path, block.line)})
            mutant = Mutant("stale", zh.path, "\n".join(lines), places, "")
            rules = {(f.rule, f.place.path) for f in accepted.findings(mutant)}
            assert ("stale-translation", zh.path.replace("/zh/", "/en/")) in rules
            made += 1
    assert made >= 60 / one_of
