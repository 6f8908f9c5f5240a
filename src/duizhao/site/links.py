"""Links of finished pages: which ids a page has, where it points, and which links lead nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from duizhao.diagnostics import Diagnostic, Place, Words, did_you_mean

_TAG = re.compile(r"<(?:a|area|audio|figure|form|img|link|script|source|video|use)\b[^>]*>", re.I)
_ADDRESS = re.compile(
    r"""\s(?:href|src|srcset|data-chart|data-network|data-explorer)\s*=\s*(?:"([^"]*)"|'([^']*)')""",
    re.I,
)
# A name is an anchor on links alone; details and form fields have names of other kinds.
_ID = re.compile(r"""<(?:[a-z][^>]*?\sid|a\b[^>]*?\sname)\s*=\s*"([^"]*)\"""", re.I)


class Anchors(NamedTuple):
    """What a page offers and asks for: its ids (with repeats), and the addresses it points at."""

    ids: list[str]
    addresses: list[str]


def scan(html: str) -> Anchors:
    """Return the ids and addresses of one page."""
    addresses = {
        unescape(next(group for group in match.groups() if group is not None))
        for tag in _TAG.findall(html)
        for match in _ADDRESS.finditer(tag)
    }
    return Anchors([unescape(name) for name in _ID.findall(html)], sorted(addresses))


def broken(
    pages: Mapping[str, Anchors],
    files: Iterable[str],
    source_of: Callable[[str], str],
    base: str = "/",
) -> list[Diagnostic]:
    """Return a finding for each link that leads nowhere, and for each id that is used twice.

    `pages` and `files` are paths in the site; `source_of` names the file that a page was written
    from; `base` is the path at which the site is served, for addresses that begin with `/`.
    Addresses with a scheme or host are not followed.
    """
    ids = {path: set(anchors.ids) for path, anchors in pages.items()}
    known = set(files) | set(pages)
    findings = []
    for path, anchors in pages.items():
        place = Place(source_of(path))
        for repeated in sorted({name for name in anchors.ids if anchors.ids.count(name) > 1}):
            findings.append(
                Diagnostic(
                    "repeated-id",
                    place,
                    Words(
                        zh=f"页面{path}里有两处的锚点都叫“{repeated}”",
                        en=f"two places of {path} have the id “{repeated}”",
                    ),
                )
            )
        for address in anchors.addresses:
            finding = _check(path, address, base, known, ids, place)
            if finding:
                findings.append(finding)
    return findings


def _check(
    path: str,
    address: str,
    base: str,
    known: set[str],
    ids: Mapping[str, set[str]],
    place: Place,
) -> Diagnostic | None:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or address in ("", "#"):
        return None
    target = path
    if parts.path:
        if parts.path.startswith(base):
            joined = unquote(parts.path.removeprefix(base))
        else:
            joined = posixpath.join(posixpath.dirname(path), unquote(parts.path))
        target = posixpath.normpath(joined)
        if target == "." or joined.endswith("/"):
            target = posixpath.normpath(posixpath.join(target, "index.html"))
    if target not in known:
        message = Words(
            zh=f"链接“{address}”指向的页面或文件不存在",
            en=f"the link “{address}” leads to no page or file of the site",
        )
        near = [posixpath.relpath(k, posixpath.dirname(path) or ".") for k in sorted(known)]
        return Diagnostic("broken-page-link", place, message, did_you_mean(parts.path, near))
    fragment = unquote(parts.fragment)
    # Names that begin with two underscores belong to the theme's own controls.
    if fragment and target in ids and fragment not in ids[target] and fragment[:2] != "__":
        message = Words(
            zh=f"链接“{address}”指向的位置不存在",
            en=f"the link “{address}” leads to a place that its page does not have",
        )
        return Diagnostic("broken-anchor", place, message, did_you_mean(fragment, ids[target]))
    return None
