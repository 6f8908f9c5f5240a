"""A chart beside a document: its table and its words as files, and the chart drawn from them.

`<figure>.csv` is the table, the same in every language: numbers with their status, and ids.
`<figure>.<language>.json` has the words, and what the figure's file asks of the chart;
`<figure>.network` is a network to be drawn. It is all that a build draws a chart from, so that a
notebook draws the same.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from duizhao.charts import ChartData, Drawing, draw
from duizhao.charts.data import PRINT, WIDE, Scheme
from duizhao.charts.layer import SUFFIX
from duizhao.charts.table import Cell
from duizhao.files.cache import fingerprint

VEGA_LITE = "application/vnd.vegalite.v6+json"
_DATA = TypeAdapter(ChartData)
_STATUS = "{}.status"


@dataclass(frozen=True)
class BesideChart:
    """A chart in a notebook; Jupyter and Quarto show its picture, as a build has it."""

    data: ChartData
    language: str
    scheme: Scheme
    width: int

    @cached_property
    def drawing(self) -> Drawing:
        """Return the finished chart: its specification in Vega-Lite and its SVG."""
        return draw(self.data, self.language, self.scheme, self.width)

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return {
            "image/svg+xml": self.drawing.svg,
            VEGA_LITE: self.drawing.spec,
            "text/plain": self.data.title,
        }


def chart(folder: Path | str, figure: str, language: str) -> BesideChart:
    """Return a figure's chart from its files in a folder; for print, where Quarto prints.

    Raises `OSError` when a file is missing, `ValueError` when one is not what was written.
    """
    data = chart_data(folder, figure, language)
    return BesideChart(data, language, *(("print", PRINT) if _printing() else ("light", WIDE)))


def files_of(data: ChartData, language: str) -> dict[str, bytes]:
    """Return the files that a chart is drawn from in a language, by name."""
    words = _DATA.dump_python(data, mode="json", by_alias=True)
    words["cells"] = [[_told(cell) for cell in row] for row in words["cells"]]
    files = {f"{data.figure}.csv": _csv(data).encode()}
    if data.layer is not None:
        files[data.figure + SUFFIX] = Path(data.layer.file).read_bytes()
        words["layer"] |= {"file": "", "digest": ""}
    text = json.dumps(words, ensure_ascii=False, indent=1) + "\n"
    return {**files, f"{data.figure}.{language}.json": text.encode()}


def chart_data(folder: Path | str, figure: str, language: str) -> ChartData:
    """Return what a chart is drawn from, as its files in a folder have it; see `chart`."""
    place = Path(folder)
    words = json.loads((place / f"{figure}.{language}.json").read_text(encoding="utf-8"))
    with (place / f"{figure}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    ids = [column["id"] for column in words["columns"]]
    words["cells"] = [
        [told or _read(row, id) for id, told in zip(ids, cells, strict=True)]
        for row, cells in zip(rows, words["cells"], strict=True)
    ]
    data = _DATA.validate_json(json.dumps(words))
    if data.layer is None:
        return data
    network = place / f"{figure}{SUFFIX}"
    layer = replace(data.layer, digest=fingerprint(network.read_bytes()), file=str(network))
    return replace(data, layer=layer)


def _told(cell: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return a cell as the words' file has it: a name, and nothing of a number."""
    return cell if cell and cell["name"] else None


def _csv(data: ChartData) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    ids = [column.id for column in data.columns]
    writer.writerow(["row", *(name for id in ids for name in (id, _STATUS.format(id)))])
    for row, cells in zip(data.rows, data.cells, strict=True):
        writer.writerow([row.id, *_written(cells)])
    return out.getvalue()


def _written(cells: Sequence[Cell | None]) -> Iterator[str]:
    for cell in cells:
        if cell is None:
            yield from ("", "")
        else:
            number = "" if cell.number is None else f"{cell.number:f}"
            yield from (cell.name.id if cell.name else number, cell.status)


def _read(row: dict[str, str], column: str) -> dict[str, Any] | None:
    number, status = row[column], row[_STATUS.format(column)]
    return {"number": number or None, "status": status} if number or status else None


def _printing() -> bool:
    """Tell whether Quarto runs this for a PDF: it says in a file what it renders."""
    told = os.environ.get("QUARTO_EXECUTE_INFO")
    if not told or not Path(told).is_file():
        return False
    about = json.loads(Path(told).read_text(encoding="utf-8"))
    return "typst" in str(about["format"]["pandoc"].get("to"))
