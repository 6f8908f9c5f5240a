"""The command `audit`: the arithmetic of published numbers on any table."""

from __future__ import annotations

from pathlib import Path

from duizhao.compare.audit import audit
from duizhao.diagnostics import Diagnostic


def run(root: Path, table: str, base: int | None) -> tuple[Diagnostic, ...]:
    """Return what cannot be right in a table, whose shares may be of `base` things."""
    return tuple(audit(root, table, base).findings)
