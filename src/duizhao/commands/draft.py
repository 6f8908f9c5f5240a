"""The command `build --draft`: what is sound, with what is wrong told in its place."""

from __future__ import annotations

from pathlib import Path

from duizhao.commands.progress import READING, Doing, untold
from duizhao.diagnostics import Diagnostic, Problems, Words
from duizhao.files.writing import writing
from duizhao.project import Project

DRAFT = Words("草稿：用浏览器打开这个文件", "Draft: open this file in a browser")


def draft(
    project: Project, language: str, doing: Doing = untold
) -> tuple[Path, tuple[Diagnostic, ...]]:
    """Write `build/draft/`; return its first page and everything that is wrong.

    The site stays as it is. Raises `Problems` where not even the glossary and the editions' files
    can be read; then the last draft stays too.
    """
    from duizhao.preview import draft as drafts
    from duizhao.preview.report import read

    with doing(READING):
        report = read(project.root)
    findings = report.findings
    if report.project is None:
        raise Problems(findings)
    with writing(project.root), doing(Words("草稿", "the draft")):
        return drafts.write(report, project.root / "build" / "draft", language), findings
