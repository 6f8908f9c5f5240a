"""Templates: findings in a chapter that is filled from a template say what it was filled for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from duizhao.diagnostics import Checked, Diagnostic, Stage, Words
from duizhao.project import Edition
from duizhao.project.glossary import Glossary

T = TypeVar("T")


def told_of(chapter: str, edition: Edition, glossary: Glossary, checked: Checked[T]) -> Stage[T]:
    """Yield what was found in a chapter, with what it was filled for; return its value."""
    if edition.template_of(chapter) is None:
        return (yield from checked)
    words = _about(chapter, glossary)
    for finding in checked.findings:
        yield replace(finding, further=(*finding.further, words))
    return checked.value


def merged(
    findings: Iterable[Diagnostic], editions: Iterable[Edition], glossary: Glossary
) -> Iterator[Diagnostic]:
    """Yield findings; what is so for all that a template is filled for once, and plainly."""
    told = dict.fromkeys(findings)
    for words in ([_about(id, glossary) for id in ids] for ids in _filled(editions)):
        alike: dict[Diagnostic, list[Diagnostic]] = {}
        for finding in told:
            if finding.further and finding.further[-1] in words:
                # What the other side says may be left out for one and not for another.
                plain = replace(finding, further=finding.further[:-1], related=None)
                alike.setdefault(plain, []).append(finding)
        once = {
            finding: replace(same[0], further=same[0].further[:-1])
            for same in alike.values()
            if len({one.further[-1] for one in same}) == len(words)
            for finding in same
        }
        told = dict.fromkeys(once.get(finding, finding) for finding in told)
    yield from told


def _filled(editions: Iterable[Edition]) -> Iterator[list[str]]:
    return (ids for one in editions for ids in one.file.templates.values())


def _about(id: str, glossary: Glossary) -> Words:
    entry = glossary[id].entry if id in glossary else None
    zh, en = (entry.zh, entry.en) if entry else ("", "")
    return Words(f"填写的是“{zh or id}”", f"filled for {en or id}")
