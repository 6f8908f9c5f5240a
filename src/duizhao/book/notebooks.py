"""Notebooks of an edition: each chapter's analysis as cells that have been run, in a language.

A notebook shows of each figure and table of its chapter the function that computed it, what the
function returns, and table and chart as they are read.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from duizhao.diagnostics import Diagnostic, Place, Problems, Words
from duizhao.document import tree
from duizhao.edition.notebook import OpenEdition
from duizhao.language import labels
from duizhao.render.render import FigureNode, FinishedChapter, TableNode
from duizhao.render.views import FigureView, TableView

Cell = dict[str, Any]
# A notebook says in its metadata that it was exported, and may be replaced.
MARK = "duizhao"
# Seconds that a cell may take.
LONGEST = 1800
_REASON = 300
_KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}
# Cells before the first figure: what the notebook is, and the edition opened.
_HEAD = 2
_SIGNS = re.compile(r"([\\`*_\[\]<>#$|~&])")


def files(reports: Sequence[OpenEdition], folder: Path) -> dict[str, bytes]:
    """Return a notebook for every chapter that shows a figure or table, by the name of its file.

    They are run one after the other in one kernel, as if they lay in `folder`, which must be
    there. Raises `Problems` when a function fails or a cell cannot be run.
    """
    begun = {
        f"{chapter.name}.{report.language}.ipynb": [*_cells(report, chapter, folder)]
        for report in reports
        for chapter in report.contents.finished[report.language]
    }
    begun = {name: cells for name, cells in begun.items() if len(cells) > _HEAD}
    run = iter(_run([_placed(name, cells) for name, cells in begun.items()], folder))
    return {name: _written([next(run) for _ in cells]) for name, cells in begun.items()}


def _cells(report: OpenEdition, chapter: FinishedChapter, folder: Path) -> Iterator[Cell]:
    language, edition = report.language, report.edition
    title = f"# {_text(chapter.title)}\n\n*{_text(edition.file.title.of(language))}*"
    yield _words(f"{title}\n\n{labels.NOTEBOOK.of(language)}")
    root = Path(os.path.relpath(report.project.root, folder)).as_posix()
    asked = ", ".join(f'"{one}"' for one in (edition.name, language, root))
    yield _code(f"from duizhao import edition\n\nreport = edition.opened({asked})")
    told: set[str] = set()
    for view in _shown(chapter):
        yield _words(f"## {_text(f'{view.label} {view.title}')}")
        if view.name not in told:
            yield from _computing(report, view.name)
            told.add(view.name)
        kind = "chart" if isinstance(view, FigureView) else "table"
        yield _code(f'report.{kind}("{view.name}")')
        below = "\n\n".join(
            _text(label.of(language) + said)
            for label, said in ((labels.NOTE, view.note), (labels.SOURCE, view.source))
            if said
        )
        if below:
            yield _words(below)


def _shown(chapter: FinishedChapter) -> Iterator[FigureView | TableView]:
    """Yield the figures and tables of a chapter; a list without a caption is none."""
    for block in chapter.blocks:
        for node in tree.found(block.node, tree.Node):
            if isinstance(node, FigureNode) or (isinstance(node, TableNode) and node.view.label):
                yield node.view


def _computing(report: OpenEdition, name: str) -> Iterator[Cell]:
    """Yield how a figure was computed, and its numbers."""
    figure = report.contents.context.figures[name]
    whole = name.removesuffix(f"_{figure.part}") if figure.part else name
    code = report.code(whole)
    if code is None:
        yield _words(labels.UNCOMPUTED.of(report.language))
    else:
        place, source = code
        yield _words(f"`{place}`\n\n```python\n{source}\n```")
        # What only a model gives stands nowhere outside the appendix.
        known = figure.file.modelled or figure.file.from_published
        if known or not report.edition.modelled:
            report.given(whole)  # what is wrong with a function is told with its line
            yield _code(f'report.given("{whole}")')
            return
        yield _words(labels.UNSHOWN.of(report.language))
    yield _code(f'report.figure("{name}")')


def _run(notebooks: Iterable[Sequence[Cell]], folder: Path) -> list[Cell]:
    """Return the cells of notebooks after they have been run, in one new kernel."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError

    every = [one for cells in notebooks for one in cells]
    numbered = [one | {"id": str(number)} for number, one in enumerate(every)]
    whole = json.dumps(_notebook(numbered))
    notebook = nbformat.reads(whole, as_version=4)  # type: ignore[no-untyped-call]
    client = NotebookClient(
        notebook,
        timeout=LONGEST,
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
        extra_arguments=["--log-level=ERROR"],
    )
    try:
        client.execute()
    # A kernel that ends, or does not answer when it is started, is a RuntimeError.
    except (CellExecutionError, CellTimeoutError, RuntimeError) as error:
        raise Problems([_failed(error, notebook["cells"])]) from None
    return list(notebook["cells"])


def _failed(error: Exception, cells: Iterable[Cell]) -> Diagnostic:
    """Return the finding for a cell that could not be run: the last that was begun."""
    begun = [one for one in cells if one.get("execution_count") or one.get("outputs")]
    told = f"{getattr(error, 'ename', '')}: {getattr(error, 'evalue', '')}"
    reason = " ".join((told if hasattr(error, "ename") else str(error)).split())[:_REASON]
    message = Words(f"单元格没有运行成功：{reason}", f"a cell could not be run: {reason}")
    place = Place("Jupyter")
    if begun:
        file, cell = begun[-1]["metadata"][MARK]
        place = Place(file, cell=cell)
    return Diagnostic("notebook-cell", place, message)


def _placed(notebook: str, cells: Iterable[Cell]) -> list[Cell]:
    """Return cells that say where in which notebook they are."""
    return [
        one | {"metadata": {MARK: [notebook, f"cell-{number}"]}}
        for number, one in enumerate(cells, 1)
    ]


def _written(cells: Iterable[Cell]) -> bytes:
    """Return a notebook's file; what was run in it is counted from one."""
    made, count = [], 0
    for number, cell in enumerate(cells, 1):
        again = {**cell, "id": f"cell-{number}", "metadata": {}}
        if cell["cell_type"] == "code":
            count += 1
            outputs = [_counted(output, count) for output in cell["outputs"]]
            again |= {"execution_count": count, "outputs": outputs}
        made.append(again)
    return f"{json.dumps(_notebook(made), ensure_ascii=False, indent=1)}\n".encode()


def _counted(output: Cell, count: int) -> Cell:
    return {**output, "execution_count": count} if "execution_count" in output else output


def _notebook(cells: Sequence[Cell]) -> Cell:
    about = {"kernelspec": _KERNEL, MARK: {}}
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": about, "cells": cells}


def _words(text: str) -> Cell:
    return {"cell_type": "markdown", "metadata": {}, "source": text}


def _code(source: str) -> Cell:
    empty: Cell = {"metadata": {}, "execution_count": None, "outputs": []}
    return {"cell_type": "code", "source": source, **empty}


def _text(text: str) -> str:
    """Return text as Markdown in which nothing is a sign."""
    return _SIGNS.sub(r"\\\1", text)
