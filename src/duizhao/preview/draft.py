"""A draft: every chapter as the preview shows it, as files: what is sound, and what is wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

from duizhao.files.writing import fresh_beside, swap
from duizhao.preview.pictures import pictures
from duizhao.preview.report import Report
from duizhao.preview.rows import ASSETS, page


def write(report: Report, folder: Path, language: str) -> Path:
    """Write the draft of a report to `folder`; return its first page.

    Both languages stand side by side, findings in `language` at their paragraphs; those of no
    chapter stand on top. Paragraphs and figures that cannot be said or drawn are left out, and
    why is told in their place. The folder changes as a whole.
    """
    fresh = fresh_beside(folder)
    for (edition, own, figure), picture in pictures(report).items():
        target = fresh / "pictures" / edition / own / f"{figure}.svg"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(picture, target)
    shutil.copyfile(ASSETS / "preview.css", fresh / "preview.css")
    for edition, name in report.chapters:
        target = fresh / edition / f"{name}.html"
        target.parent.mkdir(exist_ok=True)
        target.write_text(page(report, (edition, name), language), encoding="utf-8")
    first = page(report, None, language)
    (fresh / "index.html").write_text(first, encoding="utf-8")
    swap(fresh, folder)
    return folder / "index.html"
