"""A chapter's rows as HTML: one pair of blocks each, with what is wrong with it beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from duizhao.diagnostics import Diagnostic, Words, shown
from duizhao.language.packs import language_of
from duizhao.preview.accepting import unreviewed
from duizhao.preview.report import Key, Report, Shown, at_block
from duizhao.render.views import FigureView
from duizhao.site.article import Article
from duizhao.site.target import SiteTarget

ASSETS = Path(__file__).parent / "assets"
# Scripts and styles are the preview's own; nothing is fetched from anywhere else.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

_ACCEPT = Words("记录为已复核", "Accept as reviewed")
# A draft's pages lie in a folder: what they may show lies beside them.
_OFFLINE = "default-src 'none'; style-src 'self' file:; img-src 'self' file:"


class Row(NamedTuple):
    """A row: its key, its cells by language, and its findings, as HTML.

    `accept` is what a button says by which the row is accepted as reviewed; "" where it was.
    """

    key: str
    cells: Mapping[str, str]
    findings: str
    accept: str = ""

    @property
    def html(self) -> str:
        """Return the row as it stands on the page."""
        sides = [
            f'<div class="side" lang="{language_of(one).tag}">{cell}</div>'
            for one, cell in self.cells.items()
        ]
        wrong = " wrong" if self.findings else ""
        notes = f'<div class="findings">{self.findings}</div>' if self.findings else ""
        anchor = escape(self.key)
        button = (
            f'<button class="accept" data-anchor="{anchor}">{self.accept}</button>'
            if self.accept
            else ""
        )
        inner = "".join(sides) + notes + button
        return f'<section class="row{wrong}" data-key="{escape(self.key)}">{inner}</section>'


@dataclass(frozen=True)
class PreviewTarget(SiteTarget):
    """As the site writes a chapter, but a figure's picture is drawn when a browser asks for it.

    `drawn` is the address of all pictures.
    """

    edition: str = ""
    drawn: str = "/picture"

    def figure(self, view: FigureView) -> str:
        """Return the figure with its picture's address, caption, note and source."""
        source = f"{self.drawn}/{self.edition}/{self.language}/{view.name}.svg"
        texts = [f"{view.label} {view.title}", view.note, view.source]
        caption = "".join(f"<p>{escape(text)}</p>" for text in texts if text)
        return (
            f'<figure id="{escape(view.anchor)}"><img src="{escape(source)}" loading="lazy" '
            f'alt="{escape(view.alt)}"><figcaption>{caption}</figcaption></figure>'
        )


def rows(report: Report, key: Key, language: str, drawn: str = "/picture") -> tuple[Row, ...]:
    """Return a chapter's rows; messages are in `language`, that of who looks on.

    The first row has no blocks: it tells what is wrong with the chapter as a whole.
    """
    chapter = report.chapters[key]
    by_block: dict[str, list[Diagnostic]] = {}
    for finding in chapter.findings:
        by_block.setdefault(at_block(chapter, finding) or "", []).append(finding)
    articles = {one: Article(_target(report, key, one, drawn)) for one in chapter.finished}
    changed = unreviewed(report, key)
    made = [Row("", dict.fromkeys(articles, ""), _told(by_block.get("", ()), language))]
    counts: dict[str, int] = {}
    for both in chapter.pairs:
        counts[both.anchor] = counts.get(both.anchor, 0) + 1
        name = both.anchor if counts[both.anchor] == 1 else f"{both.anchor}~{counts[both.anchor]}"
        cells = {one: _cell(chapter, own, both.anchor, one) for one, own in articles.items()}
        accept = _ACCEPT.of(language) if name in changed else ""
        made.append(Row(name, cells, _told(by_block.get(both.anchor, ()), language), accept))
    return tuple(made)


def _target(report: Report, key: Key, language: str, drawn: str) -> PreviewTarget:
    edition, name = key
    numbering = report.editions[edition].context.numbering
    return PreviewTarget(language, name, numbering, {}, {}, edition=edition, drawn=drawn)


def _cell(chapter: Shown, article: Article, anchor: str, language: str) -> str:
    block = chapter.finished[language].get(anchor)
    return article.block(block) if block is not None else ""


def _told(findings: Sequence[Diagnostic], language: str) -> str:
    return "".join(_finding(one, language) for one in findings)


def _finding(one: Diagnostic, language: str) -> str:
    hints = "".join(f"<p>→ {escape(shown(hint.of(language)))}</p>" for hint in one.hints)
    related = f"<p>↔ {escape(shown(str(one.related.place)))}</p>" if one.related else ""
    return (
        f'<div class="finding {one.severity}"><p><code>{escape(shown(str(one.place)))}</code> '
        f"<b>{escape(one.rule)}</b> {escape(shown(one.message.of(language)))}</p>"
        f"{hints}{related}</div>"
    )


def elsewhere(report: Report, language: str) -> str:
    """Return what is wrong outside the chapters, as HTML."""
    return _told(report.elsewhere, language)


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(ASSETS), autoescape=True, undefined=StrictUndefined)


def page(report: Report, key: Key | None, language: str, version: int | None = None) -> str:
    """Return the page of a chapter, or of the report's chapters when there is none to show.

    Without a `version` it is a file of a draft, which nobody serves and nothing changes.
    """
    live = version is not None
    up = "" if live else ("../" if key else "./")
    words: Mapping[str, Words] = {
        "title": Words("预览", "Preview") if live else Words("草稿", "Draft"),
        "find": Words(
            "查找数值、术语、图表：地址、中文或英文",
            "Find a number, a term or a figure: id, Chinese or English",
        ),
        "gone": Words("预览已停止", "The preview has stopped"),
        "copied": Words("已复制", "copied"),
    }
    return (
        _environment()
        .get_template("page.html")
        .render(
            words={name: one.of(language) for name, one in words.items()},
            language=language_of(language).tag,
            version=version,
            policy=_OFFLINE,
            live=live,
            assets="/assets" if live else up.rstrip("/"),
            key="/".join(key) if key else "",
            edition=key[0] if key else "",
            chapters=[
                (
                    "/".join(one),
                    "/".join(("", *one)) if live else f"{up}{'/'.join(one)}.html",
                    _title(report, one, language),
                    len(shown.findings),
                )
                for one, shown in report.chapters.items()
            ],
            rows=[one.html for one in _shown(report, key, language, live)] if key else [],
            elsewhere=elsewhere(report, language),
        )
    )


def _shown(report: Report, key: Key, language: str, live: bool) -> tuple[Row, ...]:
    return rows(report, key, language, "/picture" if live else "../pictures")


def _title(report: Report, key: Key, language: str) -> str:
    contents = report.editions[key[0]]
    languages = contents.edition.languages
    read = language if language in languages else languages[0]
    return f"{key[0]} · {contents.chapter(key[1], read).title or key[1]}"
