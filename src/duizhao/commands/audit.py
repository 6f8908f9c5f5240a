"""The command `audit`: the arithmetic of published numbers on any table."""

from __future__ import annotations

from pathlib import Path

from duizhao.diagnostics import Diagnostic
from duizhao.diagnostics.extras import need


def run(root: Path, table: str, base: int | None) -> tuple[Diagnostic, ...]:
    """Return what cannot be right in a table, whose shares may be of `base` things.

    Raises `Problems` where nothing is installed that reads tables.
    """
    need("analysis")
    from duizhao.compare.audit import audit

    return tuple(audit(root, table, base).findings)
