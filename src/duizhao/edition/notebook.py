"""An edition in a notebook: the inputs, figures and words of the build, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from duizhao.analysis import scripts
from duizhao.analysis.argument import argument
from duizhao.charts.beside import BesideChart
from duizhao.charts.data import WIDE
from duizhao.diagnostics import Diagnostic, Place, Problems, Words, did_you_mean
from duizhao.edition import load
from duizhao.edition.load import FinishedEdition, Tables
from duizhao.files.leftovers import LEFTOVER
from duizhao.project import Edition, Project, find_root
from duizhao.project import load as project_at
from duizhao.project.figures import Cell
from duizhao.project.glossary import Glossary
from duizhao.render.pictures import ChartOf, chart_data, check_chart, with_layers
from duizhao.render.views import table_view, text_said

if TYPE_CHECKING:
    import pandas as pd

Named = TypeVar("Named")


def of(name: str, language: str | None, folder: Path) -> OpenEdition:
    """Return an edition of the report around a folder; see `duizhao.edition.opened`."""
    project = project_at(find_root(folder.resolve()))
    edition = project.edition(name)
    language = language or edition.languages[0]
    if language not in edition.languages:
        listed = "、".join(edition.languages), ", ".join(edition.languages)
        message = Words(
            f"这份报告没有“{language}”这种语言", f"the report is not written in “{language}”"
        )
        hint = Words(f"可用的有{listed[0]}", f"there are {listed[1]}")
        raise Problems([Diagnostic("unknown-language", Place("duizhao.yml"), message, hint)])
    return OpenEdition(project, edition, language)


@dataclass(frozen=True)
class OpenEdition:
    """An edition as its build has it; every part is read when it is first asked for.

    What cannot be had raises `Problems`, which notebooks show as findings. Mistakes in chapters
    are left to `duizhao check`.
    """

    project: Project
    edition: Edition
    language: str

    def given(self, name: str) -> Any:
        """Return what a function of `analysis/` is given that has a parameter of this name.

        A table of the microdata, `published`, or what another function returns.
        """
        return argument(self.project.root, self.edition, name, self._numbers[0]).or_stop()

    def figure(self, name: str) -> pd.DataFrame:
        """Return a figure's table as chapters address it: by ids, pins laid over what was computed.

        Numbers are floats in the unit of their column, unknown ones NaN.
        """
        import pandas as pd

        figure = self._known(name, self.contents.context.figures)
        columns = [*figure.file.columns]
        cells = [[_plain(figure.cell(row, one)) for one in columns] for row in figure.rows]
        return pd.DataFrame(cells, index=pd.Index(figure.rows, name="row"), columns=columns)

    def table(self, name: str) -> pd.DataFrame:
        """Return a figure's table as readers read it, in words."""
        import pandas as pd

        figure = self._known(name, self.contents.context.figures)
        view = table_view(figure, self.contents.context, self.language).or_stop()
        cells = [[cell.text for cell in row] for row in view.rows]
        return pd.DataFrame(cells, columns=list(view.header))

    def chart(self, name: str) -> BesideChart:
        """Return the chart of a figure that a chapter shows, drawn as the build draws it."""
        context, language = self.contents.context, self.language
        names = {shown: view for (code, shown), view in self.contents.views.items()}
        self._known(name, names)
        figure, view = context.figures[name], self.contents.views[language, name]
        wrong = [*check_chart(figure, context, self.project.root)]
        if wrong:
            raise Problems(wrong)
        own = self.contents.own.get((language, name), "")
        data = chart_data(figure, view, context, language, own).or_stop()
        assert data is not None  # no chapter shows a figure that has no chart
        (one,) = with_layers(
            [ChartOf(self.edition.name, language, data)], self.project.root
        ).or_stop()
        return BesideChart(one.data, language, "light", WIDE)

    def said(self, text: str) -> str:
        """Return a sentence with its expressions in the words of a chapter."""
        context = self.contents.context
        place = Place("notebook")
        return text_said(text, place, context.namespace, context.numbering, self.language).or_stop()

    def code(self, name: str) -> tuple[Place, str] | None:
        """Return where the function of a figure stands and its source; None if it has none."""
        step = next(iter(self._scripts.steps.get(name, ())), None)
        if step is None:
            return None
        lines = (self.project.root / step.script.path).read_text(encoding="utf-8").splitlines()
        first = min([step.definition, *step.definition.decorator_list], key=lambda one: one.lineno)
        return step.place, "\n".join(lines[first.lineno - 1 : step.definition.end_lineno])

    @cached_property
    def contents(self) -> FinishedEdition:
        """Return the edition with its chapters filled and said."""
        terms, tables = self._numbers
        return load.with_chapters(self.project, self.edition, tables, terms).value

    @cached_property
    def _numbers(self) -> tuple[Glossary, tuple[Tables, ...]]:
        return load.numbers(self.project).or_stop((LEFTOVER,))

    @cached_property
    def _scripts(self) -> scripts.Scripts:
        return scripts.read(self.project.root).or_stop()

    def _known(self, name: str, figures: Mapping[str, Named]) -> Named:
        if name in figures:
            return figures[name]
        message = Words(f"没有名为“{name}”的图表", f"there is no figure “{name}”")
        listed = Words("可用的有" + "、".join(figures), "there are " + ", ".join(figures))
        place, hint = Place(f"figures/{self.edition.name}"), did_you_mean(name, figures) or listed
        raise Problems([Diagnostic("unknown-figure", place, message, hint)])


def _plain(cell: Cell | None) -> float | str | None:
    """Return what stands in a cell: a number, or the id of what it names."""
    if cell is None:
        return None
    return float(cell.number) if cell.number is not None else cell.name
