"""The parts that all forms share: canvas, margins, written words, boxes, looks, tooltips."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass
from typing import Any, Literal

import altair as alt

from duizhao.charts.data import PHONE
from duizhao.charts.labels import ESTIMATED, MARKED, MODELLED
from duizhao.charts.numbers import full
from duizhao.charts.palette import BAR, BAR_TINT, CLEAR, INK, LINE, QUIET
from duizhao.charts.raster import Pixels
from duizhao.charts.table import Cell, Column
from duizhao.charts.theme import SMALL, config
from duizhao.language.text_layout import width

Kind = Literal["solid", "modelled", "forecast", "unpublished"]
Align = Literal["left", "center", "right"]
Records = list[dict[str, Any]]

GAP = 6
"""Between a mark and its words, in px."""


@dataclass(frozen=True)
class Canvas:
    """What a chart is drawn on: its language and its width in px."""

    language: str
    width: int

    @property
    def phone(self) -> bool:
        """Whether there is little room, so that words wrap and labels thin out."""
        return self.width < (PHONE + 680) / 2

    def room(self, text: str, size: float = SMALL) -> float:
        """Return the width of a text in px."""
        return width(text, size, self.language)


@dataclass(frozen=True)
class Margins:
    """The room around the plot, in px."""

    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0

    def exact(self) -> Margins:
        """Return these margins in eighths of a px, which add up exactly, in Vega too."""
        return Margins(*(round(side * 8) / 8 for side in astuple(self)))


@dataclass(frozen=True)
class Note:
    """A text at a place in px, counted from the upper left of the plot; `y` is its middle."""

    text: str
    x: float
    y: float
    align: Align = "left"
    colour: str = QUIET
    size: int = SMALL


@dataclass(frozen=True)
class Plot:
    """Layers over one another in a frame whose size is given in px."""

    layers: tuple[alt.Chart, ...]
    width: float
    height: float

    def spec(self) -> dict[str, Any]:
        """Return this plot's part of a Vega-Lite specification."""
        layers = [
            unpacked(layer.to_dict(validate=False, context={"top_level": False}))
            for layer in self.layers
        ]
        return {"layer": layers, "height": self.height, "width": self.width}


@dataclass(frozen=True)
class Picture:
    """Plots whose size is settled: they and the room around them make up the whole.

    Several plots stand in a grid `across` wide, `apart` px (across, down) from each other. Layers
    and plots are put together as finished specifications: Altair's own `layer` and `concat` copy
    each of them many times over, which takes longer than all else that it does. `whole` is the
    specification of a chart that comes as one. `parameters` are what a reader may choose, as in
    Vega-Lite.
    """

    plots: tuple[Plot, ...]
    width: int
    height: int
    margins: Margins
    across: int = 1
    apart: tuple[float, float] = (0, 0)
    raster: Pixels | None = None
    whole: Mapping[str, Any] | None = None
    parameters: tuple[dict[str, Any], ...] = ()

    def spec(self) -> dict[str, Any]:
        """Return the Vega-Lite specification, not yet painted."""
        if self.whole is not None:
            return {**self.whole, "padding": asdict(self.margins)}
        plots = [plot.spec() for plot in self.plots]
        whole: dict[str, Any] = {"$schema": alt.SCHEMA_URL, "config": config()}
        if len(plots) == 1:
            whole |= plots[0]
        else:
            whole |= {
                "concat": plots,
                "columns": self.across,
                "spacing": {"column": self.apart[0], "row": self.apart[1]},
                "bounds": "flush",
                "resolve": {"scale": {"x": "independent", "y": "independent"}},
            }
        if self.parameters:
            whole["params"] = list(self.parameters)
        return whole | {"padding": asdict(self.margins), "autosize": {"type": "none"}}


def picture(
    layers: Sequence[alt.Chart], canvas: Canvas, margins: Margins, height: float
) -> Picture:
    """Lay the layers over one another in a plot of a height in px, with margins around it."""
    tall = round(height + margins.top + margins.bottom)
    room = margins.exact()
    plot = Plot(
        tuple(layers),
        width=canvas.width - room.left - room.right,
        height=tall - room.top - room.bottom,
    )
    return Picture((plot,), canvas.width, tall, room)


def plotted(records: Records) -> alt.Chart:
    """Begin a layer that draws these records.

    They travel as one text, which Altair copies and checks at no cost; `unpacked` makes them a
    list again.
    """
    return alt.Chart(alt.InlineData(values=json.dumps(records, ensure_ascii=False)))


def unpacked(spec: Any) -> Any:
    """Return a copy of a specification with the records of `plotted` in place."""
    if isinstance(spec, list):
        return [unpacked(value) for value in spec]
    if not isinstance(spec, dict):
        return spec
    made = {key: unpacked(value) for key, value in spec.items() if key != "data"}
    if "data" in spec:
        made["data"] = {"values": json.loads(spec["data"]["values"])}
    return made


def pixels(channel: type, field: str) -> Any:
    """Return an encoding of a place in px, without scale and axis."""
    return channel(f"{field}:Q", scale=None, axis=None)


def notes(items: Iterable[Note]) -> list[alt.Chart]:
    """Write texts, one layer for all of the same alignment, colour and size."""
    groups: dict[tuple[Align, str, int], Records] = {}
    for item in items:
        record = {"x": round(item.x, 1), "y": round(item.y, 1), "text": item.text}
        groups.setdefault((item.align, item.colour, item.size), []).append(record)
    return [
        plotted(records)
        .mark_text(align=align, baseline="middle", fill=colour, fontSize=size)
        .encode(x=pixels(alt.X, "x"), y=pixels(alt.Y, "y"), text=alt.Text("text:N"))
        for (align, colour, size), records in groups.items()
    ]


def boxes(records: Records, **style: Any) -> alt.Chart:
    """Draw rectangles given in px by `x`, `y`, `x2` and `y2`."""
    return spanned(plotted(records).mark_rect(**style))


def spanned(chart: alt.Chart, across: bool = True, down: bool = True) -> alt.Chart:
    """Place marks in px: from `x` to `x2` where they reach `across`, `y` to `y2` where `down`."""
    ends: dict[str, Any] = {"x": pixels(alt.X, "x"), "y": pixels(alt.Y, "y")}
    if across:
        ends["x2"] = alt.X2("x2:Q")
    if down:
        ends["y2"] = alt.Y2("y2:Q")
    placed: alt.Chart = chart.encode(**ends)
    return placed


def hits(records: Records, tooltip: Sequence[alt.Tooltip]) -> alt.Chart:
    """Lay invisible areas, given in px like boxes, over marks that are small to point at.

    Only the interactive chart has them; they carry the tooltips.
    """
    areas: alt.Chart = boxes(records, fill=CLEAR).encode(tooltip=list(tooltip))
    return areas


def kind_of(cell: Cell) -> Kind:
    """Return how a cell's mark looks: modelled cells pale and dashed, all others solid."""
    return "modelled" if cell.status == "modelled" else "solid"


def style(kind: Kind, strong: str = BAR, pale: str = BAR_TINT) -> dict[str, Any]:
    """Return fill and outline of a bar, segment or tile of a kind."""
    match kind:
        case "solid":
            return {"fill": strong}
        case "modelled":
            return {"fill": pale, "stroke": strong, "strokeWidth": 1, "strokeDash": [3, 2]}
        case "forecast":
            return {"fill": CLEAR, "stroke": strong, "strokeWidth": 1.5, "strokeDash": [3, 2]}
        case "unpublished":
            return {"fill": CLEAR, "stroke": LINE, "strokeWidth": 1}


def said(number: Any, cell: Cell | None, column: Column, language: str) -> str:
    """Return a number in full for a tooltip; a modelled or estimated one says so."""
    text = full(number, column, language)
    word = {"modelled": MODELLED, "estimated": ESTIMATED}.get(cell.status) if cell else None
    return MARKED.of(language).format(text, word.of(language)) if word else text


def tip(field: str, title: str) -> alt.Tooltip:
    """Return a line of a tooltip: a title, and the field that holds the text."""
    return alt.Tooltip(f"{field}:N", title=title)


def ink_of(kind: Kind) -> str:
    """Return the colour of the words beside a mark: quiet where there is nothing to read off."""
    return QUIET if kind == "unpublished" else INK
