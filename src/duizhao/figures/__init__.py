"""Figure tables: `figures/<edition>/<figure>.csv` and `.yml`, with the pins laid over them.

`file` is what an author writes about a figure, `table` its numbers, `figure` both together.
"""

from duizhao.figures.figure import Figure
from duizhao.figures.file import ColumnFile, FigureFile, draws_another
from duizhao.figures.reading import load, split
from duizhao.figures.table import INTERVAL, Cell, Interval, Status, number_in

__all__ = [
    "INTERVAL",
    "Cell",
    "ColumnFile",
    "Figure",
    "FigureFile",
    "Interval",
    "Status",
    "draws_another",
    "load",
    "number_in",
    "split",
]
