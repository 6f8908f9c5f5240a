"""PageFigures: each figure of a site with its files, its citation, and the pictures of links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from duizhao import downloads, site
from duizhao.charts.data import WIDE
from duizhao.downloads.citations import Work
from duizhao.downloads.picture import Chart
from duizhao.edition.load import Contents
from duizhao.expressions.value import Reference
from duizhao.project import Project
from duizhao.render.pictures import PRINT, AllDrawn, Drawn
from duizhao.render.views import FigureView
from duizhao.site.target import Pictures, SiteTarget
from duizhao.site.toolbar import Tools

Key = tuple[str, str, str]


@dataclass(frozen=True)
class PageFigures:
    """What a site shows of its figures beside the chapters, by edition, language and figure.

    `assets` maps paths in the site to files; `cards` maps edition, language and chapter ("" for
    the edition itself) to the path in the site of the picture that a link shows; `bundles` maps
    edition and language to an archive of all tables.
    """

    tools: Mapping[Key, Tools]
    views: Mapping[Key, FigureView]
    files: Mapping[Key, Mapping[str, str]]
    assets: Mapping[str, Path]
    cards: Mapping[Key, str]
    bundles: Mapping[tuple[str, str], Path]

    def on_page(
        self,
        contents: Contents,
        chapter: str,
        language: str,
        pictures: Mapping[str, Pictures],
        charts: Mapping[str, str],
        networks: Mapping[str, Mapping[str, str]],
    ) -> Iterator[site.PageFigure]:
        """Yield the figures of a chapter, given its figures' files as its page sees them."""
        name, numbering = contents.edition.name, contents.material.numbering
        outside = {
            figure: {
                medium: replace(one, path=f"../{one.path}")
                for medium, one in pictures[figure].items()
            }
            for figure in pictures
        }
        target = SiteTarget(
            language,
            chapter,
            numbering,
            outside,
            {figure: f"../{path}" for figure, path in charts.items()},
            networks={
                figure: {key: f"../{path}" for key, path in paths.items()}
                for figure, paths in networks.items()
            },
        )
        for figure in numbering.figures:
            key = (name, language, figure)
            if key not in self.tools or _chapter(contents, figure) != chapter:
                continue
            view = self.views[key]
            yield site.PageFigure(
                name=figure,
                anchor=view.anchor,
                label=view.label,
                title=view.title,
                description=view.alt,
                html=target.figure(view),
                files=self.files[key],
                variables=view.table.header,
            )


def gather(
    project: Project, editions: Sequence[Contents], drawn: AllDrawn, cache: Path
) -> PageFigures:
    """Make every figure's files (kept in `cache`) and say where they stand in the site."""
    sheets: dict[Key, tuple[downloads.Sheet, Chart]] = {}
    views: dict[Key, FigureView] = {}
    works: dict[Key, Work] = {}
    for contents in editions:
        for key in drawn:
            edition, language, figure = key
            if edition != contents.edition.name:
                continue
            material = contents.material
            view = contents.views[language, figure]
            views[key] = view
            works[key] = work_of(project, contents, language, view)
            picture = drawn[key].pictures["print", PRINT]
            sheet = downloads.sheet_of(
                material.figures[figure],
                view,
                material,
                language,
                report=works[key].container,
                publisher=works[key].author,
                licence=project.file.licence.of(language) if project.file.licence else "",
                address=works[key].address,
                date=works[key].date,
            )
            chart = Chart(picture.svg.read_text("utf-8"), picture.width, picture.height)
            sheets[key] = sheet, chart
    wanted = dict(_cards(editions, sheets))
    made, pictures = downloads.make(
        {"/".join(key): one for key, one in sheets.items()},
        {"/".join(key): one for key, one in wanted.items()},
        cache,
    )
    assets: dict[str, Path] = {}
    files: dict[Key, Mapping[str, str]] = {}
    for key in sheets:
        edition, language, figure = key
        one = made["/".join(key)]
        stem = f"data/{figure}"
        for suffix, path in (("csv", one.csv), ("xlsx", one.excel), ("png", one.png)):
            assets[f"{language}/{edition}/{stem}.{suffix}"] = path
        files[key] = {
            "csv": f"{stem}.csv",
            "xlsx": f"{stem}.xlsx",
            "svg": f"charts/{figure}-light-wide.svg",
            "png": f"{stem}.png",
        }
    cards = {}
    for key in wanted:
        edition, language, chapter = key
        cards[key] = f"{language}/{edition}/cards/{chapter or 'index'}.png"
        assets[cards[key]] = pictures["/".join(key)]
    tools = {
        key: _tools(project, works[key], views[key], drawn[key], files[key], key) for key in sheets
    }
    bundles = {
        (contents.edition.name, language): downloads.bundle(
            {
                _packed(contents, key[2]): made["/".join(key)].csv
                for key in sheets
                if key[:2] == where
            },
            cache / f"{contents.edition.name}-{language}-data.zip",
        )
        for contents in editions
        for language in project.languages
        for where in ((contents.edition.name, language),)
    }
    return PageFigures(tools, views, files, assets, cards, bundles)


def _packed(contents: Contents, figure: str) -> str:
    """Return what a table is called in the archive: what only a model gives has its own folder."""
    return f"modelled/{figure}" if contents.material.figures[figure].modelled else figure


def work_of(project: Project, contents: Contents, language: str, view: FigureView) -> Work:
    """Return a figure as what is cited."""
    file = contents.edition.file
    page = f"{_chapter(contents, view.name)}.html#{view.anchor}"
    return Work(
        kind="figure",
        key=f"{view.name}_{contents.edition.name}",
        language=language,
        title=view.title,
        author=project.file.publisher.of(language),
        date=file.date,
        address=_address(project, language, contents.edition.name, page),
        container=file.title.of(language),
        label=view.label,
    )


def _address(project: Project, language: str, edition: str, page: str) -> str:
    url = project.file.site_url.rstrip("/")
    return f"{url}/{language}/{edition}/{page}" if url else ""


def _chapter(contents: Contents, figure: str) -> str:
    return contents.material.numbering.chapter(Reference(figure, "figure"))


def _cards(
    editions: Sequence[Contents], sheets: Mapping[Key, tuple[downloads.Sheet, Chart]]
) -> Iterator[tuple[Key, tuple[downloads.Sheet, Chart, str]]]:
    """Yield each page's picture: its first figure under its title; a page may have none."""
    for contents in editions:
        name, file = contents.edition.name, contents.edition.file
        shown = list(contents.material.numbering.figures)
        for language in contents.edition.languages:
            wanted = [*(one.figure for one in file.highlights), *shown]
            front = next((one for one in wanted if (name, language, one) in sheets), "")
            if front:
                title = file.title.of(language)
                yield (name, language, ""), (*sheets[name, language, front], title)
            for pair in contents.pairs:
                own = [figure for figure in shown if _chapter(contents, figure) == pair.name]
                if own and (name, language, own[0]) in sheets:
                    heading = _title(contents, pair.name, language)
                    card = (*sheets[name, language, own[0]], heading)
                    yield (name, language, pair.name), card


def _title(contents: Contents, chapter: str, language: str) -> str:
    return contents.chapter(chapter, language).title


def _tools(
    project: Project, work: Work, view: FigureView, drawn: Drawn, files: Mapping[str, str], key: Key
) -> Tools:
    edition, language, figure = key
    return Tools(
        work=work,
        files=files,
        records={kind: f"cite/{figure}.{kind}" for kind in ("bib", "ris")},
        link=work.address or f"#{view.anchor}",
        embed=_address(project, language, edition, f"embed/{figure}.html")
        or f"embed/{figure}.html",
        # Caption, note and source stand around the picture.
        height=round(drawn.pictures["light", WIDE].height + 150, -1),
    )
