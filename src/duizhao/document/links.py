"""Links: where an address in a chapter leads, the same on every target."""

from __future__ import annotations

import re
from dataclasses import dataclass

from duizhao.diagnostics import Diagnostic, Place, Words

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# The page of all terms, which belongs to no edition.
GLOSSARY = "glossary"
_SAFE = ("http", "https", "mailto")
_PAGE = re.compile(r"(?:\./)?(?P<up>\.\./)?(?P<folder>[\w-]+/)?(?P<name>[\w-]+)\.(?:md|html)")


@dataclass(frozen=True)
class Destination:
    """Where a link leads within the report: a page and an anchor on it ("" for its top).

    `edition` is "" for the edition that the link stands in, and for pages of none (`glossary`);
    `page` is "" for the chapter that the link stands in.
    """

    page: str
    anchor: str = ""
    edition: str = ""


def is_inner(address: str) -> bool:
    """Whether an address leads to this report and not to the rest of the world."""
    return not (_SCHEME.match(address) or address.startswith("//"))


def destination(address: str) -> Destination | None:
    """Return where an address leads within the report; None for no page of it.

    Chapters are named by their files: `method.md`, `method.md#sources`, `#sources`, and those of
    another edition `../1998/method.md`.
    """
    page, _, anchor = address.partition("#")
    if not page:
        return Destination("", anchor)
    match = _PAGE.fullmatch(page)
    if match is None:
        return None
    return Destination(match["name"], anchor, (match["folder"] or "").rstrip("/"))


def address_finding(address: str, place: Place, computed: bool = False) -> Diagnostic | None:
    """Return what is wrong with an address by itself, wherever it leads."""
    if computed:
        message = Words("链接的地址不能是表达式", "a link’s address cannot be an expression")
        return Diagnostic("unsafe-link", place, message)
    if not address:
        message = Words("链接是空的", "the link is empty")
        return Diagnostic("broken-link", place, message)
    scheme = _SCHEME.match(re.sub(r"[\x00-\x20]", "", address))
    if (scheme and scheme[1].lower() not in _SAFE) or address.startswith("//"):
        shown = scheme[0] if scheme else "//"
        message = Words(f"链接不能以“{shown}”开头", f"a link cannot begin with “{shown}”")
        hint = Words("可以写https:、http:和mailto:", "there are https:, http: and mailto:")
        return Diagnostic("unsafe-link", place, message, hint)
    return None
