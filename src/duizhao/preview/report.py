"""The report as the preview holds it: read whole once, then a chapter anew when it is saved."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from duizhao import project as projects
from duizhao.check import RULES
from duizhao.check.engine import Checker, in_edition
from duizhao.check.scopes import PairView
from duizhao.diagnostics import Diagnostic, Problems, Stage, stage
from duizhao.document.pairs import BlockPair
from duizhao.document.tree import Tag
from duizhao.edition import load
from duizhao.edition.load import FinishedEdition
from duizhao.files import texts
from duizhao.project import Edition, Project, reviews
from duizhao.render.render import FinishedBlock, FinishedChapter

# A chapter: its edition and its name.
Key = tuple[str, str]
Finished = Mapping[str, Mapping[str, FinishedBlock]]  # by language, then by anchor


@dataclass(frozen=True)
class Shown:
    """A chapter as it is: its blocks in pairs, finished, and what is wrong with it.

    A block that nothing is printed of is missing in `finished`. `own` is what reading the chapter
    found, `ruled` what the rules find in it, `wider` what only the whole edition can tell, `shown`
    is of the figures and tables that it shows.
    """

    pairs: tuple[BlockPair, ...]
    finished: Finished
    view: PairView
    own: tuple[Diagnostic, ...] = ()
    ruled: tuple[Diagnostic, ...] = ()
    wider: tuple[Diagnostic, ...] = ()
    shown: tuple[Diagnostic, ...] = ()

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Return everything that is wrong with the chapter, each finding once."""
        return tuple(dict.fromkeys((*self.own, *self.ruled, *self.wider, *self.shown)))


@dataclass(frozen=True)
class Report:
    """A project, read: chapters as they are shown, and findings that belong to none of them.

    `project` is None when not even that could be read.
    """

    root: Path
    project: Project | None
    editions: Mapping[str, FinishedEdition]
    checker: Checker | None
    chapters: Mapping[Key, Shown]
    elsewhere: tuple[Diagnostic, ...]

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """Return everything that is wrong, each finding once."""
        chapters = (one for shown in self.chapters.values() for one in shown.findings)
        return tuple(dict.fromkeys((*self.elsewhere, *chapters)))

    def chapter_of(self, path: str) -> Key | None:
        """Return the chapter that a file of the project is one language of."""
        return next((key for key in self.chapters if path in self.paths(key)), None)

    def texts_of(self, key: Key) -> Mapping[str, str]:
        """Return the file of a chapter by its language."""
        return _paths(self.editions[key[0]].edition, key[1])

    def paths(self, key: Key) -> tuple[str, ...]:
        """Return the file of a chapter in each language of the report, and that of its reviews."""
        edition = self.editions[key[0]].edition
        return (*self.texts_of(key).values(), reviews.path_of(edition, key[1]))


def _paths(edition: Edition, name: str) -> dict[str, str]:
    """Return the file of a chapter by its language."""
    return {one: edition.chapter_path(name, one) for one in edition.languages}


def read(root: Path) -> Report:
    """Read everything; what is wrong is in the report, and what is sound is shown."""
    try:
        project = projects.load(root)
        whole = load.read(project)
    except Problems as problems:
        return Report(root, None, {}, None, {}, tuple(problems.diagnostics))
    _, editions, views = whole.value
    findings = whole.findings
    checker = Checker(root, views[0].lexicon, views[0].spellings, views[0].settings)
    shown: dict[Key, Shown] = {}
    for contents, edition in zip(editions, views, strict=True):
        for one, view in zip(contents.pairs, edition.pairs, strict=True):
            key = (contents.edition.name, one.name)
            files = _paths(contents.edition, one.name)
            finished = {language: contents.chapter(one.name, language) for language in files}
            own = tuple(found for found in findings if found.place.path in files.values())
            figures = {
                _file_of(block.display, key[0])
                for both in one.blocks
                for block in both.blocks.values()
                if block.display
            }
            those = tuple(found for found in findings if _figure_of(found) in figures)
            read = tuple(found for found in own if found.rule not in RULES)
            ruled = tuple(found for found in own if found.rule in RULES)
            shown[key] = Shown(one.blocks, _by_anchor(finished), view, read, ruled, shown=those)
    told = {finding for one in shown.values() for finding in one.findings}
    elsewhere = tuple(finding for finding in findings if finding not in told)
    by_edition = {one.edition.name: one for one in editions}
    return Report(root, project, by_edition, checker, shown, elsewhere)


def saved(report: Report, key: Key, unsaved: Mapping[str, str] | None = None) -> Report:
    """Return the report with one chapter read anew; the data are as they were read.

    `unsaved` are texts by path that an editor has over its files. The rules are left to `judged`:
    until then the chapter has what they found before.
    """
    edition, name = key
    contents = report.editions[edition]
    anew = _read(report, contents, name, unsaved or {})
    if anew.value is None:
        return _with(report, key, replace(report.chapters[key], own=anew.findings))
    before = report.chapters[key]
    read = {field: getattr(anew.value, field) for field in ("pairs", "finished", "view")}
    return _with(report, key, replace(before, own=anew.findings, **read))


@stage
def _read(
    report: Report, contents: FinishedEdition, name: str, unsaved: Mapping[str, str]
) -> Stage[Shown | None]:
    """Read, pair, fill, finish and check one chapter; None when a file cannot be read."""
    edition, context = contents.edition, contents.context
    written = {}
    for language, path in _paths(edition, name).items():
        if path in unsaved:
            written[language] = unsaved[path]
            continue
        try:
            text = yield from texts.read(report.root, path)
        except FileNotFoundError:
            return None  # being replaced, or gone: the folder's event tells which
        if text is None:
            return None
        written[language] = text
    assert report.checker is not None, "there is no chapter without a report that was read"
    read = yield from report.checker.read_unruled(name, written, edition, context)
    return Shown(read.pair.blocks, _by_anchor(read.finished), read.view)


def _by_anchor(finished: Mapping[str, FinishedChapter]) -> Finished:
    return {
        language: {block.anchor: block for block in chapter.blocks}
        for language, chapter in finished.items()
    }


def judged(report: Report, saved: Collection[Key]) -> Report:
    """Return the report with the rules run anew: in saved chapters, and over their editions."""
    for key in saved:
        shown = report.chapters[key]
        assert report.checker is not None, "there is no chapter without a report that was read"
        ruled = report.checker.ruled(shown.view).findings
        report = _with(report, key, replace(shown, ruled=ruled))
    for edition in dict.fromkeys(edition for edition, _ in saved):
        report = _judged(report, edition)
    return report


def _judged(report: Report, edition: str) -> Report:
    contents = report.editions[edition]
    keys = [key for key in report.chapters if key[0] == edition]
    assert report.checker is not None, "there is no edition without a report that was read"
    views = [report.chapters[key].view for key in keys]
    whole = report.checker.whole(contents.edition, contents.context, views)
    readable = not any(one.severity == "error" for key in keys for one in report.chapters[key].own)
    found = in_edition(whole, readable)
    for key in keys:
        wider = tuple(one for one in found if one.place.path in report.paths(key))
        report = _with(report, key, replace(report.chapters[key], wider=wider))
    return report


def _with(report: Report, key: Key, shown: Shown) -> Report:
    return replace(report, chapters={**report.chapters, key: shown})


def displayed(report: Report, key: Key) -> list[str]:
    """Return the figures and tables that a chapter shows: they are numbered across chapters."""
    blocks = (one for both in report.chapters[key].pairs for one in both.blocks.values())
    return [f"{one.display.name} {one.display.argument}" for one in blocks if one.display]


def _file_of(display: Tag, edition: str) -> str:
    return f"figures/{edition}/{display.argument}"


def _figure_of(finding: Diagnostic) -> str:
    """Return the path of a figure's files, without its ending, where the finding is of one."""
    path = finding.place.path
    return path.rpartition(".")[0] if path.startswith("figures/") else ""


def at_block(shown: Shown, finding: Diagnostic) -> str | None:
    """Return the anchor of the block that a finding stands in, or None for the whole chapter."""
    line = finding.place.line
    found = None
    figure = _figure_of(finding)
    for both in shown.pairs:
        for block in both.blocks.values():
            if figure and block.display and figure == _file_of(block.display, figure.split("/")[1]):
                return both.anchor
            if line is None or block.place.path != finding.place.path:
                continue
            if block.place.line is not None and block.place.line <= line:
                found = both.anchor
    return found
