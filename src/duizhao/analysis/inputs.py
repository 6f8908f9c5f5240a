"""An edition's tables as functions want them: read whole, or left on disk to an engine.

What is left on disk is checked there, once: a stamp beside the copies says which content was.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import narwhals as nw
import pandas as pd

from duizhao import microdata as tables
from duizhao.analysis.choice import Choice, Say, chosen
from duizhao.analysis.engines import Engine, Open, opened
from duizhao.analysis.forms import Form, Given
from duizhao.analysis.loading import load
from duizhao.analysis.plan import SCHEMAS
from duizhao.diagnostics import Checked, Diagnostic, Place, Stage, Words, did_you_mean, stage
from duizhao.files.cache import file_fingerprint, read_record, write_record
from duizhao.microdata.scan import Scanned, scan, types
from duizhao.project import Edition
from duizhao.project.glossary import Glossary


@dataclass(frozen=True)
class Inputs:
    """The tables that functions ask for: their files, schemas, keys, and forms.

    `asked` maps a table to the functions that take it, by form.
    """

    root: Path
    edition: Edition
    asked: Mapping[str, Mapping[Form, Collection[str]]]
    keys: Mapping[str, str]
    folder: Path
    terms: Glossary

    @contextmanager
    def given(self, choice: Choice, say: Say) -> Iterator[Checked[dict[str, Given] | None]]:
        """Give the tables in the forms asked for, inside a `with` block; None if one is wrong."""
        lazily = [name for name, by_form in self.asked.items() if Form.lazy in by_form]
        files = {name: self._path(name) for name in self.asked}
        whole = {n: these[Form.whole] for n, these in self.asked.items() if Form.whole in these}
        engine: Checked[Engine | None] = Checked(Engine.pandas)
        if lazily:
            engine = chosen(choice, self.root, files, whole, say)
        if engine.value is None:
            yield Checked(None, engine.findings)
        elif engine.value is Engine.pandas:
            yield self._given(self.asked, None, choice)
        else:
            with opened(engine.value, self.folder / "spill", choice.room) as open_table:
                yield self._given(lazily, open_table, choice)

    @stage
    def _given(
        self, lazily: Collection[str], open_table: Open | None, choice: Choice
    ) -> Stage[dict[str, Given] | None]:
        whole = [name for name, by_form in self.asked.items() if Form.whole in by_form]
        if open_table is None:
            whole = list(self.asked)
        read = read_tables(self.root, self.edition, whole, self.terms)
        frames = (yield from read) or {}
        sound = not read.findings
        given: dict[str, Given] = {}
        for name in self.asked:
            lazy: nw.LazyFrame[Any] | None = None
            if open_table is None and name in frames:
                lazy = nw.from_native(frames[name]).lazy()
            elif open_table is not None and name in lazily and sound:
                table = yield from self._on_disk(name, frames.get(name), choice)
                lazy = None if table is None else open_table(table)
                sound = table is not None
            given[name] = Given(frames.get(name), lazy)
        return given if sound else None

    def _path(self, name: str) -> str:
        microdata = self.edition.file.microdata
        return "" if microdata is None else microdata.tables[name]

    def _on_disk(
        self, name: str, frame: pd.DataFrame | None, choice: Choice
    ) -> Stage[Scanned | None]:
        """Return a table as a Parquet file that fits its schema; what was checked stays so."""
        schema = (yield from _schemas(self.root, [name])).get(name)
        if schema is None:
            return None
        stamp = self.folder / f"{name}.json"
        sound = read_record(stamp)
        if sound.get("key") == self.keys[name]:
            path = self.root / sound["path"]
            if sound["path"] == self._path(name) or sound["content"] == file_fingerprint(path):
                return Scanned(path, types(schema))
        self.folder.mkdir(parents=True, exist_ok=True)
        stamp.unlink(missing_ok=True)
        source = self._path(name)
        if PurePosixPath(source).suffix.lower() != ".parquet":
            found = yield from self._as_parquet(name, schema, frame)
        else:
            known = self.terms.ids()
            folder = self.folder / name
            found = yield from scan(self.root, source, schema, folder, known, choice.room)
        if found is not None:
            kept = {"key": self.keys[name], "path": source, "content": ""}
            if found.path != self.root / source:  # a copy in build/; the source may lie anywhere
                kept["path"] = found.path.relative_to(self.root).as_posix()
                kept["content"] = file_fingerprint(found.path)
            write_record(stamp, kept)
        return found

    def _as_parquet(
        self, name: str, schema: Any, frame: pd.DataFrame | None
    ) -> Stage[Scanned | None]:
        """Write a table of another format as Parquet, for engines that read from disk."""
        if frame is None:
            frames = yield from read_tables(self.root, self.edition, [name], self.terms)
            if frames is None:
                return None
            frame = frames[name]
        path = self.folder / name / f"{name}.parquet"
        path.parent.mkdir(exist_ok=True)
        frame.to_parquet(path, index=False)
        return Scanned(path, types(schema))


def _schemas(root: Path, names: Collection[str]) -> Stage[dict[str, Any]]:
    """Return the schemas of tables; one that is missing is a finding."""
    module, attribute = SCHEMAS
    loaded = yield from load(root, module)
    if loaded is None:
        return {}
    schemas = getattr(loaded, attribute, {})
    for table in names:
        if table not in schemas:
            message = Words(
                zh=f"{attribute}里没有“{table}”表的模式",
                en=f"{attribute} has no schema for the table “{table}”",
            )
            place = Place(f"{module.replace('.', '/')}.py")
            hint = did_you_mean(table, [str(one) for one in schemas])
            yield Diagnostic("missing-schema", place, message, hint)
    return {table: schemas[table] for table in names if table in schemas}


@stage
def read_tables(
    root: Path, edition: Edition, names: Collection[str], terms: Glossary
) -> Stage[dict[str, pd.DataFrame] | None]:
    """Read and check the named tables of an edition's microdata; None when one is not in order."""
    microdata = edition.file.microdata
    paths = {} if microdata is None else {n: p for n, p in microdata.tables.items() if n in names}
    if not paths:
        return {}
    schemas = yield from _schemas(root, list(paths))
    known = terms.ids()
    frames: dict[str, pd.DataFrame] = {}
    for table, schema in schemas.items():
        frame = yield from tables.read(root, paths[table], schema, known)
        if frame is not None:
            frames[table] = frame
    return frames if len(frames) == len(paths) else None
