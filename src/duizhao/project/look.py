"""The look of the site: what a project's mkdocs.yml may say; the rest belongs to the generator."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import Field

from duizhao.diagnostics import Stage, stage
from duizhao.files.written import Text
from duizhao.files.yaml_places import Strict, read, validated

LOOK_FILE = "mkdocs.yml"


class Theme(Strict):
    """What may be said to the theme, Material for MkDocs."""

    features: list[Text] = Field(default=[])
    icon: dict[str, Any] | None = None
    logo: Text | None = None
    favicon: Text | None = None


class Look(Strict):
    """A project's mkdocs.yml."""

    theme: Theme = Theme()
    extra: dict[str, Any] = Field(default={})
    copyright: Text | None = None


@stage
def read_look(root: Path) -> Stage[Look]:
    """Return the look of a project; the usual one where it has no mkdocs.yml, or a wrong one."""
    if not (root / LOOK_FILE).exists():
        return Look()
    document = yield from read(root, LOOK_FILE)
    look = None if document is None else (yield from validated(document, Look))
    return look or Look()
