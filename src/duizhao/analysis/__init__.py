"""Analysis: an edition's figure tables, computed from its microdata by the scripts of `analysis/`.

The functions of `analysis/` form a graph by their names: a figure is the function of its name, and
a function's parameters name the tables and other functions that it needs. Nothing is computed
twice: every result has a key over all that it depends on (see `plan`), and a run in which nothing
has changed reads digests only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from duizhao.analysis import fingerprints, modelled, record, scripts
from duizhao.analysis.loading import importable
from duizhao.analysis.plan import plan
from duizhao.analysis.scripts import Scripts
from duizhao.diagnostics import Diagnostic, Place, Stage, Words, did_you_mean, stage
from duizhao.files.cache import (
    file_fingerprint,
    files_fingerprint,
    fingerprint,
    read_record,
    write_record,
)
from duizhao.files.leftovers import LEFTOVER
from duizhao.files.writing import write_all
from duizhao.project import Edition, Project, figures, glossary, published
from duizhao.project.figures import FigureFile
from duizhao.project.glossary import Glossary

Progress = Callable[[str, int, int], None]
Say = Callable[[Words], None]


@dataclass(frozen=True)
class Outcome:
    """What an analysis did: the figures that it has tables for, and those it wrote anew."""

    figures: tuple[str, ...]
    written: tuple[str, ...]


def analyse(
    project: Project,
    edition: Edition,
    progress: Progress | None = None,
    engine: str | None = None,
    memory: int | None = None,
    say: Say = lambda words: None,
) -> Outcome:
    """Compute the figure tables of an edition and write those that changed.

    The microdata are modelled first where the edition names a model (see `modelled.model`).
    Every `figures/<edition>/<figure>.yml` that has a function gets its `<figure>.csv`: all of
    them are written, or, when anything is wrong, none. `progress` is told the name of each
    function before it runs, how many ran before, and how many there are.

    `engine` is pandas, duckdb or spark (see `engines`). Without it pandas is taken, or DuckDB when
    the tables do not fit into half of `memory` (bytes; what is free by default); `say` is told.

    Raises `Problems` with every finding.
    """
    root = project.root
    cache = root / "build" / "cache" / "analysis" / edition.name
    stamp = cache / "unchanged.json"
    inputs = _inputs(root, edition)
    before = read_record(stamp)
    if before and before == _stamp(root, edition, inputs, before.get("files")):
        return Outcome(_figures(before["files"]), ())
    # Everything else is named by the glossary and measured against the pins: they come first.
    code, declared, terms, pins = _read(root, edition).or_stop((LEFTOVER,))
    with importable(root):
        modelled.model(root, edition, code, cache / "model.json").or_stop()
        contents = _contents(
            root, edition, code, declared, terms, pins, progress, engine, memory, say
        ).or_stop()
    sources = record.Sources(root, edition, code, pins)
    contents[record.NAME] = record.text(sources, contents).encode()
    written = _write(root / "figures" / edition.name, contents)
    write_record(stamp, _stamp(root, edition, inputs, contents))
    return Outcome(_figures(contents), _figures(written))


@stage
def _read(
    root: Path, edition: Edition
) -> Stage[tuple[Scripts, list[figures.Declared], Glossary, published.Data]]:
    code = yield from scripts.read(root)
    declared = yield from figures.declared(root, edition)
    terms = yield from glossary.load(root, edition.languages)
    return code, declared, terms, (yield from published.load(root, edition))


@stage
def _contents(
    root: Path,
    edition: Edition,
    code: Scripts,
    declared: Sequence[figures.Declared],
    terms: Glossary,
    pins: published.Data,
    progress: Progress | None,
    engine: str | None,
    memory: int | None,
    say: Say,
) -> Stage[dict[str, bytes]]:
    """Compute the figures that have a function; return their tables as CSV files, checked.

    Beside them stand the files of the networks that figures draw.
    """
    words = {one.name: one.file for one in declared if isinstance(one.file, FigureFile)}
    plans = plan(root, edition, code, words)
    planned = yield from plans
    published_cells = _public_cells(pins)
    lacking = [
        _no_function(edition, name, code, words)
        for name in words
        if name not in planned.figures and name not in published_cells and not words[name].taken
    ]
    yield from lacking
    # pandas takes a second to load
    from duizhao.analysis import choice, engines, inputs, networks, output, public, run

    # What waits for itself has no end to follow it to.
    whole = not plans.findings
    declared_wrongly = [*public.wrongly_declared(edition, words, planned)] if whole else []
    yield from declared_wrongly
    if (
        plans.findings or lacking or declared_wrongly
    ):  # nothing can be computed, but the tables' mistakes belong in the same list
        yield from inputs.read_tables(root, edition, planned.inputs, terms)
        return {}
    cache = root / "build" / "cache" / "analysis" / edition.name
    asked = choice.Choice(None if engine is None else engines.Engine(engine), memory)
    numbers_printed = public.numbers(pins)
    results = yield from run.run(
        root, edition, planned, cache, terms, numbers_printed, asked, say, progress
    )
    numbers = networks.numbered(edition, declared, results)
    for name, names in numbers.items():
        results[name] = results[name].rename(index=names)
    contents = {}
    for name in [name for name in planned.figures if name in results]:
        sheet = output.FigureOutput(
            name,
            words[name],
            f"figures/{edition.name}/{name}.yml",
            planned.functions[name].step.place,
            terms,
            published_cells.get(name, frozenset()),
        )
        contents[f"{name}.csv"] = (yield from sheet.text(results[name])).encode()
    contents |= yield from networks.files(
        root, edition, declared, planned.inputs, numbers, terms, cache
    )
    return contents


def _figures(files: Iterable[str]) -> tuple[str, ...]:
    """Return the figures that files belong to, each once."""
    tables = (file for file in files if file != record.NAME)
    return tuple(dict.fromkeys(file.rpartition(".")[0] for file in tables))


def _public_cells(data: published.Data) -> dict[str, frozenset[tuple[str, str]]]:
    """Return the cells that need no computing, by figure: those that the public data give."""
    cells: dict[str, set[tuple[str, str]]] = {}
    for address in [*data.pins, *data.inferred()]:
        figure, row, column = figures.split(address)
        cells.setdefault(figure, set()).add((row, column))
    return {figure: frozenset(these) for figure, these in cells.items()}


def _no_function(
    edition: Edition, name: str, code: Scripts, words: Mapping[str, FigureFile]
) -> Diagnostic:
    message = Words(
        zh=f"“{name}”没有公布的值，analysis/里也没有同名函数",
        en=f"nothing of “{name}” is published, and analysis/ has no function of this name",
    )
    hint = did_you_mean(name, [step for step in code.steps if step not in words])
    return Diagnostic("no-function", Place(f"figures/{edition.name}/{name}.yml"), message, hint)


def _write(folder: Path, contents: Mapping[str, bytes]) -> tuple[str, ...]:
    """Write the files whose content changed, all of them or none."""
    changed = {
        name: content
        for name, content in contents.items()
        if file_fingerprint(folder / name) != fingerprint(content)
    }
    write_all({folder / name: content for name, content in changed.items()})
    return tuple(changed)


def _inputs(root: Path, edition: Edition) -> str:
    """Return the digest of all that an analysis reads, apart from the microdata."""
    folder = f"figures/{edition.name}"
    read = ("analysis/**/*.py", "glossary/*.yml", f"data/{edition.name}/*", f"{folder}/*.yml")
    return fingerprint(
        fingerprints.environment(),
        files_fingerprint(fingerprints.GENERATOR, ["**/*.py"]),
        files_fingerprint(root, [edition.path, *read]),
    )


def _stamp(
    root: Path, edition: Edition, inputs: str, files: Iterable[str] | None
) -> dict[str, object]:
    """Return the digests of all that went into an analysis and of all that came out."""
    tables = edition.file.microdata.tables if edition.file.microdata else {}
    read = {name: file_fingerprint(root / path.partition("#")[0]) for name, path in tables.items()}
    folder = root / "figures" / edition.name
    written = {name: file_fingerprint(folder / name) for name in files or ()}
    return {"inputs": inputs, "microdata": read, "files": written}
