"""One language's MkDocs build, in a process of its own: `python -m duizhao.site.build_language`.

Takes the configuration's path and the number of the process that it works for; prints one JSON
object to standard output: MkDocs' warnings, and every finished page's ids and links. Whatever
MkDocs itself says stays in `<configuration>.log`.
"""

from __future__ import annotations

import json
import logging
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from duizhao import interruption
from duizhao.site.links import Anchors, scan


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


class _Finished(BasePlugin):  # type: ignore[type-arg,no-untyped-call]
    """Hands MkDocs pages that are finished: it parses nothing, and its templates escape all else.

    `pages` are by path without suffix (see `pages.Document`).
    """

    def __init__(self, pages: Mapping[str, Any]) -> None:
        self.pages = pages

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Return the pages alone: there is no file of theirs anywhere."""
        return Files([File.generated(config, f"{path}.md", content="") for path in self.pages])

    def on_env(self, env: Environment, config: MkDocsConfig, files: Files) -> Environment:
        """Escape whatever a template prints: titles and names are text. MkDocs' own does not."""
        env.autoescape = True
        return env

    def on_page_markdown(
        self, markdown: str, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Tell what the theme asks of a page; the cited work is HTML."""
        meta = dict(self.pages[_path(page)]["meta"])
        own = meta["duizhao"] = dict(meta["duizhao"])
        if "cite" in own:
            own["cite"] = own["cite"] | {"html": Markup(own["cite"]["html"])}
        page.meta = meta
        return ""

    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Give the page its HTML and its contents."""
        document = self.pages[_path(page)]
        page.toc = _contents(document["headings"])
        return Markup(document["html"])


def _path(page: Page) -> str:
    return page.file.src_uri.removesuffix(".md")


# Headings that stand in a page's contents: under the page's own, to which its skip link leads.
_LEVELS = (1, 2, 3)


def _contents(headings: Iterable[Mapping[str, Any]]) -> TableOfContents:
    """Return a page's contents, each heading under the one above it."""
    top: list[AnchorLink] = []
    above: list[AnchorLink] = []
    for one in headings:
        if one["level"] in _LEVELS:
            entry = AnchorLink(one["title"], one["id"], one["level"])
            above = [other for other in above if other.level < entry.level]
            (above[-1].children if above else top).append(entry)
            above.append(entry)
    return TableOfContents(top)


def build(configuration: Path) -> tuple[list[str], dict[str, Anchors]]:
    """Build the site that `configuration` describes; return MkDocs' warnings and its pages."""
    collector = _Collector()
    log = logging.getLogger("mkdocs")
    log.setLevel(logging.INFO)
    log.propagate = False
    log.addHandler(collector)
    log.addHandler(logging.FileHandler(configuration.with_suffix(".log"), "w", "utf-8"))
    config = load_config(config_file=str(configuration))
    pages = json.loads(configuration.with_suffix(".pages.json").read_text("utf-8"))
    config.plugins["finished"] = _Finished(pages)
    # The line of the look may hold a link; a licence is escaped already (see `settings`).
    config.copyright = Markup(config.copyright or "")
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(config)
    config.plugins.on_shutdown()
    folder = Path(config.site_dir)
    _prune(folder)
    finished = sorted(folder.rglob("*.html"))
    return collector.messages, {
        path.relative_to(folder).as_posix(): scan(path.read_text("utf-8")) for path in finished
    }


def _prune(folder: Path) -> None:
    """Drop what the site has once at its root: Material's own files among it (see `bundles`)."""
    for name in ("404.html", "sitemap.xml", "sitemap.xml.gz"):
        (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder / "assets", ignore_errors=True)


def main() -> int:
    """Build, and report what was found or what stopped MkDocs."""
    interruption.follow(int(sys.argv[2]))
    report: dict[str, Any] = {"warnings": [], "pages": {}, "stopped": ""}
    try:
        warnings, pages = build(Path(sys.argv[1]))
        report["warnings"] = warnings
        report["pages"] = {path: list(anchors) for path, anchors in pages.items()}
    except (MkDocsException, SystemExit) as error:
        report["stopped"] = str(error) or type(error).__name__
    json.dump(report, sys.stdout, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
