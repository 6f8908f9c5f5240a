"""The pandoc that the wheel brings, so that every machine uses the same."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

# The version of pandoc's own tree that is written here.
API_VERSION = (1, 23, 1)


class Refused(Exception):
    """pandoc would not convert a document; its message says why."""


def convert(blocks: Sequence[Mapping[str, Any]], options: Sequence[str]) -> str:
    """Return a document, given as the blocks of pandoc's JSON tree, in another format."""
    document = {"pandoc-api-version": API_VERSION, "meta": {}, "blocks": blocks}
    done = subprocess.run(
        [_executable(), "--from=json", "--wrap=none", *options],
        input=json.dumps(document, ensure_ascii=False),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != 0:
        raise Refused(" ".join(done.stderr.split()))
    return done.stdout


def markdown_of(path: Path) -> str:
    """Return a document of Word as Markdown, a paragraph on a line."""
    options = ["--from=docx", "--to=commonmark+pipe_tables", "--wrap=none", "--sandbox"]
    done = subprocess.run(
        [_executable(), *options, str(path)], capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode != 0:
        raise Refused(" ".join(done.stderr.split()))
    return done.stdout


@cache
def _executable() -> str:
    import pypandoc  # here, as the extra `pdf` brings it

    bundled = Path(pypandoc.__file__).with_name("files") / "pandoc"
    return str(bundled) if bundled.exists() else str(pypandoc.get_pandoc_path())
