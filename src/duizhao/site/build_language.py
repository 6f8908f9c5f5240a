"""One language's MkDocs build, in a process of its own: `python -m duizhao.site.build_language`.

Takes the configuration's path and the number of the process that it works for; prints one JSON
object to standard output: MkDocs' warnings, and every finished page's ids and links. Whatever
MkDocs itself says stays in `<configuration>.log`.
"""

from __future__ import annotations

import json
import logging
import re
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from duizhao import interruption
from duizhao.site.links import Anchors, scan
from duizhao.site.search_text import sections, text_script

_ARTICLE = re.compile(r"<article\b[^>]*>(.*)</article>", re.S)

# An older edition's page must match a little better to stand first.
_OLDER = 0.85


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def build(configuration: Path) -> tuple[list[str], dict[str, Anchors]]:
    """Build the site that `configuration` describes; return MkDocs' warnings and its pages."""
    from mkdocs.commands.build import build as mkdocs_build
    from mkdocs.config import load_config

    collector = _Collector()
    log = logging.getLogger("mkdocs")
    log.setLevel(logging.INFO)
    log.propagate = False
    log.addHandler(collector)
    log.addHandler(logging.FileHandler(configuration.with_suffix(".log"), "w", "utf-8"))
    config = load_config(config_file=str(configuration))
    config.plugins.on_startup(command="build", dirty=False)
    mkdocs_build(config)
    config.plugins.on_shutdown()
    folder = Path(config.site_dir)
    _prune(folder)
    pages = {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.html"))
    }
    _write_search(folder, pages, config.extra["duizhao"])
    return collector.messages, {path: scan(html) for path, html in pages.items()}


def _prune(folder: Path) -> None:
    """Drop what the site has once at its root: Material's own files among it (see `bundles`)."""
    for name in ("404.html", "sitemap.xml", "sitemap.xml.gz"):
        (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder / "assets", ignore_errors=True)


def _write_search(folder: Path, pages: Mapping[str, str], site: Mapping[str, Any]) -> None:
    """Write the words of every page, and the stub that makes Material's search box ask for them.

    Material loads its index with every page; ours says only where the words are, so that they
    travel when somebody searches.
    """
    editions: dict[str, str] = site["editions"]
    found = []
    for order, path in enumerate(site["order"]):
        match = _ARTICLE.search(pages.get(path, ""))
        parts = sections(match[1]) if match else []
        if not parts:
            continue
        edition = path.partition("/")[0] if "/" in path else ""
        age = list(editions).index(edition) if edition else 0
        found.append(
            {
                "location": path,
                "title": parts[0].title,
                "edition": editions.get(edition, ""),
                "year": edition,
                "order": order,
                "weight": round(_OLDER**age, 3),
                "sections": [(part.place, part.title, part.text) for part in parts],
            }
        )
    search = folder / "search"
    search.mkdir(exist_ok=True)
    script = text_script(found, json.loads(Path(site["spellings"]).read_text("utf-8")))
    (search / "text.js").write_text(script, encoding="utf-8")
    config = {
        "text": f"../{site['language']}/search/text.js",
        "editions": list(editions),
        "others": [
            {"text": f"../{other}/search/text.js", "home": f"../{other}/index.html", "code": other}
            for other in site["languages"]
            if other != site["language"]
        ],
        "words": {key: site["words"][f"search_{key}"] for key in ("also", "also_one", "all")},
    }
    stub = json.dumps({"config": config, "docs": []}, ensure_ascii=False)
    (search / "search_index.json").write_text(stub, encoding="utf-8")
    (search / "search_index.js").write_text(f"var __index={stub};\n", encoding="utf-8")


def main() -> int:
    """Build, and report what was found or what stopped MkDocs."""
    from mkdocs.exceptions import MkDocsException

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
