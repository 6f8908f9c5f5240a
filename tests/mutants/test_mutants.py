"""Thousands of single faults in copies of the real report: `check` finds them, at their line.

`make test` tries every fourth of them, `make proof` all. Of all, `build/mutants/<group>.csv` lists
for each kind how many were made, caught, and caught at the right file and line. `EXPECTED` is what
must be reached; what is not reached, and why, is in docs/check.md. Reviews are accepted: that
something has changed is no finding.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from math import sqrt
from pathlib import Path
from random import Random

import pytest

from tests.conftest import ROOT, some_or_all
from tests.mutants import meanings, tables, texts, world
from tests.mutants.files import Mutant, pairs

SEED = 6
EDITION = "2024"
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


def _least(portion: float, number: int, one_of: int) -> float:
    """Return how many of a number must be caught; of some alone, two deviations fewer will do."""
    chance = 2 * sqrt(number * portion * (1 - portion)) if one_of > 1 else 0
    return number * portion - chance


@pytest.mark.slow
@some_or_all
@pytest.mark.parametrize("group", ["data", "chapters"])
def test_faults_are_found_where_they_are(
    group: str, one_of: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.remember_readings(monkeypatch)
    report = world.World(world.copy(tmp_path / "project", EDITION), EDITION)
    assert report.errors == [], "the report itself has findings"
    rows, missed = [], []
    for kind, mutants in _mutants(group, report.root, one_of).items():
        caught = placed = 0
        for mutant in mutants:
            found, there = report.verdict(mutant)
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
        if caught < _least(EXPECTED.get(kind, 1), made, one_of)
        or placed < _least(0.85, caught, one_of)
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


@pytest.mark.slow
@some_or_all
def test_a_translation_older_than_its_source_is_found(
    one_of: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each source paragraph reworded with its translation untouched: `stale-translation` alone."""
    from duizhao.files.writing import write_all
    from duizhao.project import reviews

    world.remember_readings(monkeypatch)
    root = world.copy(tmp_path / "project", EDITION)
    report = world.World(root, EDITION)
    for view in report.views.values():
        record = reviews.written(block.review for block in view.blocks)
        write_all({root / reviews.path_of(view.edition, view.name): record})
    made = 0
    for zh, _ in pairs(root, EDITION):
        if zh.language != "zh":
            continue
        for block in zh.blocks:
            if not block.prose or "的" not in block.text or made >= 80 / one_of:
                continue
            lines = list(zh.lines)
            lines[block.line - 1] = block.text.replace("的", "之", 1)
            places = frozenset({(zh.path, block.line)})
            mutant = Mutant("stale", zh.path, "\n".join(lines), places, "")
            rules = {(f.rule, f.place.path) for f in report.findings(mutant)}
            assert ("stale-translation", zh.path.replace("/zh/", "/en/")) in rules
            made += 1
    assert made >= 60 / one_of
