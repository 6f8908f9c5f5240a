"""Make the files of a figure's offprints, two at a time; each is made once and kept by content."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache as once
from functools import partial
from pathlib import Path

from duizhao.downloads import excel as workbook
from duizhao.downloads import picture
from duizhao.downloads import table as sheet
from duizhao.downloads.picture import Chart
from duizhao.downloads.table import Sheet, csv_text

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
        pictures[key] = cache / f"{_digest(svg)}.png"
        tasks[pictures[key]] = _drawing(svg, 1)
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
    svg = picture.plate(one, chart)
    table = _digest(repr(one), *_program())
    files = Files(
        cache / f"{table}.csv", cache / f"{table}.xlsx", cache / f"{_digest(svg, str(SCALE))}.png"
    )
    tasks[files.csv] = partial(_write_csv, one)
    tasks[files.excel] = partial(workbook.write, one)
    tasks[files.png] = _drawing(svg, SCALE)
    return files


def _write_csv(one: Sheet, path: Path) -> None:
    path.write_bytes(csv_text(one).encode())


def _drawing(svg: str, scale: int) -> Callable[[Path], None]:
    def draw(path: Path) -> None:
        import vl_convert  # loads slowly

        path.write_bytes(vl_convert.svg_to_png(svg, scale=scale))

    return draw


def _run(tasks: Iterable[tuple[Path, Callable[[Path], None]]], cache: Path) -> None:
    waiting: Sequence[tuple[Path, Callable[[Path], None]]] = list(tasks)
    if not waiting:
        return
    _register_fonts(cache / "fonts")

    def run(task: tuple[Path, Callable[[Path], None]]) -> None:
        path, work = task
        # Written beside and renamed, so that a file that is there is complete.
        beside = path.with_name(f".{path.name}")
        work(beside)
        beside.replace(path)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, waiting))


@once
def _register_fonts(folder: Path) -> None:
    import vl_convert

    from duizhao.files import fonts

    vl_convert.register_font_directory(str(fonts.find().gather(folder)))


@once
def _program() -> tuple[str, ...]:
    """Return what the tables' form depends on: the modules that write them."""
    return tuple(Path(module.__file__ or "").read_text("utf-8") for module in (sheet, workbook))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
