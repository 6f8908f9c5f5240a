"""The command `compare`: two texts that are no project, told on the terminal and side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from duizhao.compare.comparison import compare
from duizhao.compare.page import page
from duizhao.diagnostics import Diagnostic
from duizhao.files.writing import write_all


def run(
    root: Path, paths: Sequence[str], glossary: Path | None, side_by_side: Path | None
) -> tuple[tuple[Diagnostic, ...], Path | None]:
    """Return what is found, and the page where one was asked for and both texts could be read."""
    compared = compare(root, paths, glossary)
    findings = tuple(compared.findings)
    if side_by_side is None or compared.value is None:
        return findings, None
    text = page(compared.value.pairs, findings, compared.value.paths)
    write_all({side_by_side: text.encode()})
    return findings, side_by_side
