"""The command `facts`: the numbers that chapters can use, one a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from duizhao.edition import facts, load
from duizhao.edition.load import Tables
from duizhao.expressions.provenance import leaves
from duizhao.files.leftovers import LEFTOVER
from duizhao.project import Edition, Project
from duizhao.project.glossary import Glossary


def lines(project: Project, asked: Sequence[str], unused: bool = False) -> Iterator[str]:
    """Yield the numbers of an edition in which all words stand: `asked` is the edition, then words.

    Without an edition every edition is searched, and each line begins with the one it is of.
    With `unused` they are those that no chapter says, nor shows in a figure or a table.
    Raises `Problems` when the data of the edition, or of one that it looks at, cannot be read, and
    for an unknown edition where the word stands nowhere either.
    """
    names = [edition.name for edition in project.editions]
    named = bool(asked) and asked[0] in names
    terms, tables = load.numbers(project).or_stop((LEFTOVER,))
    none = True
    for own in tables:
        if named and own.edition.name != asked[0]:
            continue
        hidden = _said(project, own.edition, tables, terms) if unused else frozenset[str]()
        for line in facts.lines(own.whole, terms, asked[1:] if named else asked):
            address = line.partition("\t")[0]
            if {address, address.partition(".")[0]} & hidden:
                continue
            none = False
            yield line if named else f"{own.edition.name}\t{line}"
    if none and not named and asked:
        project.edition(asked[0])


def _said(
    project: Project, edition: Edition, tables: Sequence[Tables], terms: Glossary
) -> frozenset[str]:
    """Return the addresses that chapters say, and the figures that they show."""
    contents = load.with_chapters(project, edition, tables, terms).value
    numbering = contents.context.numbering
    said = {
        str(address)
        for chapters in contents.filled.values()
        for chapter in chapters
        for _, numbers in chapter.numbers()
        for number in numbers
        for address in leaves(number.origin)
    }
    return frozenset({*said, *numbering.figures, *numbering.tables})
