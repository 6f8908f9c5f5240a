"""Bench rows of `check`: the whole of an edition, and one changed pair, in a running process.

Beside it what the tools that it uses take alone for the same text: Markdown parsed once per
chapter, AutoCorrect over the Chinese, Hunspell over every English word.
"""

from __future__ import annotations

import re
import shutil
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import autocorrect_py
from markdown_it import MarkdownIt

from duizhao import project
from duizhao.check import Checker, in_edition
from duizhao.check.rules.spelling import british
from duizhao.edition import load
from tests.bench.memory import peak_mb

ROOT = Path(__file__).parents[2]
EDITION = "2024"


def rows() -> list[dict[str, Any]]:
    """Measure `check.edition` and `check.pair`; the median of five runs each."""
    whole = project.load(ROOT)
    edition = whole.edition(EDITION)
    only = project.Project(ROOT, whole.file, (edition,))
    files = {
        language: [
            (ROOT / f"report/{language}/{EDITION}/{name}.md").read_text("utf-8")
            for name in edition.file.chapters
        ]
        for language in ("zh", "en")
    }
    terms, (one,) = load.load(only).value
    checker = Checker.of(ROOT, terms).value
    name = max(edition.file.chapters, key=lambda n: len(_text("zh", n)))
    views = {
        chapter: checker.read_pair(chapter, _pair(chapter), edition, one.context).value.view
        for chapter in edition.file.chapters
    }

    def changed() -> None:
        texts = {k: v.replace("。", "。 ", 1) for k, v in _pair(name).items()}
        view = checker.read_pair(name, texts, edition, one.context).value.view
        everything = [view if view.name == chapter else views[chapter] for chapter in views]
        in_edition(checker.whole(edition, one.context, everything))

    def afresh() -> None:
        shutil.rmtree(ROOT / "build" / "cache" / "findings", ignore_errors=True)
        load.load(only)

    return [
        _row("check.edition", afresh, lambda: _tools(files)),
        _row(
            "check.pair",
            changed,
            lambda: _tools({k: [v] for k, v in _pair(name).items()}),
        ),
    ]


def _text(language: str, name: str) -> str:
    return (ROOT / f"report/{language}/{EDITION}/{name}.md").read_text("utf-8")


def _pair(name: str) -> dict[str, str]:
    return {language: _text(language, name) for language in ("zh", "en")}


def _tools(files: dict[str, list[str]]) -> None:
    dictionary = british()
    assert dictionary is not None
    parser = MarkdownIt("commonmark").enable("table")
    for text in (*files["zh"], *files["en"]):
        parser.parse(text)
    for text in files["zh"]:
        autocorrect_py.lint_for(text, "markdown")
    for text in files["en"]:
        for word in re.findall(r"[A-Za-z]+", text):
            dictionary.spell(word)


def _row(name: str, ours: Callable[[], object], peer: Callable[[], object]) -> dict[str, Any]:
    mine, theirs = _median(ours), _median(peer)
    return {
        "name": name,
        "ours_s": round(mine, 3),
        "peer": "Markdown + AutoCorrect + Hunspell",
        "peer_s": round(theirs, 3),
        "ratio": round(theirs / mine, 3),
        "peak_mb": round(peak_mb()),
    }


def _median(work: Callable[[], object], runs: int = 5) -> float:
    work()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)
