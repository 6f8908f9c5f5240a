"""A copy of the real report in which one file at a time is faulty, and what `check` says of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from duizhao import project
from duizhao.check import Checker, in_edition
from duizhao.check.engine import in_pair
from duizhao.check.registry import PAIR_CHECKS
from duizhao.diagnostics import Checked, Diagnostic, Findings, Problems
from duizhao.document import chapters, pairs
from duizhao.edition import load
from duizhao.files import yaml_places
from duizhao.project import glossary, published, reviews, settings
from duizhao.project.figures import file as figure_file
from duizhao.render.render import fill_chapter, finish
from tests.conftest import ROOT
from tests.mutants.files import FOLDERS, Mutant

Finding = tuple[str, str, int | None, str]
EDITION = "2024"
FILES = ("duizhao.yml", "check.yml")
LANGUAGES = ("zh", "en")


def copy(folder: Path, edition: str) -> Path:
    """Copy what a check reads of this edition and those beside it, without records of reviews."""
    folder.mkdir(parents=True)
    for name in FILES:
        shutil.copyfile(ROOT / name, folder / name)
    for name in FOLDERS:
        skip = shutil.ignore_patterns("reviewed", "__pycache__")
        shutil.copytree(ROOT / name, folder / name, ignore=skip)
    assert (folder / "report" / f"{edition}.yml").is_file()
    return folder


def _key(finding: Diagnostic) -> Finding:
    return (finding.rule, finding.place.path, finding.place.line, finding.message.en)


@dataclass
class World:
    """The report as it is, checked once, so that each fault costs only what it touches."""

    root: Path
    edition: str
    baseline: set[Finding] = field(default_factory=set)

    def __post_init__(self) -> None:
        findings = Findings()
        self.project = project.load(self.root)
        self.terms, editions = load.load(self.project).into(findings)
        (self.contents,) = [one for one in editions if one.edition.name == self.edition]
        self.checker = Checker.of(self.root, self.terms).into(findings)
        self.views = {
            pair.name: self.checker.view(
                pair,
                {lang: self.contents.filled[lang][i] for lang in ("zh", "en")},
                self.contents.edition,
                self.contents.context,
            )
            for i, pair in enumerate(self.contents.pairs)
        }
        self.errors = [one.text("en") for one in findings if one.severity == "error"]
        self.baseline = {_key(finding) for finding in findings}

    def verdict(self, mutant: Mutant) -> tuple[bool, bool]:
        """Return whether a fault is found, and whether it is found where it is.

        The stages of a check come one by one, and none is asked once a finding stands where the
        fault is: what comes after it can change neither answer.
        """
        caught = False
        for finding in self._new(mutant):
            caught = True
            if (finding.place.path, finding.place.line) in mutant.places:
                return True, True
        return caught, False

    def findings(self, mutant: Mutant) -> list[Diagnostic]:
        """Return what a fault brings up that was not there before."""
        return list(self._new(mutant))

    def _new(self, mutant: Mutant) -> Iterator[Diagnostic]:
        chapter = mutant.path.startswith("report/") and mutant.path.endswith(".md")
        stages = self._in_chapter(mutant) if chapter else self._in_data(mutant)
        for finding in stages:
            if _key(finding) not in self.baseline:
                yield finding

    def _in_chapter(self, mutant: Mutant) -> Iterator[Diagnostic]:
        """Yield what `read_pair` and `in_edition` find, in each chapter that a file fills."""
        edition = self.contents.edition
        file = Path(mutant.path).stem
        filled = [one for one in edition.file.chapters if edition.template_of(one) == file]
        for name in filled or [file]:
            yield from self._in_pair(mutant, name)

    def _in_pair(self, mutant: Mutant, name: str) -> Iterator[Diagnostic]:
        context, edition = self.contents.context, self.contents.edition
        paths = {one: edition.chapter_path(name, one) for one in LANGUAGES}
        texts = {
            one: mutant.texts.get(path) or (self.root / path).read_text("utf-8")
            for one, path in paths.items()
        }
        findings = Findings()
        both = [
            chapters.parse(texts[one], name, one, paths[one], context.reading(name)).into(findings)
            for one in LANGUAGES
        ]
        reviewed = {name: reviews.load(self.root, edition, name).value}
        (pair,) = pairs.pair({"zh": [both[0]], "en": [both[1]]}, reviewed).into(findings)
        filled = {
            one: fill_chapter(pair, one, context.names_in(pair.name)).into(findings)
            for one in LANGUAGES
        }
        yield from findings
        view = self.checker.view(pair, filled, edition, context)
        for check in PAIR_CHECKS:
            found = list(check(view))
            findings.extend(found)
            yield from found
        shown = Findings()
        for one in LANGUAGES:
            finish(filled[one], context).into(shown)
        yield from shown
        if not any(f.severity == "error" for f in (*findings, *shown)):
            views = [view if view.name == one else self.views[one] for one in self.views]
            yield from in_edition(self.checker.whole(edition, context, views))

    def _in_data(self, mutant: Mutant) -> Iterator[Diagnostic]:
        """Yield what reading, proofreading and the rules of an edition find, stage by stage."""
        files = {self.root / path: text for path, text in mutant.texts.items()}
        before = {file: file.read_text(encoding="utf-8") for file in files}
        for file, text in files.items():
            file.write_text(text, encoding="utf-8")
        findings = Findings()
        try:
            terms = self.terms
            if mutant.path.startswith("glossary/"):
                terms = glossary.load(self.root).into(findings)
            edition, opened = self.contents.edition, self.project
            if mutant.path.startswith("report/"):
                opened = project.load(self.root)
                (edition,) = [one for one in opened.editions if one.name == edition.name]
            one = load.of_edition(opened, edition, terms).into(findings)
            yield from findings
            checker = (
                self.checker if terms is self.terms else Checker.of(self.root, terms).into(findings)
            )
            views = [
                checker.view(
                    pair,
                    {language: one.filled[language][index] for language in LANGUAGES},
                    one.edition,
                    one.context,
                )
                for index, pair in enumerate(one.pairs)
            ]
            readable = not any(f.severity == "error" for f in findings)
            yield from in_edition(checker.whole(one.edition, one.context, views), readable)
            for view in views:
                yield from in_pair(view)
        except Problems as problems:
            yield from problems.diagnostics
        finally:
            for file, text in before.items():
                file.write_text(text, encoding="utf-8")


def remember_readings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read a file once for each text it has: thousands of faults leave most as they are."""
    parsed: dict[tuple[str, str], Checked[yaml_places.Document | None]] = {}
    parse = yaml_places.read

    def read(root: Path, path: str) -> Checked[yaml_places.Document | None]:
        key = (path, (root / path).read_text("utf-8") if (root / path).is_file() else "")
        if key not in parsed:
            parsed[key] = parse(root, path)
        return parsed[key]

    for module in (published, figure_file, glossary, settings, yaml_places):
        monkeypatch.setattr(module, "read", read)

    cut: dict[tuple[str, ...], Checked[chapters.Chapter]] = {}
    parse_chapter = chapters.parse

    def chapter(
        text: str, name: str, language: str, path: str, reading: chapters.Reading
    ) -> Checked[chapters.Chapter]:
        # What stands under a condition, or is a part of a figure, depends on more than the text.
        if "{% when" in text or reading.figures:
            return parse_chapter(text, name, language, path, reading)
        key = (text, name, language, path)
        if key not in cut:
            cut[key] = parse_chapter(text, name, language, path, reading)
        return cut[key]

    monkeypatch.setattr(chapters, "parse", chapter)
