"""Lay out the Typst sources of every book of a project: `python -m tests.bench.sources FROM TO`."""

from __future__ import annotations

import sys
from pathlib import Path

from duizhao import books, contents, fonts, pictures, project
from duizhao.build import WORK, charts_of
from duizhao.diagnostics import Findings
from duizhao.print import press


def main(root: Path, folder: Path) -> None:
    loaded = project.load(root)
    findings = Findings()
    _, editions = contents.load(loaded, findings)
    drawn = pictures.draw_all(charts_of(editions, findings), root / WORK / "cache" / "charts")
    for book in books.books_of(loaded, editions, drawn, folder / "pictures", findings):
        place = folder / f"{book.edition}-{book.language}"
        place.mkdir(parents=True)
        press.lay_out(book, place)
        fonts.find().gather(place / "fonts")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]).resolve())
