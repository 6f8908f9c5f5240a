"""A tile grid: places as equal tiles, roughly where they lie, so that no border is drawn."""

from __future__ import annotations

from duizhao.charts.data import ChartData
from duizhao.charts.forms.bars import Bars
from duizhao.charts.forms.bars.drawing import bars
from duizhao.charts.forms.tiles import Tiles
from duizhao.charts.header import header
from duizhao.charts.lengths import lengths
from duizhao.charts.palette import LINE, step
from duizhao.charts.parts import Canvas, Margins, Picture, notes, picture
from duizhao.charts.ramp import Tile, steps, tiles_drawn, words_on
from duizhao.charts.theme import SMALL
from duizhao.language.text_layout import fitting

_GAP = 2
_WIDEST = 74
_TALLEST = 46
_INSET = 4
_EDGE = 1
"""Room for the outline of the outermost tiles, in px."""
_LINE = 14


def tiles(data: ChartData, options: Tiles, canvas: Canvas) -> Picture:
    """Draw one tile per row, its name and value on it; the stronger its colour, the more.

    A row without a number is an outline, a modelled one pale with a dashed edge. Where the canvas
    is too narrow for the names, even the shorter forms, the same is drawn as ranked bars, and what
    they leave of the whole as one more.
    """
    column = data.column(options.value)
    every = list(range(len(data.rows)))
    made, scale = lengths(data, options.value, every, False, canvas.language)
    places = [name.tile or (0, 0) for name in data.rows]
    pitch = min((canvas.width - _EDGE + _GAP) / (1 + max(x for x, _ in places)), _WIDEST + _GAP)
    tall = min(pitch, _TALLEST + _GAP)
    room = pitch - _GAP - _INSET
    forms = [name.forms for name in data.rows]
    names = fitting(forms, SMALL, room, int((tall - _GAP) / _LINE) - 1, canvas.language)
    widest_value = max(canvas.room(each.text) for each in made)
    if names is None or widest_value > room + _INSET:
        return bars(data, Bars(form="bars", value=options.value, remainder=True), canvas)
    words = [(*name, each.text) for name, each in zip(names, made, strict=True)]

    left = (canvas.width + _GAP - pitch * (1 + max(x for x, _ in places))) / 2
    drawn = [
        Tile(
            x=x * pitch,
            y=y * tall,
            width=pitch - _GAP,
            height=tall - _GAP,
            step=None if each.kind == "unpublished" else place,
            kind=each.kind,
            name=each.name.text,
            said=each.said,
        )
        for (x, y), each, place in zip(
            places, made, steps([each.number for each in made]), strict=True
        )
    ]
    texts = [
        note
        for tile, lines in zip(drawn, words, strict=True)
        for note in words_on(tile, [(line, SMALL) for line in lines], _LINE)
    ]
    kinds = {each.kind for each in made}
    head = header(canvas, scale.heading(column.title), kinds, left, 0, LINE, step(0), named=False)
    layers = [*head.layers, *tiles_drawn(drawn, (data.row_title, column.title)), *notes(texts)]
    height = (1 + max(y for _, y in places)) * tall - _GAP
    return picture(layers, canvas, Margins(left, head.height, left, 2), height)
