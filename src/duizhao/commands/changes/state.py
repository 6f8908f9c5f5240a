"""State: an edition at one time, its numbers and its chapters, as far as two are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from duizhao.document.pairs import ChapterPair
from duizhao.edition import load
from duizhao.expressions.namespace import Namespace
from duizhao.files.leftovers import LEFTOVER
from duizhao.project import Edition, Project
from duizhao.project.figures import Figure
from duizhao.project.glossary import Glossary


@dataclass(frozen=True)
class State:
    """An edition at one time.

    `figures` are without what only a model gives; `names` is what chapters may name, `model` what
    the chapter on the model may.
    """

    edition: Edition
    figures: Mapping[str, Figure]
    glossary: Glossary
    names: Namespace
    model: Namespace
    pairs: tuple[ChapterPair, ...]

    def names_in(self, chapter: str) -> Namespace:
        """Return what the expressions of a chapter may name."""
        return self.model if self.edition.on_the_model(chapter) else self.names


def states(project: Project) -> dict[str, State]:
    """Return every edition of a project as it is now, by name.

    Raises `Problems` when its numbers cannot be read. What is wrong with its chapters is for
    `check` to tell.
    """
    terms, tables = load.numbers(project).or_stop((LEFTOVER,))
    made = {}
    for own in tables:
        figures = {name: figure.without_modelled() for name, figure in own.whole.items()}
        context = load.context_of(project, own, tables, terms)
        pairs = tuple(load.pairs_of(project.root, context).value)
        names, model = context.namespace, context.model
        made[own.edition.name] = State(own.edition, figures, terms, names, model, pairs)
    return made
