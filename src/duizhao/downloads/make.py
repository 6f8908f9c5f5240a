"""Make the files of a figure's downloads, two at a time; each is made once and kept by content."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache as once
from functools import partial
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from duizhao.downloads import excel as workbook
from duizhao.downloads import picture
from duizhao.downloads import table as sheet
from duizhao.downloads.picture import Chart
from duizhao.downloads.table import Sheet, csv_text
from duizhao.files import fonts
from duizhao.files.cache import Store, fingerprint

# The picture has two pixels to one of the page: sharp on any screen, and small enough to send.
SCALE = 2
Task = Callable[[], bytes]


@dataclass(frozen=True)
class Files:
    """A figure's files on disk: the table as CSV and workbook, the picture, if any, as PNG."""

    csv: Path
    excel: Path
    png: Path | None = None


def make(
    sheets: Mapping[str, tuple[Sheet, Chart | None]],
    cards: Mapping[str, tuple[Sheet, Chart, str]],
    cache: Path,
) -> tuple[dict[str, Files], dict[str, Path]]:
    """Make the downloads of every sheet and every link's picture; return them by the same keys.

    `cards` maps a page to a sheet, its chart and the heading (see `picture.card`). What was made
    before from the same content is taken from `cache`.
    """
    store = Store(cache)
    tasks: dict[str, Task] = {}
    files = {key: _files(one, chart, cache, tasks) for key, (one, chart) in sheets.items()}
    pictures = {}
    for key, (one, chart, heading) in cards.items():
        svg = picture.card(one, chart, heading)
        name = _picture_name(svg, 1)
        pictures[key] = cache / name
        tasks[name] = partial(_png, svg, picture.CARD, 1, cache / "faces")
    missing = {name: task for name, task in tasks.items() if store.read(name) is None}
    if missing:
        if any(name.endswith(".png") for name in missing):
            fonts.portable().gather(cache / "faces")
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda name: store.write(name, missing[name]()), missing))
        store.trim()
    return files, pictures


def _files(one: Sheet, chart: Chart | None, cache: Path, tasks: dict[str, Task]) -> Files:
    table = fingerprint(repr(one), *_program())
    made: dict[str, Task] = {
        f"{table}.csv": partial(_csv, one),
        f"{table}.xlsx": partial(_excel, one),
    }
    if chart is not None:
        svg, size = picture.captioned(one, chart)
        made[_picture_name(svg, SCALE)] = partial(_png, svg, size, SCALE, cache / "faces")
    tasks |= made
    return Files(*(cache / name for name in made))


def _picture_name(svg: str, scale: int) -> str:
    """Return the name of an SVG's picture: by what is drawn, and by what draws it."""
    return f"{fingerprint(svg, str(scale), *_drawn_by())}.png"


@once
def _drawn_by() -> tuple[str, ...]:
    return version("typst"), fonts.portable().version


def _csv(one: Sheet) -> bytes:
    return csv_text(one).encode()


def _excel(one: Sheet) -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.xlsx"
        workbook.write(one, path)
        return path.read_bytes()


def _png(svg: str, size: tuple[int, int], scale: int, faces: Path) -> bytes:
    from duizhao.downloads.png import png  # loads slowly

    return png(svg, size, scale, faces)


@once
def _program() -> tuple[str, ...]:
    """Return what the tables' form depends on: the modules that write them."""
    return tuple(Path(module.__file__ or "").read_text("utf-8") for module in (sheet, workbook))
