"""Every id that a finding can have is registered once, has its page, and is issued somewhere."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

from duizhao.check import RULES
from duizhao.diagnostics.rules import rules
from tests.conftest import ROOT

SOURCE = ROOT / "src" / "duizhao"
# What takes an id as its first argument: the finding itself, and what becomes one later.
ISSUERS = {"Diagnostic", "Misuse", "Said", "Expected"}


@cache
def nodes() -> tuple[ast.AST, ...]:
    """Return every node of the sources, which are parsed once."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in sorted(SOURCE.rglob("*.py")))
    return tuple(node for tree in trees for node in ast.walk(tree))


def text_of(node: ast.AST | None) -> str | None:
    is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return str(node.value) if is_text and isinstance(node, ast.Constant) else None


def issued() -> set[str]:
    """Return every id that is written where a finding is made."""
    found = set()
    for node in nodes():
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ISSUERS:
            named = {one.arg: one.value for one in node.keywords}
            id = text_of(node.args[0] if node.args else named.get("rule"))
            found |= {id} if id else set()
    return found


def written() -> set[str]:
    """Return every text of the sources that could be an id."""
    texts = {text_of(node) for node in nodes()}
    return {text for text in texts if text and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", text)}


def test_what_is_issued_is_registered() -> None:
    assert issued() - rules().keys() == set(), "give it its words in diagnostics/rules.yml"


def test_what_is_registered_is_issued() -> None:
    assert rules().keys() - written() == set()


def test_an_id_is_explained_in_one_place() -> None:
    families = (SOURCE / "diagnostics" / "rules.yml").read_text(encoding="utf-8")
    ids = re.findall(r"^  ([a-z0-9-]+):$", families, re.MULTILINE)
    assert len(ids) == len(set(ids))
    assert set(ids) & RULES.keys() == set()
    assert set(ids) | RULES.keys() == rules().keys()


def test_every_id_has_its_page() -> None:
    pages = {path.stem for path in (ROOT / "docs" / "rules").glob("*.md")} - {"README"}
    assert pages == rules().keys()
    for id in pages:
        page = Path(ROOT / "docs" / "rules" / f"{id}.md").read_text(encoding="utf-8")
        assert rules()[id].title.zh in page
        assert rules()[id].title.en in page
