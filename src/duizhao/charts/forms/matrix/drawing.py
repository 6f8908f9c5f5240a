"""Flows as a matrix: who gives down the side, who receives across the top."""

from __future__ import annotations

from collections.abc import Sequence

from duizhao.charts.data import ChartData
from duizhao.charts.flows import Flow, by_weight, flows_of
from duizhao.charts.forms.matrix import Matrix
from duizhao.charts.header import header
from duizhao.charts.labels import ENTITLED, FLOW, FLOWS
from duizhao.charts.numbers import Scale, direct_scale_of, label
from duizhao.charts.palette import INK, LINE, step
from duizhao.charts.parts import GAP, Canvas, Margins, Note, Picture, kind_of, notes, picture, said
from duizhao.charts.ramp import Tile, steps, tiles_drawn, words_on
from duizhao.charts.table import Column, Name
from duizhao.charts.theme import SMALL
from duizhao.language.text_layout import LINE as LINE_HEIGHT
from duizhao.language.text_layout import fitting, widest, wrapped

_GAP = 2
_TALL = 32
_WIDEST = 92
_NAMES = 0.24
_LINE = SMALL * LINE_HEIGHT


def matrix(data: ChartData, options: Matrix, canvas: Canvas) -> Picture:
    """Draw one tile per row: both ends of a flow are named by columns of the table.

    Both sides list the names in the same order, those with the largest flows first, so that what
    stays within one place lies along the diagonal. A pair without a row has no tile.
    """
    column = data.column(options.value)
    flows = flows_of(data, options)
    order = by_weight(flows)
    givers = [name for name in order if any(name == flow.giver for flow in flows)]
    takers = [name for name in order if any(name == flow.taker for flow in flows)]

    room = canvas.width * _NAMES
    sides = [wrapped(name.text, SMALL, room, canvas.language) for name in givers]
    left = max(widest(lines, SMALL, canvas.language) for lines in sides) + GAP
    pitch = min((canvas.width - left + _GAP) / len(takers), _WIDEST + _GAP)
    heads = fitting([name.forms for name in takers], SMALL, pitch - 4, 2, canvas.language) or [
        wrapped(name.forms[-1], SMALL, pitch - 4, canvas.language) for name in takers
    ]
    above = max(len(lines) for lines in heads) * _LINE + GAP

    scale = direct_scale_of(column, [flow.number for flow in flows], canvas.language)
    texts = [label(flow.number, column, scale) for flow in flows]
    if scale.suffix and max(canvas.room(text) for text in texts) > pitch - 4:
        # Too narrow to repeat the unit on every tile: the heading names it once.
        scale = scale.with_unit_in_heading()
        texts = [text.removesuffix(scale.unit) for text in texts]
    head = header(
        canvas,
        _title(data, options, scale),
        {kind_of(flow.cell) for flow in flows},
        left,
        above,
        LINE,
        step(0),
    )
    layers = [*head.layers]
    made = _tiles(flows, givers, takers, pitch, column, canvas)
    layers += tiles_drawn(made, (FLOWS.of(canvas.language), column.title))
    words = [*_beside(sides), *_over(heads, pitch)]
    for tile, text in zip(made, texts, strict=True):
        words += words_on(tile, [(text, SMALL)], _LINE)
    right = canvas.width - left - len(takers) * pitch + _GAP
    margins = Margins(left, head.height + above, right, 2)
    height = len(givers) * _TALL - _GAP
    return picture([*layers, *notes(words)], canvas, margins, height)


def _title(data: ChartData, options: Matrix, scale: Scale) -> str:
    ends = FLOW.of(scale.language).format(
        provider=data.column(options.provider).title, receiver=data.column(options.receiver).title
    )
    what = scale.heading(data.column(options.value).title)
    return ENTITLED.of(scale.language).format(what, ends)


def _tiles(
    flows: Sequence[Flow],
    givers: list[Name],
    takers: list[Name],
    pitch: float,
    column: Column,
    canvas: Canvas,
) -> list[Tile]:
    return [
        Tile(
            x=takers.index(flow.taker) * pitch,
            y=givers.index(flow.giver) * _TALL,
            width=pitch - _GAP,
            height=_TALL - _GAP,
            step=place,
            kind=kind_of(flow.cell),
            name=f"{flow.giver.text}→{flow.taker.text}",
            said=said(flow.number, flow.cell, column, canvas.language),
        )
        for flow, place in zip(flows, steps([flow.number for flow in flows]), strict=True)
    ]


def _beside(sides: Sequence[Sequence[str]]) -> list[Note]:
    return [
        Note(
            text,
            -GAP,
            (row + 0.5) * _TALL - _GAP / 2 + (place - (len(lines) - 1) / 2) * _LINE,
            "right",
            INK,
        )
        for row, lines in enumerate(sides)
        for place, text in enumerate(lines)
    ]


def _over(heads: Sequence[Sequence[str]], pitch: float) -> list[Note]:
    return [
        Note(
            text,
            (column + 0.5) * pitch - _GAP / 2,
            (row - len(lines) + 0.5) * _LINE - GAP,
            "center",
            INK,
        )
        for column, lines in enumerate(heads)
        for row, text in enumerate(lines)
    ]
