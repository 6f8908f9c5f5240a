"""One edition, read and filled: its figures, its chapters in both languages, its numbering."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duizhao.edition.notebook import OpenEdition


def opened(name: str, language: str | None = None, folder: Path | str = ".") -> OpenEdition:
    """Return an edition to work with in a notebook; `folder` is the report's, or one within.

    `language` is what names and numbers are said in, the report's first by default.
    Raises `Problems` where there is no such report, edition or language.
    """
    from duizhao.edition import notebook  # who only reads editions loads nothing more

    return notebook.of(name, language, Path(folder))
