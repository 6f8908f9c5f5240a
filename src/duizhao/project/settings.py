"""The project and its editions: `duizhao.yml` and `report/<edition>.yml`, read once at the door."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field

from duizhao.diagnostics import LANGUAGES as LANGUAGES
from duizhao.diagnostics import Diagnostic, Findings, Place, Problems, Words, did_you_mean
from duizhao.files.yaml_places import Bilingual, Strict, read, validated

PROJECT_FILE = "duizhao.yml"
# A site's address has neither a query nor a fragment; empty as long as nobody has decided it.
_ADDRESS = re.compile(r"(https?://[^\s/?#]+(/[^\s?#]*)?)?")


class ProjectFile(Strict):
    """What `duizhao.yml` says: the report's name, its publisher and its address.

    `about` is a paragraph for the site's front page. `site_url` is the address under which the
    site will stand, without language or page; while it is empty, everything that needs a full
    address is left out.
    """

    name: Bilingual
    description: Bilingual
    publisher: Bilingual
    about: Bilingual | None = None
    site_url: str = ""
    licence: Bilingual | None = None


class Microdata(Strict):
    """An edition's microdata: what they are, where they lie, and the script that models them.

    `status` is `computed` for an institute's own data and `modelled` for a declared model;
    `tables` maps a table's name to its file; `model` names the module of `analysis/` whose
    `make(edition, folder)` writes those files when they are a model.
    """

    status: Literal["computed", "modelled"]
    tables: dict[str, str]
    model: str | None = None


class HighlightFile(Strict):
    """One number for an edition’s front page: an expression, its label, its figure or table."""

    value: str
    label: Bilingual
    figure: str


class EditionFile(Strict):
    """What `report/<edition>.yml` says.

    `introduction` is a paragraph for its front page, `descriptions` say in a line what a chapter
    is about, `highlights` are the few numbers there;
    `documents` names the sources that pins
    refer to; `source_language` is the side that translations follow.
    """

    title: Bilingual
    subtitle: Bilingual
    date: datetime.date
    chapters: list[str] = Field(min_length=1)
    documents: dict[str, Bilingual]
    microdata: Microdata | None = None
    introduction: Bilingual | None = None
    descriptions: dict[str, Bilingual] = Field(default_factory=dict)
    highlights: list[HighlightFile] = Field(default_factory=list)
    source_language: Literal["zh", "en"] = "zh"


@dataclass(frozen=True)
class Edition:
    """One edition: its name (from the file name) and what its file says."""

    name: str
    file: EditionFile

    @property
    def path(self) -> str:
        """Return the edition's file, relative to the project."""
        return f"report/{self.name}.yml"


@dataclass(frozen=True)
class Project:
    """A project on disk: its root folder, its own file, and its editions, newest first."""

    root: Path
    file: ProjectFile
    editions: tuple[Edition, ...]

    def edition(self, name: str) -> Edition:
        """Return the edition called `name`; raise `Problems` with a suggestion if there is none."""
        for edition in self.editions:
            if edition.name == name:
                return edition
        names = [edition.name for edition in self.editions]
        listed = "、".join(names), ", ".join(names)
        hint = did_you_mean(name, names) or Words(
            zh=f"现有版本：{listed[0]}", en=f"there are {listed[1]}"
        )
        message = Words(zh=f"没有“{name}”这一版", en=f"there is no edition “{name}”")
        raise Problems([Diagnostic("unknown-edition", Place(f"report/{name}.yml"), message, hint)])


def find_root(start: Path) -> Path:
    """Return the nearest folder at or above `start` with a `duizhao.yml`, else raise `Problems`."""
    for folder in (start, *start.parents):
        if (folder / PROJECT_FILE).is_file():
            return folder
    message = Words(
        zh="这里以及上级文件夹都没有duizhao.yml",
        en="neither this folder nor one above it holds a duizhao.yml",
    )
    hint = Words(zh="请在报告的文件夹里运行", en="run this inside a report's folder")
    raise Problems([Diagnostic("no-project", Place(PROJECT_FILE), message, hint)])


def load(root: Path) -> Project:
    """Read the project at `root` and all its editions; raise `Problems` with every finding."""
    findings = Findings()
    document = read(root, PROJECT_FILE, findings)
    project_file = validated(document, ProjectFile, findings) if document else None
    if document and project_file and not _ADDRESS.fullmatch(project_file.site_url):
        message = Words(
            zh=f"“{project_file.site_url}”不是网站地址",
            en=f"“{project_file.site_url}” is not the address of a site",
        )
        hint = Words(zh="例如https://example.org/report/", en="such as https://example.org/report/")
        findings.append(Diagnostic("wrong-value", document.place("site_url"), message, hint))
    editions = []
    for path in sorted((root / "report").glob("*.yml"), reverse=True):
        edition = _edition(root, path.stem, findings)
        if edition is not None:
            editions.append(edition)
    if not editions and not findings:
        message = Words(zh="还没有任何版本", en="there is no edition yet")
        hint = Words(zh="请新建report/<版本>.yml", en="make a report/<edition>.yml")
        findings.append(Diagnostic("no-edition", Place("report"), message, hint))
    findings.stop_on_errors()
    assert project_file is not None
    return Project(root, project_file, tuple(editions))


def _edition(root: Path, name: str, findings: Findings) -> Edition | None:
    path = f"report/{name}.yml"
    document = read(root, path, findings)
    if document is None:
        return None
    edition_file = validated(document, EditionFile, findings)
    if edition_file is None:
        return None
    for index, chapter in enumerate(edition_file.chapters):
        place = document.place("chapters", index)
        if not re.fullmatch(r"[a-z][a-z0-9_]*", chapter):
            message = Words(
                zh=f"章名“{chapter}”只能用小写字母、数字和下划线",
                en=f"the chapter name “{chapter}” may hold lower-case letters, digits and _ only",
            )
            findings.append(Diagnostic("chapter-name", place, message))
        if chapter in edition_file.chapters[:index]:
            message = Words(
                zh=f"“{chapter}”一章列了两次", en=f"the chapter “{chapter}” is listed twice"
            )
            findings.append(Diagnostic("chapter-name", place, message))
    return Edition(name, edition_file)
