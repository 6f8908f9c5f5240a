"""Render: a chapter's filled blocks become finished Markdown, for one language and one target."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from duizhao.diagnostics import Diagnostic, Findings, Words, did_you_mean
from duizhao.document.chapters import Tag, Text
from duizhao.document.pairs import ChapterPair, display_anchor
from duizhao.edition.context import Material, Numbering
from duizhao.expressions.fill import Filled, FilledPiece, fill
from duizhao.expressions.namespace import Namespace
from duizhao.expressions.value import Misuse
from duizhao.project.figures import Figure
from duizhao.render.errata import errata_view, reconcile_view
from duizhao.render.inline import PlainVoice, Voice, say
from duizhao.render.views import FigureView, TableView, figure_view, table_view


class Target(Voice, Protocol):
    """A medium: how blocks, figures and tables are written for it."""

    def heading(self, level: int, text: str, anchor: str) -> str:
        """Return a heading."""

    def block(self, kind: str, text: str, anchor: str) -> str:
        """Return a paragraph, list, quotation or footnote, already filled."""

    def figure(self, view: FigureView) -> str:
        """Return a figure as a block."""

    def table(self, view: TableView) -> str:
        """Return a table as a block."""


@dataclass(frozen=True)
class FilledBlock:
    """A block in one language with every expression evaluated."""

    kind: str
    level: int
    anchor: str
    pieces: tuple[FilledPiece, ...]


@dataclass(frozen=True)
class FilledChapter:
    """A chapter in one language with every expression evaluated."""

    name: str
    language: str
    path: str
    blocks: tuple[FilledBlock, ...]


@dataclass(frozen=True)
class Rendered:
    """A finished chapter: its plain title and its Markdown, which begins with the title."""

    name: str
    path: str
    title: str
    markdown: str


def number(
    pairs: Sequence[ChapterPair], figures: Mapping[str, Figure], findings: Findings
) -> Numbering:
    """Number figures and tables by their first appearance; a second one is a finding."""
    counts: dict[str, dict[str, int]] = {"figure": {}, "table": {}}
    chapters: dict[str, str] = {}
    for pair in pairs:
        for block in pair.en.blocks:
            tag = block.display
            if tag is None or tag.name not in counts:
                continue
            _check_display(tag, figures, findings)
            if tag.argument in counts[tag.name]:
                message = Words(f"“{tag.argument}”已经出现过", f"“{tag.argument}” is shown already")
                hint = Words(
                    f"请用{{{{ {tag.argument}.ref }}}}引用",
                    f"refer to it: {{{{ {tag.argument}.ref }}}}",
                )
                findings.append(Diagnostic("shown-twice", tag.place, message, hint))
                continue
            counts[tag.name][tag.argument] = len(counts[tag.name]) + 1
            chapters[display_anchor(tag.name, tag.argument)] = pair.name
    return Numbering(counts["figure"], counts["table"], chapters)


def _check_display(tag: Tag, figures: Mapping[str, Figure], findings: Findings) -> None:
    figure = figures.get(tag.argument)
    if figure is None:
        message = Words(f"没有名为“{tag.argument}”的图表", f"there is no figure “{tag.argument}”")
        hint = did_you_mean(tag.argument, figures)
        findings.append(Diagnostic("unknown-figure", tag.place, message, hint))
    elif tag.name == "figure" and figure.file.chart is None:
        message = Words(f"“{tag.argument}”没有图，只有表", f"“{tag.argument}” has no chart")
        hint = Words(f"请写{{% table {tag.argument} %}}", f"write {{% table {tag.argument} %}}")
        findings.append(Diagnostic("no-chart", tag.place, message, hint))


def fill_chapter(
    pair: ChapterPair, language: str, namespace: Namespace, findings: Findings
) -> FilledChapter:
    """Evaluate every expression and claim of a chapter in one language."""
    chapter = pair.zh if language == "zh" else pair.en
    blocks = []
    for both in pair.blocks:
        block = both.of(language)
        pieces = fill(block, namespace, findings)
        blocks.append(FilledBlock(block.kind, block.level, both.anchor, pieces))
    return FilledChapter(pair.name, language, chapter.path, tuple(blocks))


def render(
    chapter: FilledChapter, target: Target, material: Material, findings: Findings
) -> Rendered:
    """Write a filled chapter as finished Markdown for one target."""
    plain = PlainVoice(
        chapter.language, lambda ref: material.numbering.label(ref, chapter.language)
    )
    title = ""
    parts = []
    for block in chapter.blocks:
        if block.kind == "display":
            tag = next(piece for piece in block.pieces if isinstance(piece, Tag))
            parts.append(_display(tag, chapter.language, target, material, findings))
            continue
        text = _text(block.pieces, chapter.language, target, findings)
        if block.kind == "heading":
            if not title:
                title = _text(block.pieces, chapter.language, plain, findings)
            parts.append(target.heading(block.level, text, block.anchor))
        elif text:
            parts.append(target.block(block.kind, text, block.anchor))
    return Rendered(chapter.name, chapter.path, title, "\n\n".join(parts) + "\n")


def _text(pieces: Sequence[FilledPiece], language: str, voice: Voice, findings: Findings) -> str:
    text = ""
    for piece in pieces:
        if isinstance(piece, Text):
            # A claim stands on a line of its own and leaves nothing behind.
            text = text.rstrip("\n") if piece.text.startswith("\n") else text
            text += piece.text
        elif isinstance(piece, Filled):
            try:
                text += say(piece.result, language, voice)
            except Misuse as misuse:
                place = piece.expression.place
                findings.append(Diagnostic(misuse.rule, place, misuse.message, misuse.hint))
    return text.strip("\n")


def _display(
    tag: Tag, language: str, target: Target, material: Material, findings: Findings
) -> str:
    if tag.name == "errata":
        return target.table(errata_view(material.data, language))
    if tag.name == "reconcile":
        return target.table(reconcile_view(material, language))
    figure = material.figures.get(tag.argument)
    if figure is None or tag.argument not in {
        **material.numbering.figures,
        **material.numbering.tables,
    }:
        return ""  # reported by `number`
    try:
        if tag.name == "table":
            return target.table(table_view(figure, material, language, findings))
        view = figure_view(figure, material, language, findings)
    except Misuse as misuse:
        findings.append(Diagnostic(misuse.rule, tag.place, misuse.message, misuse.hint))
        return ""
    return target.figure(view)
