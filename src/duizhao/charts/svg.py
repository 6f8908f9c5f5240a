"""A finished static picture from Vega's SVG: described, in its language, painted, and small."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

from duizhao.charts.data import ChartData, Scheme
from duizhao.charts.palette import CLEAR, SCHEMES
from duizhao.charts.theme import PRINT_FONTS, screen_fonts
from duizhao.language import language_of

_SVG = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_NUMBER = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")
_ID = re.compile(r"[^A-Za-z0-9_-]")
_NUMERIC = {"d", "transform", "x", "y", "x1", "x2", "y1", "y2", "dx", "dy", "width", "height", "r"}
# What Vega repeats on every mark although it is SVG's initial value, or only serves Vega itself.
_DROPPED = {"class", "pointer-events", "stroke-miterlimit", "role", "aria-roledescription"}
_INITIAL = {("opacity", "1"), ("stroke-width", "1"), ("text-anchor", "start"), ("x2", "0")}
_INITIAL |= {("y2", "0"), ("transform", "translate(0,0)"), ("font-weight", "normal")}


def finished(
    text: str, data: ChartData, language: str, scheme: Scheme, size: tuple[int, int]
) -> str:
    """Return Vega's SVG as the picture that is shipped.

    It has a title and a description (the alternative text) in its language, an id that differs
    by figure, language, scheme and width, and a view box, so that it scales with the page. It
    holds no script, no style canvas and no reference to anything outside it. Invisible areas that
    serve the interactive chart are left out. The same input gives the same bytes.
    """
    ElementTree.register_namespace("", _SVG)
    tree = ElementTree.fromstring(text)
    _cleaned(tree, SCHEMES[scheme])
    width, height = size
    marks = list(tree)
    tree.clear()
    stem = _ID.sub("-", f"{data.figure}-{language}-{scheme}-{width}")
    tree.attrib.update(
        {
            "viewBox": f"0 0 {width} {height}",
            "width": f"{width}",
            "height": f"{height}",
            "role": "img",
            "aria-labelledby": f"{stem}-title {stem}-desc",
            "lang": language_of(language).writing.drawn_tag,
            _LANG: language_of(language).writing.drawn_tag,
            "font-family": PRINT_FONTS if scheme == "print" else screen_fonts(language),
            # Letters as wide as they are drawn, not rounded to whole pixels, which widens lines.
            "text-rendering": "geometricPrecision",
        }
    )
    for name, words in (("title", data.title), ("desc", data.alt)):
        child = ElementTree.SubElement(tree, f"{{{_SVG}}}{name}", {"id": f"{stem}-{name}"})
        child.text = words
    tree.extend(marks)
    return ElementTree.tostring(tree, encoding="unicode") + "\n"


def _cleaned(parent: ElementTree.Element, colours: Mapping[str, str]) -> None:
    """Strip what is not seen, paint what is, and lift children out of groups that say nothing."""
    kept: list[ElementTree.Element] = []
    for child in parent:
        _cleaned(child, colours)
        _attributes(child, colours)
        if _unseen(child):
            continue
        lone_group = child.tag == f"{{{_SVG}}}g" and not child.attrib
        kept.extend(child if lone_group else [child])
    parent[:] = kept


def _attributes(element: ElementTree.Element, colours: Mapping[str, str]) -> None:
    for name, value in list(element.attrib.items()):
        if name in _DROPPED or name.startswith("aria-") or (name, value) in _INITIAL:
            del element.attrib[name]
        elif value == CLEAR:
            element.set(name, "none")  # what every reader of SVG knows
        elif value in colours:
            element.set(name, colours[value])
        elif name == _LINK:  # SVG 2 needs no namespace for it, and neither do those who embed it
            element.set("href", element.attrib.pop(name))
        elif name == "font-family":
            del element.attrib[name]
        elif name == "font-size":
            element.set(name, value.removesuffix("px"))
        elif name in _NUMERIC:
            element.set(name, _NUMBER.sub(_rounded, value))


def _rounded(match: re.Match[str]) -> str:
    """Write a coordinate with at most one decimal: a tenth of a pixel cannot be seen."""
    return f"{round(float(match.group()), 1) + 0.0:g}" if "e" not in match.group() else "0"


def _unseen(element: ElementTree.Element) -> bool:
    tag = element.tag.removeprefix(f"{{{_SVG}}}")
    painted = any(element.get(paint, "none") not in ("none", CLEAR) for paint in ("fill", "stroke"))
    if tag == "g":
        return len(element) == 0
    if tag == "text":
        return not "".join(element.itertext()).strip()
    return tag in ("path", "line", "rect", "circle") and not painted
