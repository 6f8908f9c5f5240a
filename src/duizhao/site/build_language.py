"""One language's MkDocs build, in a process of its own: `python -m duizhao.site.build_language`.

Takes the configuration's path; prints one JSON object to standard output: MkDocs' warnings, and
every finished page's ids and links. Whatever MkDocs itself says stays in `<configuration>.log`.
"""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from typing import Any

from duizhao.site.links import Anchors, scan


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
    # The site has one page for missing addresses, in both languages, at its root.
    (folder / "404.html").unlink(missing_ok=True)
    pages = {
        path.relative_to(folder).as_posix(): scan(path.read_text("utf-8"))
        for path in sorted(folder.rglob("*.html"))
    }
    return collector.messages, pages


def main() -> int:
    """Build, and report what was found or what stopped MkDocs."""
    from mkdocs.exceptions import MkDocsException

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
