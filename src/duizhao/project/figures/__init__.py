"""Figure tables: `figures/<edition>/<figure>.csv` and `.yml`, with the pins laid over them.

`file` is what an author writes about a figure, `table` its numbers, `figure` both together.
"""

from duizhao.language.labels import Status
from duizhao.project.figures.figure import Figure
from duizhao.project.figures.file import (
    ClassesFile,
    ColumnFile,
    Declared,
    FigureFile,
    declared,
    unknown_table,
)
from duizhao.project.figures.reading import load, named_by_itself, pinned, split
from duizhao.project.figures.table import INTERVAL, Cell, Interval

__all__ = [
    "INTERVAL",
    "Cell",
    "ClassesFile",
    "ColumnFile",
    "Declared",
    "Figure",
    "FigureFile",
    "Interval",
    "Status",
    "declared",
    "load",
    "named_by_itself",
    "pinned",
    "split",
    "unknown_table",
]
