"""Formulas: TeX as chapters write it, as MathML for pages, and what cannot be set as a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from duizhao.diagnostics import Diagnostic, Words
from duizhao.diagnostics.extras import installed, lacking
from duizhao.document.han import wide
from duizhao.document.plain import plain
from duizhao.document.tree import Formula, Text
from duizhao.files.pandoc import convert

# Formulas that were converted already; the same TeX always gives the same MathML.
_KNOWN: dict[tuple[str, bool], str] = {}
_PARAGRAPH = re.compile(r"<p>(.*?)</p>", re.DOTALL)
_SPECIAL = re.compile(r"([#$%&_{}])")


def tex(formula: Formula) -> str:
    """Return a formula's TeX; what an expression printed is text in it."""
    parts = (
        one.text if isinstance(one, Text) else f"\\text{{{_SPECIAL.sub(_ESCAPED, plain(one))}}}"
        for one in formula.children
    )
    return "".join(parts)


_ESCAPED = r"\\\1"


def mathml(formulas: Iterable[Formula]) -> Mapping[tuple[str, bool], str]:
    """Return MathML by TeX and whether it is set on its own; "" for what pandoc cannot read.

    Without pandoc all are "".
    """
    keys = list(dict.fromkeys((tex(one), one.display) for one in formulas))
    if not installed("pdf"):
        return dict.fromkeys(keys, "")
    new = [key for key in keys if key not in _KNOWN]
    if new:
        blocks = [
            {"t": "Para", "c": [{"t": "Math", "c": [{"t": _KINDS[display]}, source]}]}
            for source, display in new
        ]
        found = _PARAGRAPH.findall(convert(blocks, ["--to=html", "--mathml"]))
        for key, html in zip(new, found, strict=True):
            # The site's policy allows no style on an element.
            html = re.sub(r' style="[^"]*"', "", html)
            # Browsers take a variable from a mathematical typeface, which many machines lack.
            html = re.sub(r"<mi>(\w)</mi>", r'<mi class="dz-variable">\1</mi>', html)
            _KNOWN[key] = html if html.startswith("<math") else ""
    return {key: _KNOWN[key] for key in keys}


_KINDS = {False: "InlineMath", True: "DisplayMath"}


def check(formulas: Iterable[Formula]) -> Iterator[Diagnostic]:
    """Add a finding for each formula that cannot be set; one for all where pandoc is missing."""
    every = list(formulas)
    if not installed("pdf"):
        placed = next((one.at.place for one in every if one.at), None)
        if placed is not None:
            yield lacking("pdf", placed, Words("排印公式", "setting formulas"))
        return
    known = mathml(every)
    for one in every:
        source = tex(one)
        words = re.sub(r"\\(?:text|mathrm|operatorname)\{[^{}]*\}", "", source)
        if one.at and (any(map(wide, words)) or not known[source, one.display]):
            short = source if len(source) <= 40 else source[:39] + "…"
            message = Words(
                f"公式“{short}”写法有误，无法排版", f"the formula “{short}” cannot be set"
            )
            hint = Words(
                "请检查括号和命令；文字请写在\\text{…}里，美元符号请写“\\$”",
                "see to brackets and commands; words go into \\text{…}, a dollar is “\\$”",
            )
            yield Diagnostic("mathematics", one.at.place, message, hint)
