"""The pages of the rules and the tables of docs/check.md are what the tool makes."""

from __future__ import annotations

import pytest
from tools import rule_pages

from tests.conftest import ROOT


@pytest.mark.slow
def test_the_pages_are_up_to_date() -> None:
    made = rule_pages.pages()
    stale = [
        path
        for path, text in made.items()
        if not (ROOT / path).is_file() or (ROOT / path).read_text(encoding="utf-8") != text
    ]
    assert stale == [], "run: python -m tools.rule_pages"
    present = {f"docs/rules/{path.name}" for path in (ROOT / "docs" / "rules").glob("*.md")}
    assert present <= made.keys()
