"""The command `export`: an edition as files for another program, in a folder of their own."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

from duizhao.book import notebooks as chapters
from duizhao.book.quarto import book
from duizhao.commands.build import WORK, charts_of
from duizhao.commands.new import refused as occupied
from duizhao.diagnostics import Diagnostic, Findings, Place, Problems, Words
from duizhao.diagnostics.extras import need
from duizhao.edition import load, opened
from duizhao.files.writing import fresh_beside, swap, writing
from duizhao.project import Project
from duizhao.render.pictures import draw_all, with_layers

BOTH = Words(
    "Quarto图书里各种语言都有，用--profile选择；--language只用于notebooks",
    "a Quarto book has all languages, of which --profile chooses; --language is for notebooks",
)


def quarto(project: Project, name: str, folder: Path) -> Words:
    """Write an edition as a Quarto book into a folder that is new, empty, or such a book.

    Raises `Problems` with every finding before anything is written.
    """
    edition = project.edition(name)
    if not _is_book(folder):
        occupied(folder)
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
    _fill(fresh, files)
    swap(fresh, folder.absolute())
    return Words(
        f"Quarto项目：{folder}\n  quarto render {folder} --profile {edition.languages[0]}",
        f"Quarto project: {folder}\n  quarto render {folder} --profile {edition.languages[0]}",
    )


def notebooks(project: Project, name: str, folder: Path, language: str | None = None) -> Words:
    """Write a notebook per chapter of an edition, run, into a folder new, empty, or of such.

    In one language, or in every one of the report. Raises `Problems` with every finding before
    anything is written.
    """
    need("analysis")
    _need_jupyter()
    edition = project.edition(name)
    if not _are_notebooks(folder):
        occupied(folder)
    reports = [
        opened(name, one, project.root) for one in ([language] if language else edition.languages)
    ]
    load.load(project).or_stop()
    fresh = fresh_beside(folder.absolute())
    try:
        made = chapters.files(reports, fresh)
        _fill(fresh, made)
    except BaseException:
        shutil.rmtree(fresh)
        raise
    swap(fresh, folder.absolute())
    listed = "".join(f"\n  {folder / file}" for file in made)
    return Words(f"{len(made)}个笔记本：{listed}", f"{len(made)} notebooks:{listed}")


def _fill(fresh: Path, files: Mapping[str, bytes | Path]) -> None:
    """Write files into a folder; those that are paths are copied."""
    for path, content in files.items():
        target = fresh / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Path):
            shutil.copyfile(content, target)
        else:
            target.write_bytes(content)


def _is_book(folder: Path) -> bool:
    """Tell whether a folder is an exported book."""
    made = folder / "_quarto.yml"
    return made.is_file() and made.read_text(encoding="utf-8", errors="replace").startswith(
        book.MARK
    )


def _are_notebooks(folder: Path) -> bool:
    """Tell whether all that lies in a folder, what is hidden aside, was exported as notebooks."""
    if not folder.is_dir():
        return False
    files = [one for one in folder.iterdir() if not one.name.startswith(".")]
    try:
        return all(chapters.MARK in json.loads(one.read_bytes())["metadata"] for one in files)
    except (OSError, ValueError, LookupError, TypeError):
        return False


def _need_jupyter() -> None:
    if all(map(find_spec, ("ipykernel", "nbclient", "nbformat"))):
        return
    message = Words("运行笔记本需要Jupyter", "running notebooks takes Jupyter")
    command = "pip install 'duizhao[notebooks]'"
    hint = Words(f"请安装：{command}", f"install it: {command}")
    raise Problems([Diagnostic("not-installed", Place("nbclient"), message, hint)])
