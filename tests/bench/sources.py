"""Lay out what the floor is made of: Typst sources of every book, Vega of every chart.

`python -m tests.bench.sources PROJECT FOLDER`, and `… --charts PROJECT`.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from duizhao import project
from duizhao.book import assemble, typeset
from duizhao.charts.data import WIDE
from duizhao.commands.build import WORK, charts_of
from duizhao.diagnostics import Findings
from duizhao.edition import load
from duizhao.files import fonts
from duizhao.render import pictures


def sources(root: Path, folder: Path) -> None:
    """Lay every book's Typst sources out under `folder`."""
    loaded = project.load(root)
    findings = Findings()
    _, editions = load.load(loaded).into(findings)
    ready = pictures.with_layers(charts_of(editions).into(findings), root).into(findings)
    drawn = pictures.draw_all(ready, root / WORK / "cache" / "charts")
    for book in assemble.books_of(loaded, editions, drawn, folder / "pictures"):
        place = folder / f"{book.edition}-{book.language}"
        place.mkdir(parents=True)
        typeset.lay_out(book, place)
        fonts.find().gather(place / "fonts")


def charts(root: Path) -> None:
    """Copy each chart's Vega for a light, wide page to `build/floor/charts`."""
    loaded = project.load(root)
    findings = Findings()
    _, editions = load.load(loaded).into(findings)
    ready = pictures.with_layers(charts_of(editions).into(findings), root).into(findings)
    drawn = pictures.draw_all(ready, root / WORK / "cache" / "charts")
    folder = root / WORK / "floor" / "charts"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for (edition, language, figure), one in drawn.items():
        shutil.copyfile(one.specs["light", WIDE], folder / f"{edition}-{language}-{figure}.json")


if __name__ == "__main__":
    if sys.argv[1] == "--charts":
        charts(Path(sys.argv[2]))
    else:
        sources(Path(sys.argv[1]), Path(sys.argv[2]).resolve())
