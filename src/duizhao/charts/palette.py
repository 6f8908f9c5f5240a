"""Every colour of the charts, by the part it plays, in the light, dark and print schemes.

Charts are built with the names of parts (`@ink`) in place of colours and painted afterwards, so
that one layout serves every scheme and no colour stands anywhere else. The five category colours
differ in lightness, so that they stay apart in greyscale, and in hue along the blue-orange axis,
which every common colour blindness leaves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from duizhao.charts.data import Scheme

CATEGORIES = 5
"""How many categories one chart tells apart by colour."""
STEPS = 8
"""How many steps the ramp of a tile grid or matrix has."""

INK = "@ink"
QUIET = "@quiet"
GRID = "@grid"
LINE = "@line"
PAPER = "@paper"
BAR = "@bar"
BAR_TINT = "@bar-tint"
CLEAR = "@clear"


def category(place: int) -> str:
    """Return the part of the category at a place in the palette, from 0."""
    return f"@category-{place % CATEGORIES}"


def tint(place: int) -> str:
    """Return the pale form of a category's colour, for modelled values."""
    return f"@tint-{place % CATEGORIES}"


def step(place: int) -> str:
    """Return a step of the ramp, from 0 (little) to 7 (much)."""
    return f"@step-{place}"


def on_step(place: int) -> str:
    """Return the colour of text on a step of the ramp."""
    return f"@on-step-{place}"


_LIGHT = {
    INK: "#20242b",
    QUIET: "#59616d",
    GRID: "#e3e6ea",
    LINE: "#8b939e",
    PAPER: "#ffffff",
    BAR: "#1f6396",
    BAR_TINT: "#d3e3f2",
    CLEAR: "transparent",
    **{
        f"@category-{i}": c
        for i, c in enumerate(("#003d75", "#b4462a", "#bd8b27", "#8b3259", "#008f83"))
    },
    **{
        f"@tint-{i}": c
        for i, c in enumerate(("#d0dcec", "#f6dad2", "#f4e6c8", "#eed6e0", "#cdebe7"))
    },
    **{
        f"@step-{i}": c
        for i, c in enumerate(
            ("#e9f2fc", "#c8d7ea", "#a6bed8", "#85a5c7", "#6a95bc", "#3a75a4", "#005f93", "#004982")
        )
    },
    **{on_step(i): "#20242b" if i < 5 else "#ffffff" for i in range(STEPS)},
}
_DARK = {
    INK: "#e6e8ec",
    QUIET: "#a9b0bb",
    GRID: "#363c47",
    LINE: "#7d8592",
    PAPER: "#1e2129",
    BAR: "#73b1e8",
    BAR_TINT: "#2f4254",
    CLEAR: "transparent",
    **{
        f"@category-{i}": c
        for i, c in enumerate(("#9dcafe", "#e07152", "#ffdc83", "#ba547f", "#58bbaf"))
    },
    **{
        f"@tint-{i}": c
        for i, c in enumerate(("#33445a", "#4d3029", "#4d4429", "#46293a", "#24433f"))
    },
    **{
        f"@step-{i}": c
        for i, c in enumerate(
            ("#25323f", "#304153", "#3c5268", "#49637d", "#7291b1", "#85a9ce", "#9cc5ef", "#b6e4ff")
        )
    },
    **{on_step(i): "#f2f4f8" if i < 4 else "#14171d" for i in range(STEPS)},
}
_PRINT = {**_LIGHT, INK: "#000000", QUIET: "#404040", GRID: "#d9d9d9", LINE: "#808080"}

SCHEMES: Mapping[Scheme, Mapping[str, str]] = {"light": _LIGHT, "dark": _DARK, "print": _PRINT}
"""For each scheme the colour of every part, as a hexadecimal colour."""


def painted(spec: Any, scheme: Scheme) -> Any:
    """Return a copy of a specification with every part in the colour of the scheme."""
    colours = SCHEMES[scheme]
    if isinstance(spec, dict):
        return {key: painted(value, scheme) for key, value in spec.items()}
    if isinstance(spec, list):
        return [painted(value, scheme) for value in spec]
    return colours.get(spec, spec) if isinstance(spec, str) else spec
