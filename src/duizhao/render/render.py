"""Render: a chapter's filled blocks become the finished document of one language.

Every expression has become what it says, every claim is gone, every figure and table stands as a
view: targets (site, print, plain text) only have to write the tree down.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from duizhao.diagnostics import Diagnostic, Stage, Words, checked, did_you_mean, stage
from duizhao.document import tree
from duizhao.document.anchors import display_anchor
from duizhao.document.pairs import ChapterPair
from duizhao.document.plain import joined_lines, plain
from duizhao.document.source import DISPLAYS
from duizhao.document.tree import Node, Tag, Text, replaced
from duizhao.expressions.fill import Filled, fill
from duizhao.expressions.namespace import Namespace
from duizhao.expressions.value import Misuse, Value
from duizhao.project.figures import Figure
from duizhao.render.context import Context, Numbering
from duizhao.render.errata import errata_view, reconcile_view
from duizhao.render.inline import numbers_said, said
from duizhao.render.views import FigureView, TableView, figure_view, table_view


@dataclass(frozen=True)
class FilledBlock:
    """A block in one language with every expression evaluated."""

    kind: str
    anchor: str
    node: Node
    older: tuple[str, ...] = ()


@dataclass(frozen=True)
class FilledChapter:
    """A chapter in one language with every expression evaluated."""

    name: str
    language: str
    path: str
    blocks: tuple[FilledBlock, ...]

    def numbers(self) -> Iterator[tuple[Filled, tuple[Value, ...]]]:
        """Yield each expression with the numbers that it says."""
        for block in self.blocks:
            for one in tree.found(block.node, Filled):
                yield one, numbers_said(one.result, self.language)


@dataclass(frozen=True)
class FigureNode(Node):
    """A figure where it is shown."""

    view: FigureView


@dataclass(frozen=True)
class TableNode(Node):
    """A table of the data where it is shown."""

    view: TableView


@dataclass(frozen=True)
class FinishedBlock:
    """A block that readers read, its anchor, and anchors that it had before."""

    kind: str
    anchor: str
    node: Node
    older: tuple[str, ...] = ()


@dataclass(frozen=True)
class FinishedChapter:
    """A chapter as readers read it in one language; `title` is the plain text of its heading."""

    name: str
    language: str
    path: str
    title: str
    blocks: tuple[FinishedBlock, ...]

    @property
    def body(self) -> tuple[FinishedBlock, ...]:
        """Return the blocks below the chapter's heading."""
        return tuple(one for one in self.blocks if one is not self.heading)

    @property
    def heading(self) -> FinishedBlock | None:
        """Return the chapter's own heading."""
        return next((one for one in self.blocks if one.kind == "heading"), None)


@stage
def number(pairs: Sequence[ChapterPair], figures: Mapping[str, Figure]) -> Stage[Numbering]:
    """Number figures and tables by their first appearance; a second one is a finding."""
    counts: dict[str, dict[str, int]] = {"figure": {}, "table": {}}
    chapters: dict[str, str] = {}
    for pair in pairs:
        for block in pair.naming.blocks:
            tag = block.display
            if tag is None or tag.name not in counts:
                continue
            yield from _check_display(tag, figures)
            if tag.argument in counts[tag.name]:
                message = Words(f"“{tag.argument}”已经出现过", f"“{tag.argument}” is shown already")
                hint = Words(
                    f"请用{{{{ {tag.argument}.ref }}}}引用",
                    f"refer to it: {{{{ {tag.argument}.ref }}}}",
                )
                yield Diagnostic("shown-twice", tag.place, message, hint)
                continue
            counts[tag.name][tag.argument] = len(counts[tag.name]) + 1
            chapters[display_anchor(tag.name, tag.argument)] = pair.name
    return Numbering(counts["figure"], counts["table"], chapters)


def _check_display(tag: Tag, figures: Mapping[str, Figure]) -> Iterator[Diagnostic]:
    figure = figures.get(tag.argument)
    if figure is None:
        message = Words(f"没有名为“{tag.argument}”的图表", f"there is no figure “{tag.argument}”")
        hint = did_you_mean(tag.argument, figures)
        yield Diagnostic("unknown-figure", tag.place, message, hint)
    elif tag.name == "figure" and figure.file.chart is None:
        message = Words(f"“{tag.argument}”没有图，只有表", f"“{tag.argument}” has no chart")
        hint = Words(f"请写{{% table {tag.argument} %}}", f"write {{% table {tag.argument} %}}")
        yield Diagnostic("no-chart", tag.place, message, hint)


@stage
def fill_chapter(pair: ChapterPair, language: str, namespace: Namespace) -> Stage[FilledChapter]:
    """Evaluate every expression and claim of a chapter in one language."""
    blocks = []
    for both in pair.blocks:
        block = both.of(language)
        node = yield from fill(block, namespace)
        blocks.append(FilledBlock(block.kind, both.anchor, node, both.anchors[1:]))
    return FilledChapter(pair.name, language, pair.of(language).path, tuple(blocks))


@stage
def finish(chapter: FilledChapter, context: Context) -> Stage[FinishedChapter]:
    """Say every expression of a chapter and show its figures; what cannot be said is a finding."""
    title = ""
    blocks = []
    for block in chapter.blocks:
        if block.kind == "display":
            tag = next(one for one in tree.found(block.node, Tag) if one.name in DISPLAYS)
            node = yield from _display(tag, chapter.language, context)
        else:
            node = yield from finished(block.node, chapter.language, context.numbering)
        if node is None:
            continue
        if block.kind == "heading" and not title:
            title = plain(node)
        blocks.append(FinishedBlock(block.kind, block.anchor, node, block.older))
    return FinishedChapter(chapter.name, chapter.language, chapter.path, title, tuple(blocks))


@stage
def finished(node: Node, language: str, numbering: Numbering) -> Stage[Node | None]:
    """Return a filled block as readers read it; None when nothing of it is printed."""

    wrong: list[Diagnostic] = []

    def spoken(node: Node) -> Iterable[Node]:
        if isinstance(node, Filled):
            try:
                return said(node.result, language, lambda one: numbering.label(one, language))
            except Misuse as misuse:
                place = node.expression.place
                wrong.append(Diagnostic(misuse.rule, place, misuse.message, misuse.hint))
                return ()
        return () if isinstance(node, (Tag, tree.Unread)) else (node,)

    def trimmed(node: Node) -> Iterable[Node]:
        if not isinstance(node, tree.Container):
            return () if id(node) in dropped else (node,)
        children = _without_gaps(node) if isinstance(node, _LINES) else list(node.children)
        if isinstance(node, _LINES) and children and isinstance(first := children[0], Text):
            # What a condition left out before it may have left a space.
            children[0] = replace(first, text=first.text.lstrip(" "))
        if isinstance(node, tree.List):
            children = [one for one in children if tree.children_of(one)]
        if isinstance(node, tree.Table):
            children = [children[0], *(row for row in children[1:] if _filled(row))]
        if not children and isinstance(node, tree.Paragraph | tree.List | tree.Heading):
            return ()
        return (replace(node, children=_texts_joined(children)),)

    whole = replaced(tree.Item((node,)), spoken)
    yield from wrong
    dropped = {one for block in _lines(whole) for one in joined_lines(block, language)}
    result = replaced(whole, trimmed)
    return next(iter(tree.children_of(result)), None)


_LINES = (tree.Paragraph, tree.Heading, tree.Cell)


def _lines(node: Node) -> Iterable[Node]:
    return (one for one in tree.walk(node) if isinstance(one, _LINES))


def _without_gaps(node: tree.Container) -> list[Node]:
    """Return a line's nodes without the breaks that a claim leaves behind."""
    kept: list[Node] = []
    for child in node.children:
        gap = isinstance(child, tree.SoftBreak)
        if not (gap and (not kept or isinstance(kept[-1], tree.SoftBreak))):
            kept.append(child)
    while kept and (isinstance(kept[-1], tree.SoftBreak) or kept[-1] == Text("")):
        kept.pop()
    return kept


def _filled(row: Node) -> bool:
    return any(tree.children_of(cell) for cell in tree.children_of(row))


def _texts_joined(nodes: Sequence[Node]) -> tuple[Node, ...]:
    joined: list[Node] = []
    for node in nodes:
        last = joined[-1] if joined else None
        if isinstance(node, Text) and isinstance(last, Text):
            joined[-1] = replace(last, text=last.text + node.text)
        else:
            joined.append(node)
    return tuple(joined)


def _node(kind: str, figure: Figure, context: Context, language: str) -> Stage[Node]:
    if kind == "table":
        return TableNode((yield from table_view(figure, context, language)))
    return FigureNode((yield from figure_view(figure, context, language)))


def _display(tag: Tag, language: str, context: Context) -> Stage[Node | None]:
    if tag.name == "errata":
        return TableNode(errata_view(context.data, language))
    if tag.name == "reconcile":
        return TableNode(reconcile_view(context, language))
    figure = context.figures.get(tag.argument)
    if figure is None or tag.argument not in {
        **context.numbering.figures,
        **context.numbering.tables,
    }:
        return None  # reported by `number`
    key = (tag.name, figure.name, language)
    try:
        if key not in context.shown:
            context.shown[key] = checked(_node(tag.name, figure, context, language))
        return (yield from context.shown[key])
    except Misuse as misuse:
        yield Diagnostic(misuse.rule, tag.place, misuse.message, misuse.hint)
        return None
