"""Make the files of a figure's offprints, two at a time; each is made once and kept by content."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache as once
from functools import partial
from importlib.metadata import version
from pathlib import Path

from duizhao.downloads import excel as workbook
from duizhao.downloads import picture
from duizhao.downloads import table as sheet
from duizhao.downloads.picture import Chart
from duizhao.downloads.table import Sheet, csv_text
from duizhao.files import fonts

# The picture has two pixels to one of the page: sharp on any screen, and small enough to send.
SCALE = 2


@dataclass(frozen=True)
class Files:
    """A figure's files on disk: the table as CSV and workbook, the picture as PNG."""

    csv: Path
    excel: Path
    png: Path


def make(
    sheets: Mapping[str, tuple[Sheet, Chart]],
    cards: Mapping[str, tuple[Sheet, Chart, str]],
    cache: Path,
) -> tuple[dict[str, Files], dict[str, Path]]:
    """Make the offprints of every sheet and every link's picture; return them by the same keys.

    `cards` maps a page to a sheet, its chart and the heading (see `plate.card`). What was made
    before from the same content is taken from `cache`.
    """
    cache.mkdir(parents=True, exist_ok=True)
    tasks: dict[Path, Callable[[Path], None]] = {}
    files = {key: _files(one, chart, cache, tasks) for key, (one, chart) in sheets.items()}
    pictures = {}
    for key, (one, chart, heading) in cards.items():
        svg = picture.card(one, chart, heading)
        pictures[key] = _png_of(svg, 1, cache)
        tasks[pictures[key]] = _drawing(svg, picture.CARD, 1)
    _run(((path, task) for path, task in tasks.items() if not path.is_file()), cache)
    return files, pictures


def bundle(tables: Mapping[str, Path], path: Path) -> Path:
    """Pack tables into a zip archive, as `<name>.csv`; the same tables give the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(tables):
            entry = zipfile.ZipInfo(f"{name}.csv")  # dated 1980, as archives begin
            archive.writestr(entry, tables[name].read_bytes(), zipfile.ZIP_DEFLATED)
    return path


def _files(
    one: Sheet, chart: Chart, cache: Path, tasks: dict[Path, Callable[[Path], None]]
) -> Files:
    svg, size = picture.plate(one, chart)
    table = _digest(repr(one), *_program())
    files = Files(cache / f"{table}.csv", cache / f"{table}.xlsx", _png_of(svg, SCALE, cache))
    tasks[files.csv] = partial(_write_csv, one)
    tasks[files.excel] = partial(workbook.write, one)
    tasks[files.png] = _drawing(svg, size, SCALE)
    return files


def _write_csv(one: Sheet, path: Path) -> None:
    path.write_bytes(csv_text(one).encode())


def _png_of(svg: str, scale: int, cache: Path) -> Path:
    """Return where the picture of an SVG is kept: by what is drawn, and by what draws it."""
    return cache / f"{_digest(svg, str(scale), *map(version, ('typst', 'mplfonts')))}.png"


def _drawing(svg: str, size: tuple[int, int], scale: int) -> Callable[[Path], None]:
    def draw(path: Path) -> None:
        from duizhao.book.png import png  # loads slowly

        path.write_bytes(png(svg, size, scale, path.parent / "faces"))

    return draw


def _run(tasks: Iterable[tuple[Path, Callable[[Path], None]]], cache: Path) -> None:
    waiting: Sequence[tuple[Path, Callable[[Path], None]]] = list(tasks)
    if not waiting:
        return
    # Those of the wheel: what a system has besides differs from machine to machine.
    fonts.find(folders=()).gather(cache / "faces")

    def run(task: tuple[Path, Callable[[Path], None]]) -> None:
        path, work = task
        # Written beside and renamed, so that a file that is there is complete.
        beside = path.with_name(f".{path.name}")
        work(beside)
        beside.replace(path)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, waiting))


@once
def _program() -> tuple[str, ...]:
    """Return what the tables' form depends on: the modules that write them."""
    return tuple(Path(module.__file__ or "").read_text("utf-8") for module in (sheet, workbook))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
