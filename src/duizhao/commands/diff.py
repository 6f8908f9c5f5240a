"""The command `diff`: two editions, or the report as it was in git and as it is now."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from duizhao import project as projects
from duizhao.commands.changes import told
from duizhao.commands.changes.comparison import Comparison, compared
from duizhao.commands.changes.state import states
from duizhao.commands.console import Shape
from duizhao.commands.succession.years import Years
from duizhao.diagnostics import Diagnostic, Place, Problems, Words
from duizhao.files.history import commit_of, restored
from duizhao.project import Project

# What numbers and sentences are made of; no code of an older state is run.
READ = ("duizhao.yml", "report", "glossary", "figures", "data")


def lines(
    project: Project, before: str, after: str | None, shape: Shape, language: str
) -> Iterator[str]:
    """Yield the lines that compare two editions, or without `after` now and a revision of git.

    Raises `Problems` where there is no such edition or revision, or where it cannot be read.
    """
    if after is not None:
        return _written([_between_editions(project, before, after)], shape, language)
    return _written(list(_since(project, before)), shape, language)


def _between_editions(project: Project, before: str, after: str) -> Comparison:
    """Compare two editions: claims of the first are held against the numbers of the second."""
    old, new = project.edition(before), project.edition(after)
    every = states(project)
    rows = (row for figure in every[before].figures.values() for row in figure.rows)
    years = Years.between(old.name, new.name, rows)
    return compared(every[before], every[after], (before, after), years)


def _since(project: Project, revision: str) -> Iterator[Comparison]:
    """Yield for each edition of which anything has changed what it is since a revision of git."""
    commit = commit_of(project.root, revision)
    if not commit:
        raise Problems([_no_revision(project, revision)])
    with tempfile.TemporaryDirectory() as folder:
        restored(project.root, commit, READ, Path(folder))
        try:
            before = states(projects.load(Path(folder)))
        except Problems as problems:
            raise Problems([_unreadable(revision, problems)]) from None
    now = states(project)
    for name in (one.name for one in project.editions if one.name in before):
        called = (f"{name}@{revision}", name)
        comparison = compared(before[name], now[name], called, Years())
        if not comparison.nothing:
            yield comparison


def _written(comparisons: list[Comparison], shape: Shape, language: str) -> Iterator[str]:
    """Yield the lines of comparisons; of JSON one text, a list."""
    if shape is Shape.json:
        yield f"[{','.join(told.as_json(one) for one in comparisons)}]"
        return
    if not comparisons:
        yield told.NOTHING.of(language)
    for index, one in enumerate(comparisons):
        if index:
            yield ""
        yield from (told.markdown if shape is Shape.markdown else told.lines)(one, language)


def _no_revision(project: Project, revision: str) -> Diagnostic:
    message = Words(f"git里没有“{revision}”", f"git knows no “{revision}”")
    hint = Words("写提交、标签或分支，如HEAD~1", "name a commit, a tag or a branch, such as HEAD~1")
    editions = [one.name for one in project.editions]
    if revision in editions:
        hint = Words(
            f"比较两版要写两个：duizhao diff {revision} {editions[0]}",
            f"two editions are compared by naming both: duizhao diff {revision} {editions[0]}",
        )
    return Diagnostic("unknown-revision", Place(projects.PROJECT_FILE), message, hint)


def _unreadable(revision: str, problems: Problems) -> Diagnostic:
    first = problems.diagnostics[0]
    message = Words(
        f"“{revision}”时的数读不出来：{first.text('zh')}",
        f"the numbers of “{revision}” cannot be read: {first.text('en')}",
    )
    return Diagnostic("unreadable-revision", Place(projects.PROJECT_FILE), message)
