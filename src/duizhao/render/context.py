"""Context: all that the chapters of one edition draw on, and where its figures stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from duizhao.diagnostics import Checked, Words
from duizhao.document.anchors import display_anchor
from duizhao.document.chapters import Reading
from duizhao.document.tree import Node
from duizhao.expressions.fill import judged_by
from duizhao.expressions.names import name_of
from duizhao.expressions.namespace import FigureValues, Namespace
from duizhao.expressions.value import Misuse, Reference
from duizhao.language import labels
from duizhao.project import Edition
from duizhao.project.figures import Figure
from duizhao.project.glossary import Glossary
from duizhao.project.published import Data
from duizhao.project.reconcile import Difference


@dataclass(frozen=True)
class Numbering:
    """The number of every figure and table of an edition, and the chapter each stands in.

    Numbers run through the edition (3), or are as whoever prints it counts them (2.1).
    """

    figures: Mapping[str, int | str]
    tables: Mapping[str, int | str]
    chapters: Mapping[str, str]

    def label(self, reference: Reference, language: str) -> str:
        """Return 图3 or Figure 3; raise `Misuse` when the figure stands in no chapter."""
        numbers = self.figures if reference.kind == "figure" else self.tables
        if reference.figure not in numbers:
            message = Words(
                f"没有一章展示“{reference.figure}”", f"no chapter shows “{reference.figure}”"
            )
            tag = f"{{% {reference.kind} {reference.figure} %}}"
            raise Misuse("not-shown", message, Words(f"请加上{tag}", f"add {tag}"))
        words = labels.FIGURE if reference.kind == "figure" else labels.TABLE
        return words.of(language).format(numbers[reference.figure])

    def chapter(self, reference: Reference) -> str:
        """Return the chapter that shows the figure or table."""
        return self.chapters[display_anchor(reference.kind, reference.figure)]


@dataclass(frozen=True)
class Context:
    """All that chapters of one edition draw on.

    `namespace` is what expressions may name, `model` the same with what only a model gives: for
    the chapter on the model, and for the words of the figures that stand there.
    """

    edition: Edition
    figures: Mapping[str, Figure]
    glossary: Glossary
    data: Data
    differences: tuple[Difference, ...]
    namespace: Namespace
    model: Namespace
    numbering: Numbering

    @cached_property
    def shown(self) -> dict[tuple[str, str, str], Checked[Node]]:
        """Return the figures and tables that were put into words, by kind, name and language.

        They follow from the context alone: who writes a chapter has them made once.
        """
        return {}

    def values(self, figure: Figure) -> FigureValues:
        """Return a figure of the edition as chapters see it."""
        return FigureValues(figure, self.glossary)

    def names_in(self, chapter: str) -> Namespace:
        """Return what the expressions of a chapter may name.

        In one that is filled from a template the template's name is what it is filled for, and the
        name of each of the template's figures is the part that belongs to it.
        """
        names = self.model if self.edition.on_the_model(chapter) else self.namespace
        template = self.edition.template_of(chapter)
        if template is None or chapter not in self.glossary:
            return names
        own = {whole: names[part] for whole, part in self.parts(chapter).items()}
        return {**names, template: name_of(self.glossary, chapter), **own}

    def names_under(self, figure: Figure) -> Namespace:
        """Return what the expressions in a figure's words may name."""
        if figure.part:
            return self.names_in(figure.part)
        return self.model if figure.file.modelled else self.namespace

    def parts(self, chapter: str) -> dict[str, str]:
        """Return the figures that are filled for a chapter, by the name of the whole."""
        filled = (one for one in self.figures.values() if one.part == chapter)
        return {one.name.removesuffix(f"_{chapter}"): one.name for one in filled}

    def reading(self, chapter: str) -> Reading:
        """Return what a chapter is read with."""
        return Reading(judged_by(self.names_in(chapter)), self.parts(chapter))
