"""Accessibility rules of axe-core, run in the page; it comes from the locked packages."""

from __future__ import annotations

from functools import cache

from playwright.sync_api import Page

from tests.javascript import package

# What WCAG 2.2 asks for at levels A and AA, and what axe's authors advise.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# What fades or slides is measured where it comes to rest.
_RUN = """async ([inside, tags]) => {
    const still = document.getAnimations().filter(a => a.effect?.getTiming().iterations < 9);
    await Promise.all(still.map(a => a.finished.catch(() => null)));
    const options = { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] };
    return (await axe.run(inside, options)).violations.map(v =>
        `${v.id}: ${v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join("; ")}`);
}"""


@cache
def _source() -> str:
    return (package("axe-core") / "axe.min.js").read_text("utf-8")


def violations(page: Page, inside: str = "html") -> list[str]:
    """Return what axe finds wrong with the page as it stands: rule, and the first elements.

    `inside` is a selector: only that part of the page is looked at, which is quicker.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source())
    found: list[str] = page.evaluate(_RUN, [inside, TAGS])
    return found
