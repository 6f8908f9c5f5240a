"""Which engine counts: pandas, unless the tables are larger than memory allows; then DuckDB.

Spark is taken only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from duizhao.analysis import memory
from duizhao.analysis.engines import Engine
from duizhao.diagnostics import Diagnostic, Place, Stage, Words, stage

Say = Callable[[Words], None]


@dataclass(frozen=True)
class Choice:
    """What was asked for: an engine (by itself when None), and the memory there is (measured)."""

    engine: Engine | None = None
    memory: int | None = None

    @property
    def room(self) -> int | None:
        """Return the bytes that tables may take, or None when nobody knows."""
        free = memory.free() if self.memory is None else self.memory
        return None if free is None else int(free * memory.PART)


@stage
def chosen(
    choice: Choice,
    root: Path,
    files: Mapping[str, str],
    whole: Mapping[str, Collection[str]],
    say: Say,
) -> Stage[Engine | None]:
    """Return the engine for tables in these files of `root`; say so when they do not fit.

    `whole` maps a table to the functions that take it as a DataFrame. Where such tables alone do
    not fit, that is a finding, and None is returned. Only Parquet files count: other formats are
    read whole in any case.
    """
    if choice.engine is not None:
        return choice.engine
    parquet = {
        name: file for name, file in sorted(files.items()) if file.lower().endswith(".parquet")
    }
    sizes = {name: memory.needed(root / file) for name, file in parquet.items()}
    room, needed = choice.room, sum(sizes.values())
    if room is None or needed <= room:
        return Engine.pandas
    listed = [PurePosixPath(parquet[name]).name for name, size in sizes.items() if size]
    zh, en = "、".join(listed), ", ".join(listed)
    size, space = memory.said(needed), memory.said(room)
    if sum(sizes.get(name, 0) for name in whole) <= room:
        verb = "needs" if len(listed) == 1 else "need"
        say(
            Words(
                zh=f"微观数据{zh}约需{size}内存，可用{space}：由DuckDB从磁盘读取",
                en=f"microdata {en} {verb} about {size} of memory, {space} may be used:"
                " DuckDB reads from disk",
            )
        )
        return Engine.duckdb
    functions = sorted({one for name, names in whole.items() if sizes.get(name) for one in names})
    place = Place(parquet[max(sizes, key=lambda name: sizes[name])])
    message = Words(
        zh=f"微观数据{zh}约需{size}内存，可用{space}，而{'、'.join(functions)}要整表读入",
        en=f"microdata {en} would take about {size} of memory, {space} may be used, and they are"
        f" wanted whole by {', '.join(functions)}",
    )
    hint = Words(
        zh="把参数类型改为nw.LazyFrame，只取所需的列；或者用--engine pandas照样读入",
        en="take nw.LazyFrame and collect the columns needed, or read all with --engine pandas",
    )
    yield Diagnostic("memory", place, message, hint)
    return None
