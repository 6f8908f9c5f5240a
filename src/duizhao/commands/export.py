"""The command `export`: an edition as files for another program, in a folder of their own."""

from __future__ import annotations

import shutil
from pathlib import Path

from duizhao.book.quarto import book
from duizhao.commands.build import WORK, charts_of
from duizhao.commands.new import refused as occupied
from duizhao.diagnostics import Findings, Words
from duizhao.edition import load
from duizhao.files.writing import fresh_beside, swap, writing
from duizhao.project import Project
from duizhao.render.pictures import draw_all, with_layers


def run(project: Project, name: str, folder: Path) -> Words:
    """Write an edition as a Quarto book into a folder that is new, empty, or such a book.

    Raises `Problems` with every finding before anything is written.
    """
    edition = project.edition(name)
    _refused(folder)
    findings = Findings()
    _, editions = load.load(project).into(findings)
    findings.stop_on_errors()
    (contents,) = [one for one in editions if one.edition is edition]
    charts = with_layers(charts_of([contents]).into(findings), project.root).into(findings)
    findings.stop_on_errors()
    with writing(project.root):
        drawn = draw_all(charts, project.root / WORK / "cache" / "charts")
        files = book.files(
            contents, charts, drawn, project.file.publisher, project.file.site_url
        ).into(findings)
    findings.stop_on_errors()
    fresh = fresh_beside(folder.absolute())
    for path, content in files.items():
        target = fresh / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Path):
            shutil.copyfile(content, target)
        else:
            target.write_bytes(content)
    swap(fresh, folder.absolute())
    return Words(
        f"Quarto项目：{folder}\n  quarto render {folder} --profile {edition.languages[0]}",
        f"Quarto project: {folder}\n  quarto render {folder} --profile {edition.languages[0]}",
    )


def _refused(folder: Path) -> None:
    """Raise `Problems` where a folder holds what is no export."""
    made = folder / "_quarto.yml"
    if made.is_file() and made.read_text(encoding="utf-8", errors="replace").startswith(book.MARK):
        return
    occupied(folder)
