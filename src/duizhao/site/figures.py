"""PageFigures: each figure of a site with its files, its citation, and the pictures of links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from duizhao import downloads, site
from duizhao.charts.data import PRINT, WIDE
from duizhao.diagnostics import Words
from duizhao.diagnostics.extras import installed
from duizhao.downloads.picture import Chart
from duizhao.edition.load import FinishedEdition
from duizhao.expressions.value import Reference
from duizhao.project import Project
from duizhao.render.citations import Work
from duizhao.render.pictures import AllDrawn, Drawn
from duizhao.render.views import FigureView, TableView
from duizhao.site.target import Pictures, SiteTarget
from duizhao.site.toolbar import Tools

Key = tuple[str, str, str]
View = FigureView | TableView
ROW = 37  # the height of a table's row, in px


@dataclass(frozen=True)
class PageFigures:
    """What a site shows of its figures beside the chapters, by edition, language and figure.

    `assets` maps paths in the site to files; `cards` maps edition, language and chapter ("" for
    the edition itself) to the path in the site of the picture that a link shows; `bundles` maps
    edition and language to an archive of all tables.
    """

    tools: Mapping[Key, Tools]
    views: Mapping[Key, View]
    files: Mapping[Key, Mapping[str, str]]
    assets: Mapping[str, Path]
    cards: Mapping[Key, str]
    bundles: Mapping[tuple[str, str], Path]

    def tools_in(self, edition: str, language: str) -> dict[str, Tools]:
        """Return the tools of an edition's figures and tables in a language."""
        return {key[2]: one for key, one in self.tools.items() if key[:2] == (edition, language)}

    def on_page(
        self,
        contents: FinishedEdition,
        chapter: str,
        language: str,
        pictures: Mapping[str, Pictures],
        charts: Mapping[str, str],
        networks: Mapping[str, Mapping[str, str]],
    ) -> Iterator[site.PageFigure]:
        """Yield a chapter's figures, then its tables, given the files as its page sees them."""
        name, numbering = contents.edition.name, contents.context.numbering
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
        for figure in (*numbering.figures, *numbering.tables):
            view = self.views.get((name, language, figure))
            if view is None or numbering.chapters[view.anchor] != chapter:
                continue
            yield site.PageFigure(
                name=figure,
                anchor=view.anchor,
                label=view.label,
                title=view.title,
                description=view.alt if isinstance(view, FigureView) else "",
                html=target.figure(view) if isinstance(view, FigureView) else target.table(view),
                files=self.files[name, language, figure],
                variables=_table(view).header,
            )


def gather(
    project: Project, editions: Sequence[FinishedEdition], drawn: AllDrawn, cache: Path
) -> PageFigures:
    """Make every figure's files (kept in `cache`) and say where they stand in the site.

    There are no PNGs, and no pictures of links, where nothing is installed that draws them.
    """
    drawing = installed("pdf")
    sheets: dict[Key, tuple[downloads.Sheet, Chart | None]] = {}
    views: dict[Key, View] = {}
    works: dict[Key, Work] = {}
    for contents in editions:
        edition = contents.edition.name
        shown: list[tuple[Key, View]] = [
            *((key, contents.views[key[1:]]) for key in drawn if key[0] == edition),
            *(((edition, *key), view) for key, view in contents.tables.items()),
        ]
        for key, view in shown:
            language, figure = key[1:]
            views[key] = view
            works[key] = work_of(project, contents, language, view)
            sheet = downloads.sheet_of(
                contents.context.figures[figure],
                _table(view),
                contents.context,
                language,
                report=works[key].container,
                publisher=works[key].author,
                licence=project.file.licence.of(language) if project.file.licence else "",
                address=works[key].address,
                date=works[key].date,
            )
            sheets[key] = sheet, _chart(drawn[key]) if drawing and key in drawn else None
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
        files[key] = {"csv": f"{stem}.csv", "xlsx": f"{stem}.xlsx"}
        assets[f"{language}/{edition}/{stem}.csv"] = one.csv
        assets[f"{language}/{edition}/{stem}.xlsx"] = one.excel
        if key in drawn:
            files[key] = {**files[key], "svg": f"charts/{figure}-light-wide.svg"}
        if one.png is not None:
            files[key] = {**files[key], "png": f"{stem}.png"}
            assets[f"{language}/{edition}/{stem}.png"] = one.png
    cards = {}
    for key in wanted:
        edition, language, chapter = key
        cards[key] = f"{language}/{edition}/cards/{chapter or 'index'}.png"
        assets[cards[key]] = pictures["/".join(key)]
    tools = {
        key: _tools(project, works[key], views[key], drawn.get(key), files[key], key)
        for key in sheets
    }
    bundles = {}
    for contents in editions:
        for language in contents.edition.languages:
            where = (contents.edition.name, language)
            tables = {
                _packed(contents, key[2]): (sheet, made["/".join(key)].csv)
                for key, (sheet, _) in sheets.items()
                if key[:2] == where
            }
            archive = _archive(project, contents, language, tables)
            bundles[where] = downloads.write_archive(archive, cache / f"{archive.name}.zip")
    return PageFigures(tools, views, files, assets, cards, bundles)


def _archive(
    project: Project,
    contents: FinishedEdition,
    language: str,
    tables: Mapping[str, tuple[downloads.Sheet, Path]],
) -> downloads.Archive:
    edition, file = contents.edition, project.file
    others = [one for one in edition.languages if one != language]
    return downloads.Archive(
        name=f"{edition.name}-{language}-data",
        languages=(language, *others),
        report=edition.file.title,
        publisher=file.publisher,
        licence=file.licence or Words("", ""),
        address=_address(project, language, edition.name, "index.html"),
        tables=tables,
    )


def _table(view: View) -> TableView:
    """Return the table of what is shown, under the label and with the source that it has there."""
    if isinstance(view, TableView):
        return view
    return replace(view.table, label=view.label, source=view.source)


def _chart(drawn: Drawn) -> Chart:
    picture = drawn.pictures["print", PRINT]
    return Chart(picture.svg.read_text("utf-8"), picture.width, picture.height)


def _packed(contents: FinishedEdition, figure: str) -> str:
    """Return what a table is called in the archive: what only a model gives has its own folder."""
    return f"modelled/{figure}" if contents.context.figures[figure].modelled else figure


def work_of(project: Project, contents: FinishedEdition, language: str, view: View) -> Work:
    """Return a figure or a table as what is cited."""
    file = contents.edition.file
    page = f"{contents.context.numbering.chapters[view.anchor]}.html#{view.anchor}"
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


def _chapter(contents: FinishedEdition, figure: str) -> str:
    return contents.context.numbering.chapter(Reference(figure, "figure"))


def _cards(
    editions: Sequence[FinishedEdition], sheets: Mapping[Key, tuple[downloads.Sheet, Chart | None]]
) -> Iterator[tuple[Key, tuple[downloads.Sheet, Chart, str]]]:
    """Yield each page's picture: its first figure under its title; a page may have none."""
    drawn = {key: (sheet, chart) for key, (sheet, chart) in sheets.items() if chart is not None}
    for contents in editions:
        name, file = contents.edition.name, contents.edition.file
        shown = list(contents.context.numbering.figures)
        for language in contents.edition.languages:
            wanted = [*(one.figure for one in file.highlights), *shown]
            front = next((one for one in wanted if (name, language, one) in drawn), "")
            if front:
                title = file.title.of(language)
                yield (name, language, ""), (*drawn[name, language, front], title)
            for pair in contents.pairs:
                own = [figure for figure in shown if _chapter(contents, figure) == pair.name]
                if own and (name, language, own[0]) in drawn:
                    heading = _title(contents, pair.name, language)
                    card = (*drawn[name, language, own[0]], heading)
                    yield (name, language, pair.name), card


def _title(contents: FinishedEdition, chapter: str, language: str) -> str:
    return contents.chapter(chapter, language).title


def _tools(
    project: Project,
    work: Work,
    view: View,
    drawn: Drawn | None,
    files: Mapping[str, str],
    key: Key,
) -> Tools:
    edition, language, figure = key
    if drawn is not None:
        inner = drawn.pictures["light", WIDE].height
    else:
        inner = ROW * (len(_table(view).rows) + 1)
    return Tools(
        work=work,
        files=files,
        records={kind: f"cite/{figure}.{kind}" for kind in ("bib", "ris")},
        link=work.address or f"#{view.anchor}",
        embed=_address(project, language, edition, f"embed/{figure}.html")
        or f"embed/{figure}.html",
        # Caption, note and source stand around the picture or the table.
        height=round(inner + 150, -1),
    )
