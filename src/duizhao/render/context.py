"""Material: all that the chapters of one edition draw on, and where its figures stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from duizhao.diagnostics import Words
from duizhao.document.anchors import display_anchor
from duizhao.expressions.namespace import Namespace
from duizhao.expressions.value import Misuse, Reference
from duizhao.language import labels
from duizhao.project import Edition
from duizhao.project.figures import Figure
from duizhao.project.glossary import Glossary
from duizhao.project.published import Data
from duizhao.project.reconcile import Difference


@dataclass(frozen=True)
class Numbering:
    """The number of every figure and table of an edition, and the chapter each stands in."""

    figures: Mapping[str, int]
    tables: Mapping[str, int]
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
class Material:
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

    def names_in(self, chapter: str) -> Namespace:
        """Return what the expressions of a chapter may name."""
        return self.model if self.edition.on_the_model(chapter) else self.namespace

    def names_under(self, figure: Figure) -> Namespace:
        """Return what the expressions in a figure's words may name."""
        return self.model if figure.file.modelled else self.namespace
