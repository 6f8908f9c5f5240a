"""The look of the site: what a project's mkdocs.yml may say; the rest belongs to the generator.

Files that it names stand in the folder `look/` and are published beside the pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from pydantic import Field

from duizhao.diagnostics import Diagnostic, Stage, Words, did_you_mean, stage
from duizhao.files.written import Text
from duizhao.files.yaml_places import Document, Strict, read, validated

LOOK_FILE = "mkdocs.yml"
LOOK_FOLDER = "look"
# How files of each key may end. The icon takes the place of the generator's, which is an SVG.
_ENDINGS = {
    "logo": (".svg", ".png", ".webp"),
    "favicon": (".svg",),
    "extra_css": (".css",),
    "extra_javascript": (".js",),
}


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
    extra_css: list[Text] = Field(default=[])
    extra_javascript: list[Text] = Field(default=[])
    copyright: Text | None = None

    @property
    def files(self) -> dict[tuple[str | int, ...], str]:
        """Return the files that are named, relative to the project, by where they are named."""
        named: dict[tuple[str | int, ...], str] = {}
        for key, name in (("logo", self.theme.logo), ("favicon", self.theme.favicon)):
            if name is not None:
                named["theme", key] = name
        for key, names in (
            ("extra_css", self.extra_css),
            ("extra_javascript", self.extra_javascript),
        ):
            named |= {(key, index): name for index, name in enumerate(names)}
        return named


@stage
def read_look(root: Path) -> Stage[Look]:
    """Return the look of a project; the usual one where it has no mkdocs.yml, or a wrong one."""
    if not (root / LOOK_FILE).exists():
        return Look()
    document = yield from read(root, LOOK_FILE)
    look = None if document is None else (yield from validated(document, Look))
    if document is None or look is None:
        return Look()
    wrong = list(_misplaced(look, document, root))
    yield from wrong
    return Look() if wrong else look


def _misplaced(look: Look, document: Document, root: Path) -> Iterator[Diagnostic]:
    """Find files that are not there, not in their folder, or not what their key is for."""
    there = [
        path.relative_to(root).as_posix()
        for path in sorted((root / LOOK_FOLDER).rglob("*"))
        if path.is_file()
    ]
    for keys, name in look.files.items():
        place = document.place(*keys)
        endings = _ENDINGS[str(keys[-1] if keys[0] == "theme" else keys[0])]
        if PurePosixPath(name).suffix.lower() not in endings:
            listed = Words("、".join(endings), ", ".join(endings))
            message = Words(
                f"“{name}”应以{listed.zh}结尾", f"“{name}” should end in one of {listed.en}"
            )
            yield Diagnostic("wrong-value", place, message)
        elif name not in there:
            message = Words(
                f"{LOOK_FOLDER}/里没有“{name}”", f"there is no “{name}” in {LOOK_FOLDER}/"
            )
            hint = did_you_mean(name, there) or Words(
                f"请把文件放进{LOOK_FOLDER}/，写作{LOOK_FOLDER}/文件名",
                f"put the file into {LOOK_FOLDER}/ and name it {LOOK_FOLDER}/its-name",
            )
            yield Diagnostic("missing-file", place, message, hint)
