"""What an edition's tables were computed from, kept beside them: `computed-from.txt`.

The file holds fingerprints: of each table as it was written, of the code that made it, and of the
microdata and published numbers that this code asks for. `check` holds them against what is there
now, so that no table outlives what it was made from. They stand for content alone and are the
same on every machine: the program's version and that of Python do not count.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from duizhao.analysis import public, scripts
from duizhao.analysis.modelled import MAKE
from duizhao.analysis.plan import PUBLISHED, SCHEMAS
from duizhao.analysis.scripts import PACKAGE, Scripts
from duizhao.diagnostics import Diagnostic, Place, Stage, Words, stage
from duizhao.files import csv_places
from duizhao.files.cache import file_fingerprint, fingerprint
from duizhao.project import Edition
from duizhao.project.published import Data

NAME = "computed-from.txt"
COLUMNS = ("figure", "from", "fingerprint")
EDITION, TABLE, CODE = "edition", "table", "code"
# So many digits tell contents apart, and a line stays short.
_DIGITS = 16
_SHOWN = 3


@dataclass(frozen=True)
class Sources:
    """What tables of an edition are computed from, as it is now."""

    root: Path
    edition: Edition
    code: Scripts
    data: Data
    _files: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    def of(self, figure: str) -> dict[str, str]:
        """Return the fingerprints of all that a figure's function depends on, by its name.

        Microdata that are not here, as on the machine of somebody who only builds, have none.
        """
        steps, inputs = self._needs(figure)
        uses = [(step.script.name, step.name) for step in steps]
        if inputs & self._tables.keys():
            model = self.edition.file.microdata and self.edition.file.microdata.model
            uses += [SCHEMAS, *([(f"{PACKAGE}.{model}", MAKE)] if model else [])]
        parts = (self.code.fingerprint(self.code.uses(*one)) for one in uses)
        found = {EDITION: self.edition.name, CODE: fingerprint(*parts)[:_DIGITS]}
        if PUBLISHED in inputs and self.data.complete:
            found[PUBLISHED] = self._published
        for table in sorted(inputs & self._tables.keys()):
            file = self.file(table)
            if (self.root / file).is_file():
                found[table] = self.content(file)
        return found

    def file(self, table: str) -> str:
        """Return the file of a table of microdata, relative to the project."""
        return self._tables[table].partition("#")[0]

    def content(self, path: str) -> str:
        """Return the fingerprint of a file's content."""
        if path not in self._files:
            self._files[path] = file_fingerprint(self.root / path)[:_DIGITS]
        return self._files[path]

    @property
    def _tables(self) -> Mapping[str, str]:
        return self.edition.file.microdata.tables if self.edition.file.microdata else {}

    @cached_property
    def _published(self) -> str:
        known = sorted(public.known(self.data).items())
        return fingerprint(*(f"{at} {number.normalize():f}" for at, number in known))[:_DIGITS]

    def _needs(self, figure: str) -> tuple[list[scripts.Step], set[str]]:
        """Return the functions that a figure needs, and whatever else these ask for by name."""
        steps: dict[str, scripts.Step] = {}
        inputs: set[str] = set()
        waiting = [figure]
        while waiting:
            name = waiting.pop()
            if name in steps:
                continue
            if name in self._tables or name not in self.code.steps:
                inputs.add(name)
                continue
            steps[name] = self.code.steps[name][0]
            waiting += [one.name for one in steps[name].parameters]
        return [steps[name] for name in sorted(steps)], inputs


def text(sources: Sources, tables: Mapping[str, bytes]) -> str:
    """Return the record of tables that were just computed, by the names of their files."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for file in sorted(tables):
        figure, _, kind = file.rpartition(".")
        if kind == "csv":
            made = {**sources.of(figure), TABLE: fingerprint(tables[file])[:_DIGITS]}
            writer.writerows((figure, what, digits) for what, digits in made.items())
    return out.getvalue()


@stage
def stale(root: Path, edition: Edition, data: Data) -> Stage[None]:
    """Find the tables of an edition that are not what its microdata, code and pins give now.

    Each cause is told once, with the tables that it concerns.
    """
    if edition.file.microdata is None:
        return
    path = f"figures/{edition.name}/{NAME}"
    records = yield from csv_places.read(root, path, COLUMNS)
    reading = scripts.read(root)
    if reading.findings:
        return  # told where the code is run
    sources = Sources(root, edition, reading.value, data)
    recorded: dict[str, dict[str, str]] = {}
    for _, cells in records.rows:
        recorded.setdefault(cells["figure"], {})[cells["from"]] = cells["fingerprint"]
    causes: dict[tuple[str, str], list[str]] = {}
    for figure in sorted(_computed(sources)):
        for cause in _causes(sources, figure, recorded.get(figure, {})):
            causes.setdefault(cause, []).append(figure)
    for (what, detail), figures in causes.items():
        yield _finding(sources, what, detail, figures)


def _computed(sources: Sources) -> Iterator[str]:
    """Yield the figures that have a table and a function that computes it."""
    for table in (sources.root / "figures" / sources.edition.name).glob("*.csv"):
        if table.stem in sources.code.steps and table.with_suffix(".yml").is_file():
            yield table.stem


def _causes(
    sources: Sources, figure: str, recorded: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield what of a figure's table is not as it was recorded, with a word on it."""
    path = f"figures/{sources.edition.name}/{figure}.csv"
    if not recorded or recorded.get(EDITION) != sources.edition.name:
        yield (EDITION, recorded.get(EDITION, ""))
        return
    if recorded.get(TABLE) != sources.content(path):
        yield (TABLE, path)
    for what, digits in sources.of(figure).items():
        if recorded.get(what) != digits:
            yield (what, "")


def _finding(sources: Sources, what: str, detail: str, figures: Sequence[str]) -> Diagnostic:
    edition = sources.edition
    few, more = figures[:_SHOWN], len(figures) - _SHOWN
    listed = Words(
        "、".join(few) + (f"，另有{more}个" if more > 0 else ""),
        ", ".join(few) + (f" and {more} more" if more > 0 else ""),
    )
    if what == TABLE:
        place = Place(detail, 1)
        message = Words("这个表不是analyse写下的样子", "the table is not as analyse wrote it")
    elif what == EDITION:
        place = Place(f"figures/{edition.name}/{NAME}")
        message = Words(
            f"这些表是{detail}版的：{listed.zh}"
            if detail
            else f"没有记录这些表由什么算出：{listed.zh}",
            f"tables of the edition {detail}: {listed.en}"
            if detail
            else f"nothing records what these tables were computed from: {listed.en}",
        )
    else:
        place, changed = _changed(sources, what, figures[0])
        message = Words(
            f"{changed.zh}在这些表算出以后改过：{listed.zh}",
            f"{changed.en} changed after these tables were computed: {listed.en}",
        )
    hint = Words(f"请运行duizhao analyse {edition.name}", f"run duizhao analyse {edition.name}")
    return Diagnostic("stale-table", place, message, hint)


def _changed(sources: Sources, what: str, figure: str) -> tuple[Place, Words]:
    """Return where something stands that a figure was computed from, and what it is called."""
    if what == CODE:
        return sources.code.steps[figure][0].place, Words("代码", "the code")
    if what == PUBLISHED:
        path = f"data/{sources.edition.name}/published.csv"
        return Place(path), Words("公布的数", "published numbers")
    return Place(sources.file(what)), Words(f"“{what}”", f"“{what}”")
