"""The other side: what the block beside a finding says in the other language."""

from __future__ import annotations

import re
from dataclasses import replace

from duizhao.check.scopes import PairView
from duizhao.check.text.prose import MASK, TAG, VALUE, Passage
from duizhao.diagnostics import Diagnostic, Place, Related


def with_other_side(finding: Diagnostic, *views: PairView) -> Diagnostic:
    """Return a finding with the place and words of the block beside it in the other language."""
    if finding.related is not None:
        return finding
    for view in views:
        for block in view.blocks:
            for passage, other in block.both:
                if _covers(passage, finding.place):
                    return replace(finding, related=Related(other.start, _excerpt(other)))
    return finding


def _covers(passage: Passage, place: Place) -> bool:
    if passage.lines:
        return any(line == place for _, line in passage.lines)
    first = passage.start.line or 1
    last = first + passage.raw.count("\n")
    return passage.start.path == place.path and first <= (place.line or 0) <= last


def _excerpt(passage: Passage, length: int = 120) -> str:
    text = " ".join(re.sub(f"[{VALUE}{TAG}{MASK}]+", "…", passage.own).split())
    return text if len(text) <= length else text[: length - 1] + "…"
