"""Rules: every id that a finding can have, registered once with its words in both languages.

`rules.yml` holds those of reading, computing and building; those of `check` stand beside their
code, as docstrings, and register themselves when `duizhao.check` is imported.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from duizhao.diagnostics.finding import Words

_FILE = Path(__file__).with_name("rules.yml")


@dataclass(frozen=True)
class Rule:
    """An id, the family it belongs to, what it finds (one sentence), and why or what to do."""

    id: str
    family: str
    title: Words
    text: Words

    def doc(self, language: str) -> str:
        """Return title and explanation in `language`, a blank line between them."""
        return "\n\n".join(part.of(language) for part in (self.title, self.text) if part.zh)


def rules() -> dict[str, Rule]:
    """Return every registered rule by its id."""
    return {**_written(), **_registered}


def register(rule: Rule) -> None:
    """Add a rule; an id means one thing, so a second one of the same id is a mistake of ours."""
    if rule.id in rules():
        raise ValueError(f"the rule {rule.id} is registered twice")
    _registered[rule.id] = rule


def from_docstring(id: str, family: str, doc: str) -> Rule:
    """Return the rule that a docstring explains: English first, Chinese in its last paragraph."""
    english, _, chinese = doc.rpartition("\n\n")
    title, _, text = english.partition("\n\n")
    first, stop, rest = chinese.replace("\n", "").partition("。")
    return Rule(id, family, Words(first + stop, title), Words(rest, text))


_registered: dict[str, Rule] = {}


@cache
def _written() -> dict[str, Rule]:
    families = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {
        id: Rule(id, family, Words(**words["title"]), Words(**words["text"]))
        for family, entries in families.items()
        for id, words in entries.items()
    }
