"""Build: read all, check all, then write the site and the books of every edition."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from duizhao.commands.progress import READING, Doing, untold
from duizhao.diagnostics import Diagnostic, Findings, Stage, Words, stage
from duizhao.diagnostics.extras import how_to_install, installed
from duizhao.files.cache import (
    files_fingerprint,
    fingerprint,
    program_fingerprint,
    read_record,
    write_record,
)
from duizhao.files.writing import repaired, writing
from duizhao.project import Project

if TYPE_CHECKING:
    from duizhao.edition.load import FinishedEdition
    from duizhao.render.pictures import AllDrawn, ChartOf

SITE = "site"
WORK = "build"
UNADDRESSED = Words(
    "没有公开网址，规范链接、hreflang、站点地图、分享图片和引文记录中的网址从略；"
    "在duizhao.yml里写上“site_url: https://…”即可补上",
    "No public address: canonical links, hreflang, the sitemap, pictures for shared links and "
    "addresses in citation records are left out; the line “site_url: https://…” in duizhao.yml "
    "brings them",
)
UNPRINTED = Words(
    f"没有安装排印PDF的附加组件，PDF和PNG图片从略；要有，请运行{how_to_install('pdf').zh}",
    "No PDFs and no PNGs: what makes them is an extra that is not installed; "
    f"{how_to_install('pdf').en} brings them",
)
WHOLE = Words(
    "build总是构建整个网站：各版的页面互相引用，没有变化的部分取自缓存",
    "build always makes the whole site: pages of the editions refer to each other, and what has not"
    " changed comes from the cache",
)
# What a build reads, relative to the project; anything else cannot change its result.
INPUTS = (
    "duizhao.yml",
    "check.yml",
    "mkdocs.yml",
    "look",
    "report",
    "glossary",
    "figures",
    "data",
    "analysis",
)


@dataclass(frozen=True)
class Outcome:
    """What a build made: the site's door, the PDFs, and findings that did not stop it."""

    door: Path
    books: tuple[Path, ...]
    warnings: tuple[Diagnostic, ...]
    unchanged: bool = False
    addressed: bool = True

    def report(self, language: str) -> list[str]:
        """Return the closing lines: where everything is, how to open it, what is left out."""
        opening = Words(
            "网站：用浏览器打开这个文件" + ("（没有变化）" if self.unchanged else ""),
            "Site: open this file in a browser" + (" (unchanged)" if self.unchanged else ""),
        )
        lines = [opening.of(language), f"  {self.door}"]
        if self.books:
            lines += [Words("PDF：", "PDFs:").of(language), *(f"  {book}" for book in self.books)]
        else:
            lines.append(UNPRINTED.of(language))
        return lines if self.addressed else [*lines, UNADDRESSED.of(language)]


def build(project: Project, doing: Doing = untold) -> Outcome:
    """Write `site/` with every edition in every language, and the PDFs where they can be set.

    Raises `Problems` with every finding before anything is written; the last good site stays,
    and comes back where a run was killed while it put a new one in its place.
    When nothing that a build reads has changed, nothing is done.
    """
    stamp = _stamp(project)
    kept = _kept(project, stamp)
    if kept is not None:
        return kept
    with writing(project.root):
        repaired(project.root / SITE)
        return _made(project, stamp, doing)


def _made(project: Project, stamp: str, doing: Doing) -> Outcome:
    from duizhao import site
    from duizhao.edition import load
    from duizhao.render.pictures import draw_all, with_layers
    from duizhao.site import assemble

    findings = Findings()
    with doing(READING):
        terms, editions = load.load(project).into(findings)
    findings.stop_on_errors()
    charts = with_layers(charts_of(editions).into(findings), project.root).into(findings)
    findings.stop_on_errors()
    work = project.root / WORK
    with doing(Words(f"{len(charts)}张图", f"{len(charts)} charts")):
        drawn = draw_all(charts, work / "cache" / "charts")
    with doing(Words("网页和下载", "pages and downloads")):
        made = assemble.site_of(project, terms, editions, drawn, work / "print").into(findings)
    findings.stop_on_errors()
    with doing(Words("网站和PDF", "site and PDFs")), ThreadPoolExecutor(1) as beside:
        # MkDocs runs in processes of its own, so the books are set meanwhile.
        building = beside.submit(site.build, made, work / "site", project.root / "mkdocs.yml")
        written = _books(project, editions, drawn, work / "print")
        built = building.result()
    folder = project.root / SITE
    site.publish(made, built, folder)
    outcome = Outcome(
        folder / "index.html",
        tuple(folder / book for book in written),
        tuple(findings),
        addressed=bool(project.file.site_url),
    )
    _keep(project, stamp, outcome)
    return outcome


def _books(
    project: Project, editions: Sequence[FinishedEdition], drawn: AllDrawn, work: Path
) -> list[str]:
    if not installed("pdf"):
        return []
    from duizhao.book import assemble as books

    return books.write(project, editions, drawn, work)


@stage
def charts_of(editions: Iterable[FinishedEdition]) -> Stage[list[ChartOf]]:
    """Return the chart of every figure that a chapter shows, in each language."""
    from duizhao.render.pictures import ChartOf, chart_data

    charts = []
    for one in editions:
        for name in one.context.numbering.figures:
            if name in one.unread:
                continue
            for language in one.edition.languages:
                view, figure = one.views[language, name], one.context.figures[name]
                own = one.own.get((language, name), "")
                data = yield from chart_data(figure, view, one.context, language, own)
                if data is not None:
                    charts.append(ChartOf(one.edition.name, language, data))
    return charts


def _stamp(project: Project) -> str:
    """Return a digest of everything that a build reads: the project's inputs and this program."""
    names = [name for name in INPUTS if (project.root / name).is_file()]
    folders = [f"{name}/**/*" for name in INPUTS]
    inputs = files_fingerprint(project.root, [*names, *folders])
    return fingerprint(inputs, program_fingerprint(), str(installed("pdf")))


def _kept(project: Project, stamp: str) -> Outcome | None:
    """Return the last build's outcome when it was made of the same and its files are there."""
    record = read_record(project.root / WORK / "built.json")
    if record.get("stamp") != stamp or record.get("warnings"):
        return None
    folder = project.root / SITE
    books = tuple(folder / book for book in record["books"])
    if not all(path.is_file() for path in (folder / "index.html", *books)):
        return None
    addressed = bool(project.file.site_url)
    return Outcome(folder / "index.html", books, (), unchanged=True, addressed=addressed)


def _keep(project: Project, stamp: str, outcome: Outcome) -> None:
    folder = project.root / SITE
    record = {
        "stamp": stamp,
        "books": [str(book.relative_to(folder)) for book in outcome.books],
        "warnings": len(outcome.warnings),
    }
    write_record(project.root / WORK / "built.json", record)
