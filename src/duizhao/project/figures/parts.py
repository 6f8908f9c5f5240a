"""Parts: a figure of a template becomes one figure for each id that the template is filled for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from duizhao.diagnostics import Diagnostic, Stage, Words, did_you_mean, stage
from duizhao.language import language_of
from duizhao.project import Edition
from duizhao.project.figures.figure import Figure
from duizhao.project.glossary import Glossary

BLANK = "{}"
"""What gives way to the name of the part in a title."""


@stage
def cut(
    figures: Mapping[str, Figure], edition: Edition, glossary: Glossary
) -> Stage[dict[str, Figure]]:
    """Return the figures, and those of templates in their parts as well, `<figure>_<id>`.

    A part holds the rows whose column, called like the template, names its id; the whole stays
    as it was. Findings name a template, or a column, that there is not.
    """
    found = dict(figures)
    templates = edition.file.templates
    for name, ids in templates.items():
        for index, id in enumerate(ids):
            if id in glossary or not glossary.complete:
                continue
            message = Words(
                f"模板“{name}”要为“{id}”填写，术语表里没有它",
                f"the template “{name}” is filled for “{id}”, which the glossary does not have",
            )
            hint = did_you_mean(id, [term.id for term in glossary])
            yield Diagnostic("template", edition.place("templates", name, index), message, hint)
    for figure in figures.values():
        template = figure.file.template
        if template is None:
            continue
        if template not in templates:
            message = Words(f"没有名为“{template}”的模板", f"there is no template “{template}”")
            place, hint = figure.document.place("template"), did_you_mean(template, templates)
            yield Diagnostic("template", place, message, hint)
        elif template not in figure.file.columns:
            message = Words(
                f"没有“{template}”一列来标明各行属于哪一个",
                f"no column “{template}” says whose each row is",
            )
            yield Diagnostic("template", figure.document.place("columns"), message)
        else:
            parts = (_part(figure, template, id, glossary) for id in templates[template])
            found |= {part.name: part for part in parts}
    return found


def _part(figure: Figure, template: str, id: str, glossary: Glossary) -> Figure:
    rows = []
    for row in figure.rows:
        cell = figure.cell(row, template)
        if cell is not None and cell.name == id:
            rows.append(row)
    names = glossary[id].entry if id in glossary else None
    title = figure.file.title
    if names is not None:
        the = {one: language_of(one).phrases.article for one in glossary.languages if names.the}
        words = {one: the.get(one, "") + names.of(one) for one in glossary.languages}
        title = title.model_copy(
            update={one: title.of(one).replace(BLANK, word) for one, word in words.items()}
        )
    columns = {name: one for name, one in figure.file.columns.items() if name != template}
    file = figure.file.model_copy(update={"columns": columns, "title": title})
    cells = {at: cell for at, cell in figure.cells.items() if at[0] in rows and at[1] != template}
    withheld = frozenset(at for at in figure.withheld if at[0] in rows)
    name = f"{figure.name}_{id}"
    return replace(
        figure, name=name, file=file, rows=tuple(rows), cells=cells, withheld=withheld, part=id
    )
