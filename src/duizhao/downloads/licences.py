"""Licences in a project's words: what machines call them, and where they stand."""

from __future__ import annotations

import re
from typing import NamedTuple

_CREATIVE_COMMONS = re.compile(
    r"(?<![A-Za-z0-9])CC[ -](BY(?:-(?:NC|ND|SA)){0,2})[ -](\d\.\d)(?!\d)"
)
_ZERO = re.compile(r"(?<![A-Za-z0-9])CC0[ -]1\.0(?!\d)")


class Licence(NamedTuple):
    """A licence for content: its SPDX identifier and its address."""

    spdx: str
    address: str


def found_in(text: str) -> Licence | None:
    """Return the first Creative Commons licence that `text` names, None if it names none."""
    if _ZERO.search(text):
        return Licence("CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/")
    match = _CREATIVE_COMMONS.search(text)
    if match is None:
        return None
    kind, version = match[1], match[2]
    address = f"https://creativecommons.org/licenses/{kind.lower()}/{version}/"
    return Licence(f"CC-{kind}-{version}", address)
