"""Sentences: what chapters say of which numbers, and how it reads in each language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from duizhao.check.scopes import READ
from duizhao.check.text import prose
from duizhao.check.text.prose import Passage
from duizhao.commands.changes.state import State
from duizhao.diagnostics import Place
from duizhao.document.pairs import BlockPair
from duizhao.document.tree import Expression
from duizhao.expressions import nodes
from duizhao.expressions.evaluate import evaluated
from duizhao.expressions.kinds import KINDS
from duizhao.expressions.parser import parse
from duizhao.expressions.provenance import Address
from duizhao.expressions.value import Misuse
from duizhao.language.periods import period_of
from duizhao.project.figures import Figure
from duizhao.render.inline import PlainTarget, inline_text

# What things in expressions may be asked for; of it, what is no number of it.
_MEMBERS = frozenset(name for kind in KINDS.values() for name in kind.members)
_NAMES = frozenset(("name", "short", "id", "ref", "table_ref"))
# What stands around words in Markdown, for readers of a list of sentences.
_MARKUP = re.compile(
    r"^(?:>\s*)?\[!\w+\]|^(?:~~~|```)\w*|\]\([^)]*\)|\[\^[^\]]*\]|(?<!\\)[\[\]*`]|^(?:>\s*)+|^\s*(?:[-+]|\d+\.)\s",
    re.M,
)


@dataclass(frozen=True)
class Mention:
    """A figure that an expression names, and all other names in that address.

    Where they name no row of it, it is meant with all rows; so with columns.
    """

    figure: str
    names: tuple[str, ...]
    edition: str = ""

    def concerns(self, address: Address, figure: Figure) -> bool:
        """Whether the number in a cell of a figure is meant; of a name none is."""
        if (self.edition, self.figure) != (address.edition, address.figure):
            return False
        columns = {*self.names} & {*figure.file.columns}
        rows = {one for one in self.names if one in figure.rows or period_of(one)}
        rows |= {*self.names[:1]} - columns - _MEMBERS  # one that this table has not
        if {*self.names} <= rows | _NAMES and [*figure.file.columns] != ["value"]:
            return False
        return (not rows or address.row in rows) and (
            not columns or (address.column or "value") in columns
        )


@lru_cache(maxsize=4096)
def mentions(source: str) -> tuple[Mention, ...]:
    """Return what an expression names, whether it has a value or not; nothing if malformed."""
    try:
        return tuple(dict.fromkeys(_mentions(parse(source))))
    except Misuse:
        return ()


def _mentions(node: nodes.Node) -> Iterator[Mention]:
    names = list(_address(node))
    if names[:1] == ["editions"] and len(names) > 2:
        yield Mention(names[2], tuple(names[3:]), names[1])
    elif names:
        yield Mention(names[0], tuple(names[1:]))
    for child in _computed(node) if names else nodes.children(node):
        yield from _mentions(child)


def _computed(address: nodes.Node) -> Iterator[nodes.Node]:
    """Yield what stands within the brackets of an address and is an expression itself."""
    match address:
        case nodes.Call(of=of, arguments=arguments) if of is not None:
            yield from _computed(of)
            yield from (one for one in arguments if not isinstance(one, nodes.Constant))
        case nodes.Member(of=of) | nodes.Item(of=of):
            yield from _computed(of)


def _address(node: nodes.Node) -> Iterator[str]:
    """Yield the names of an address from left to right; nothing for what is none."""
    match node:
        case nodes.Variable(name=name):
            yield name
        case nodes.Member(of=of, name=name):
            yield from _with(of, [name])
        case nodes.Item(of=of, key=nodes.Constant(value=value)):
            yield from _with(of, [str(value)])
        case nodes.Call(of=of, name=name, arguments=arguments) if of is not None:
            typed = (one.value for one in arguments if isinstance(one, nodes.Constant))
            yield from _with(of, [name, *map(str, typed)])


def _with(of: nodes.Node, further: Iterable[str]) -> Iterator[str]:
    before = list(_address(of))
    if before:
        yield from before
        yield from further


@dataclass(frozen=True)
class Said:
    """Sentences of a chapter that belong together: their places and words in each language."""

    chapter: str
    places: Mapping[str, Place]
    texts: Mapping[str, str]


@dataclass(frozen=True)
class Readable:
    """A block of a chapter as prose in each language."""

    chapter: str
    passages: Mapping[str, Passage]

    @classmethod
    def of(cls, chapter: str, block: BlockPair) -> Readable:
        """Return a pair of blocks as prose."""
        both = ((code, prose.of_block(one, code, {})) for code, one in block.blocks.items())
        return cls(chapter, dict(both))

    def about(self, state: State, address: Address) -> Said | None:
        """Return the sentences that draw on a number of a state; None where none does."""
        cell = (address, state.figures[address.figure])
        return self._said(state, lambda one, start, end: _draws_on(one, start, end, cell))

    def whole(self, state: State) -> Said | None:
        """Return all sentences, as they read with the numbers of a state."""
        return self._said(state, lambda *_: True)

    def _said(self, state: State, wanted: Callable[[Passage, int, int], bool]) -> Said | None:
        places, texts = {}, {}
        for language, passage in self.passages.items():
            kept = [one for one in _sentences(passage, language) if wanted(passage, *one)]
            if kept:
                places[language] = passage.place(_first_word(passage, kept[0][0]))
                parts = (_words(state, self.chapter, passage, *one) for one in kept)
                texts[language] = (" " if language == "en" else "").join(parts)
        return Said(self.chapter, places, texts) if texts else None


def readable(state: State) -> list[Readable]:
    """Return the blocks of an edition's chapters as prose, in order."""
    return [Readable.of(pair.name, block) for pair in state.pairs for block in pair.blocks]


def _sentences(passage: Passage, language: str) -> list[tuple[int, int]]:
    if language in READ:
        return [(one.start, one.end) for one in passage.sentences]
    return [(0, len(passage.own))]


def _first_word(passage: Passage, start: int) -> int:
    return start + len(passage.raw[start:]) - len(passage.raw[start:].lstrip())


def _draws_on(passage: Passage, start: int, end: int, cell: tuple[Address, Figure]) -> bool:
    return any(
        one.concerns(*cell)
        for span in passage.expressions
        if start <= span.start < end and isinstance(span.piece, Expression)
        for one in mentions(span.piece.source)
    )


def _words(state: State, chapter: str, passage: Passage, start: int, end: int) -> str:
    """Return a sentence as it reads with the numbers of a state; what has no value is left open."""
    text, position = "", start
    for span in passage.expressions:
        if start <= span.start < end and isinstance(span.piece, Expression):
            text += _MARKUP.sub("", passage.raw[position : span.start])
            text += _printed(state, chapter, span.piece.source, passage.language)
            position = span.end
    text += _MARKUP.sub("", passage.raw[position:end])
    joint = " " if passage.language == "en" else ""
    return joint.join(text.split("\n")).strip()


def _printed(state: State, chapter: str, source: str, language: str) -> str:
    def title(reference: object) -> str:
        figure = state.figures.get(getattr(reference, "figure", ""))
        return figure.title(language) if figure else "…"

    try:
        result = evaluated(parse(source), state.names_in(chapter))
        return inline_text(result, language, PlainTarget(language, title))
    except Misuse:
        return "…"
