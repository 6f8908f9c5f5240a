"""Accessibility rules of axe-core, run in the page; it comes from the locked packages."""

from __future__ import annotations

from functools import cache
from typing import Any

from playwright.sync_api import Page

from tests.javascript import package

# What WCAG 2.2 asks for at levels A and AA, and what axe's authors advise.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@cache
def _source() -> str:
    return (package("axe-core") / "axe.min.js").read_text("utf-8")


def violations(page: Page, inside: str = "html") -> list[str]:
    """Return what axe finds wrong with the page as it stands: rule, and the first elements.

    `inside` is a selector: only that part of the page is looked at, which is quicker.
    """
    page.evaluate(_source())
    options: dict[str, Any] = {"runOnly": {"type": "tag", "values": TAGS}}
    found = page.evaluate("given => axe.run(...given)", [inside, options])["violations"]
    return [
        f"{one['id']}: " + "; ".join(node["html"][:160] for node in one["nodes"][:3])
        for one in found
    ]
