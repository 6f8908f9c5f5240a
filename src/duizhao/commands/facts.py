"""The command `facts`: the numbers that an edition's chapters can use, one a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duizhao.edition import facts, load
from duizhao.files.leftovers import LEFTOVER
from duizhao.project import Project


def lines(project: Project, name: str, wanted: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the edition called `name` in which all `wanted` words stand.

    Raises `Problems` when the data of the edition, or of one that it looks at, cannot be read.
    """
    edition = project.edition(name)
    terms, tables = load.numbers(project).or_stop((LEFTOVER,))
    (own,) = [one for one in tables if one.edition is edition]
    yield from facts.lines(own.whole, terms, wanted)
