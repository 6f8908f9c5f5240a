"""A tile grid: places as equal tiles, roughly where they lie, so that no border is drawn."""

from __future__ import annotations

from decimal import Decimal

from duizhao.charts.data import ChartData, Name
from duizhao.charts.header import header
from duizhao.charts.numbers import label, scale_of
from duizhao.charts.options import Options
from duizhao.charts.palette import LINE, step
from duizhao.charts.parts import Margins, Picture, Sheet, kind_of, notes, picture, said
from duizhao.charts.ramp import Tile, steps, tiles_drawn, words_on
from duizhao.charts.refusals import no_tile, not_negative, nothing
from duizhao.charts.text import fitting
from duizhao.charts.theme import SMALL
from duizhao.charts.words import EMPTY, UNPUBLISHED

_GAP = 3
_LARGEST = 74
_INSET = 4


def tiles(data: ChartData, options: Options, sheet: Sheet) -> Picture:
    """Draw one tile per row, its name and value on it; the stronger its colour, the more.

    A row without a number is an outline, a modelled one pale with a dashed edge.
    """
    column = data.column(options.value)
    cells = [data.cell(row, options.value) for row in range(len(data.rows))]
    numbers = [cell.number for cell in cells if cell is not None and cell.number is not None]
    if not numbers:
        raise nothing()
    if min(numbers) < 0:
        raise not_negative("tiles")
    across = 1 + max(_place(name)[0] for name in data.rows)
    down = 1 + max(_place(name)[1] for name in data.rows)
    pitch = min((sheet.width + _GAP) / across, _LARGEST + _GAP)
    left = (sheet.width + _GAP - pitch * across) / 2
    tall = min(pitch, 46 + _GAP)
    scale = scale_of(column, numbers, sheet.language)
    made: list[Tile] = []
    texts = []
    rank = iter(steps(numbers))
    forms = [name.forms for name in data.rows]
    named = fitting(forms, SMALL, pitch - _GAP - _INSET, 2, sheet.language)
    for name, lines, cell in zip(data.rows, named, cells, strict=True):
        number: Decimal | None = None if cell is None else cell.number
        x, y = _place(name)
        tile = Tile(
            x=x * pitch,
            y=y * tall,
            width=pitch - _GAP,
            height=tall - _GAP,
            step=None if number is None else next(rank),
            kind="solid" if cell is None else kind_of(cell),
            name=name.text,
            said=UNPUBLISHED.of(sheet.language)
            if number is None
            else said(number, cell, column, sheet.language),
        )
        made.append(tile)
        value = EMPTY if number is None else label(number, column, scale)
        texts += words_on(tile, [*((line, SMALL) for line in lines), (value, SMALL)], 14)
    kinds = {tile.kind for tile in made}
    head = header(sheet, scale.heading(column.title), kinds, left, 0, LINE, step(0))
    layers = [*head.layers, *tiles_drawn(made, (data.row_title, column.title)), *notes(texts)]
    height = down * tall - _GAP
    return picture(layers, sheet, Margins(left, head.height, left, 2), height)


def _place(name: Name) -> tuple[int, int]:
    if name.tile is None:
        raise no_tile(name.id)
    return name.tile
