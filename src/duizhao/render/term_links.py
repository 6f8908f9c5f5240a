"""First use: the first occurrence of each glossary term in a chapter leads to its definition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from duizhao.document import tree
from duizhao.document.tree import Container, Node, SoftBreak, Text, found
from duizhao.language import language_of
from duizhao.project.glossary import Glossary, Term
from duizhao.render.render import FigureNode, FinishedBlock, FinishedChapter, TableNode

# The file whose entries are the report's own words; names of places and categories explain
# themselves, and many are words of everyday language.
KIND = "terms"

# What stands for a term where a word only looks like one of its names.
OTHER = ""


# What is not running text, or speaks for itself.
_PASSED_OVER = (
    tree.Heading,
    tree.Table,
    tree.Link,
    tree.Code,
    tree.CodeBlock,
    tree.Formula,
    FigureNode,
    TableNode,
)


# Blocks whose anchor a page has; a list is found by what stands before it.
_ANCHORED = (tree.Heading, tree.Paragraph, FigureNode, TableNode)


@dataclass(frozen=True)
class TermLink(Container):
    """The first use of a term: a link to its definition."""

    id: str


def with_terms(
    chapters: Iterable[FinishedChapter], terms: Glossary, language: str
) -> Iterator[FinishedChapter]:
    """Yield chapters in `language` with the first use of every defined term a link to it.

    Headings, figures, tables, links, code and numbers are passed over.
    """
    spellings = dict(_spellings(terms, language))
    pattern = _pattern(list(spellings), language)
    for chapter in chapters:
        finder = _Finder(pattern, spellings, {})
        blocks = (replace(one, node=finder.linked(one.node)) for one in chapter.blocks)
        yield replace(chapter, blocks=tuple(blocks)) if spellings else chapter


def terms_linked(blocks: Iterable[FinishedBlock]) -> dict[str, str]:
    """Return the ids of the terms that blocks lead to, in their order.

    Each has the anchor of its block, or the last before it.
    """
    used: dict[str, str] = {}
    anchor = ""
    for block in blocks:
        if isinstance(block.node, _ANCHORED):
            anchor = block.anchor
        used |= {link.id: anchor for link in found(block.node, TermLink)}
    return used


@dataclass(frozen=True)
class _Finder:
    """Walks a chapter in reading order; `seen` grows by every term that it meets."""

    pattern: re.Pattern[str]
    spellings: dict[str, str]
    seen: dict[str, None]

    def linked(self, node: Node) -> Node:
        """Return a tree with its first uses made links."""
        if isinstance(node, _PASSED_OVER) or not isinstance(node, Container):
            return node
        children: list[Node] = []
        run: list[Node] = []
        for child in (*node.children, None):
            if isinstance(child, (Text, SoftBreak)):
                run.append(child)
                continue
            children += self._run(run)
            run = []
            if child is not None:
                children.append(self.linked(child))
        return replace(node, children=tuple(children))

    def _run(self, run: Sequence[Node]) -> Iterator[Node]:
        """Yield neighbouring texts with terms made links; a term may go over a line's end."""
        text = "".join(one.text if isinstance(one, Text) else "\n" for one in run)
        position = 0
        for match in self.pattern.finditer(text):
            term = _folded(match["term"])
            id = self.spellings[term] if term in self.spellings else self.spellings[term.lower()]
            if id in self.seen or id == OTHER:
                continue
            self.seen[id] = None
            yield from _nodes(text[position : match.start()])
            yield TermLink(tuple(_nodes(match[0])), id)
            position = match.end()
        yield from _nodes(text[position:])


def _nodes(text: str) -> Iterator[Node]:
    for part in re.split("(\n)", text):
        if part:
            yield SoftBreak() if part == "\n" else Text(part)


def _spellings(terms: Glossary, language: str) -> Iterator[tuple[str, str]]:
    defined: list[Term] = [term for term in terms.kind(KIND) if term.entry.definition is not None]
    # A term's own name wins over another's alias, and any name over a word that is none.
    for term in defined:
        for word in term.entry.others.of(language):
            yield _folded(word), OTHER
    for term in defined:
        for alias in term.entry.spellings(language):
            yield _folded(alias), term.id
    for term in defined:
        yield _folded(term.name(language)), term.id


def _folded(text: str) -> str:
    """Return one spelling for capitals, breaks, apostrophes; short forms in capitals stay so."""
    plain = " ".join(text.split()).replace("’", "'")
    return plain if plain.isupper() else plain.lower()


def _pattern(spellings: list[str], language: str) -> re.Pattern[str]:
    longest = sorted(spellings, key=len, reverse=True)
    if not language_of(language).writing.spaced:
        return re.compile(f"(?P<term>{'|'.join(_within(text) for text in longest)})")
    return re.compile(
        rf"(?<![\w-])(?P<term>{'|'.join(_as_words(text) for text in longest)})(?:e?s)?(?![\w-])"
    )


def _within(text: str) -> str:
    # A short form in Latin letters is no part of a longer word.
    latin = text.isascii()
    return rf"(?<![A-Za-z]){re.escape(text)}(?![A-Za-z])" if latin else re.escape(text)


def _as_words(text: str) -> str:
    words = r"\s+".join(re.escape(word) for word in text.split()).replace("'", "['’]")
    return words if text.isupper() else f"(?i:{words})"
