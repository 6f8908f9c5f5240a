"""The project and its editions: `duizhao.yml` and `report/<edition>.yml`, read once at the door."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import Field

from duizhao.diagnostics import (
    Diagnostic,
    Place,
    Problems,
    Stage,
    Words,
    did_you_mean,
    has_errors,
    in_order,
    stage,
)
from duizhao.files.leftovers import LEFTOVER
from duizhao.files.multilingual import Texts
from duizhao.files.yaml_places import Document, Strict, meaning, read, validated
from duizhao.language import DEFAULT, PACKS
from duizhao.project.edition_file import EditionFile

PROJECT_FILE = "duizhao.yml"
_OWNED = re.compile(
    r"(?:report/(?:[a-z]+)|figures|data)/(?P<edition>[^/]+)/|report/(?P<file>[^/]+)\.yml$"
)
# A site's address has neither a query nor a fragment; empty as long as nobody has decided it.
# No character of it may end an attribute or begin a tag, wherever it is written.
_UNSAFE = r"\s?#\"'<>`\\^{|}\x00-\x1f"
_ADDRESS = re.compile(rf"(https?://[^/@{_UNSAFE}]+(/[^{_UNSAFE}]*)?)?")
# A page or a mailbox of somebody else; what a reader reports is filled into `{page}` and `{title}`.
_ELSEWHERE = r"[^\s\"'<>`\\^{|}\x00-\x1f]"
_PAGE = re.compile(rf"(https?://{_ELSEWHERE}+)?")
_DESK = re.compile(rf"((https?://|mailto:)({_ELSEWHERE}|\{{(page|title)\}})+)?")


class ProjectFile(Strict):
    """What `duizhao.yml` says: the report, its publisher and its address.

    报告、出版者和网址。
    """

    languages: list[str] = Field(
        default=list(DEFAULT),
        min_length=1,
        description=meaning(
            "报告使用的语言，一种或几种；第一种是原文，译文随之更新",
            "the languages of the report, one or more; the first is the source that "
            "translations follow",
        ),
    )
    name: Texts = Field(description=meaning("报告的名称", "the report’s name"))
    description: Texts = Field(
        description=meaning(
            "一句话的说明，供搜索引擎和分享链接用",
            "a sentence about it, for search engines and shared links",
        )
    )
    publisher: Texts = Field(description=meaning("出版者", "who publishes it"))
    about: Texts | None = Field(
        default=None,
        description=meaning("网站首页上的一段话", "a paragraph for the site’s front page"),
    )
    site_url: str = Field(
        default="",
        description=meaning(
            "网站的公开网址，不含语言和页面", "the site’s public address, without language or page"
        ),
    )
    licence: Texts | None = Field(default=None, description=meaning("许可协议", "the licence"))
    mistakes_to: str = Field(
        default="",
        description=meaning(
            "读者报告错误的去处，mailto:或https://开头；{page}处填入网页地址，{title}处填入标题",
            "where readers report mistakes, beginning with mailto: or https://; the page’s address "
            "takes the place of {page}, its title that of {title}",
        ),
    )


@dataclass(frozen=True)
class Edition:
    """One edition: its name (from the file name), what its file says, and its languages.

    The first language is the source that translations follow.
    """

    name: str
    file: EditionFile
    languages: tuple[str, ...] = DEFAULT
    document: Document | None = field(default=None, compare=False, repr=False)

    def place(self, *location: str | int) -> Place:
        """Return where a key of the edition's file stands."""
        return self.document.place(*location) if self.document else Place(self.path)

    @property
    def path(self) -> str:
        """Return the edition's file, relative to the project."""
        return f"report/{self.name}.yml"

    @property
    def modelled(self) -> bool:
        """Whether the microdata are a model's, so that what only they give was never published."""
        return self.file.microdata is not None and self.file.microdata.status == "modelled"

    def template_of(self, chapter: str) -> str | None:
        """Return the template that a chapter is filled from, None for one written for itself."""
        found = (name for name, filled in self.file.templates.items() if chapter in filled)
        return next(found, None)

    def chapter_path(self, chapter: str, language: str) -> str:
        """Return the file of a chapter, relative to the project: of its template if it has one."""
        return f"report/{language}/{self.name}/{self.template_of(chapter) or chapter}.md"

    def on_the_model(self, chapter: str) -> bool:
        """Whether a chapter is the one in which what only the model gives may stand."""
        return self.file.microdata is not None and self.file.microdata.appendix == chapter

    def book(self, language: str) -> str:
        """Return the file name of the edition's PDF in a language."""
        return f"{self.name}-{language}.pdf"


@dataclass(frozen=True)
class Project:
    """A project on disk: its root folder, its own file, and its editions, newest first.

    `unfinished` are the notes to oneself in these files, which stop no reading: only `check` and
    `build` mind them.
    """

    root: Path
    file: ProjectFile
    editions: tuple[Edition, ...]
    unfinished: tuple[Diagnostic, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages of the report, the source first."""
        return tuple(self.file.languages)

    def edition(self, name: str) -> Edition:
        """Return the edition called `name`; raise `Problems` with a suggestion if there is none."""
        for edition in self.editions:
            if edition.name == name:
                return edition
        names = [edition.name for edition in self.editions]
        listed = Words("现有版本：" + "、".join(names), "there are " + ", ".join(names))
        message = Words(zh=f"没有“{name}”这一版", en=f"there is no edition “{name}”")
        place, meant = Place(f"report/{name}.yml"), did_you_mean(name, names)
        raise Problems([Diagnostic("unknown-edition", place, message, meant, further=(listed,))])


def owner(path: str) -> str | None:
    """Return the edition that a file of the project belongs to, or None when it is shared."""
    found = _OWNED.match(path)
    return (found["edition"] or found["file"]) if found else None


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
    document = read(root, PROJECT_FILE)
    languages = _languages(document.value)
    file = _project_file(document.value, languages.value)
    editions = _editions(root, languages.value)
    wrong = [one for part in (document, languages, file, editions) for one in part.findings]
    unfinished = tuple(one for one in wrong if one.rule == LEFTOVER)
    if not (set(wrong) - set(unfinished) or editions.value):
        wrong.append(_no_edition())
    if has_errors(set(wrong) - set(unfinished)):
        raise Problems(in_order(wrong))
    assert file.value is not None
    return Project(root, file.value, editions.value, unfinished)


@stage
def _languages(document: Document | None) -> Stage[tuple[str, ...]]:
    """Return the languages that a project names; what cannot be read as such is told later."""
    data = document.data if document else None
    named = data.get("languages") if isinstance(data, dict) else None
    if not document or not isinstance(named, list) or not all(isinstance(x, str) for x in named):
        return DEFAULT
    for index, code in enumerate(named):
        place = document.place("languages", index)
        if code not in PACKS:
            message = Words(zh=f"没有“{code}”这种语言", en=f"there is no language “{code}”")
            known = Words(
                "可用的语言：" + "、".join(f"{x}（{PACKS[x].called.zh}）" for x in PACKS),
                "there are " + ", ".join(f"{x} ({PACKS[x].called.en})" for x in PACKS),
            )
            yield Diagnostic("unknown-language", place, message, known)
        elif code in named[:index]:
            message = Words(zh=f"“{code}”写了两次", en=f"“{code}” is listed twice")
            yield Diagnostic("unknown-language", place, message)
    return tuple(dict.fromkeys(named)) or DEFAULT


@stage
def _project_file(
    document: Document | None, languages: tuple[str, ...]
) -> Stage[ProjectFile | None]:
    if document is None:
        return None
    project_file = yield from validated(document, ProjectFile, languages)
    if project_file and not _ADDRESS.fullmatch(project_file.site_url):
        message = Words(
            zh=f"“{project_file.site_url}”不是网站地址",
            en=f"“{project_file.site_url}” is not the address of a site",
        )
        hint = Words(zh="例如https://example.org/report/", en="such as https://example.org/report/")
        yield Diagnostic("wrong-value", document.place("site_url"), message, hint)
    if project_file and not _DESK.fullmatch(project_file.mistakes_to):
        told = project_file.mistakes_to
        message = Words(
            zh=f"“{told}”不是报告错误的去处", en=f"“{told}” is nowhere to report a mistake"
        )
        example = "mailto:editors@example.org?subject={title}&body={page}"
        hint = Words(zh=f"例如{example}", en=f"such as {example}")
        yield Diagnostic("wrong-value", document.place("mistakes_to"), message, hint)
    return project_file


@stage
def _editions(root: Path, languages: tuple[str, ...]) -> Stage[tuple[Edition, ...]]:
    editions = []
    for path in sorted((root / "report").glob("*.yml"), reverse=True):
        edition = yield from _edition(root, path.stem, languages)
        if edition is not None:
            editions.append(edition)
    return tuple(editions)


def _no_edition() -> Diagnostic:
    message = Words(zh="还没有任何版本", en="there is no edition yet")
    hint = Words(zh="请新建report/<版本>.yml", en="make a report/<edition>.yml")
    return Diagnostic("no-edition", Place("report"), message, hint)


def _edition(root: Path, name: str, languages: tuple[str, ...]) -> Stage[Edition | None]:
    path = f"report/{name}.yml"
    document = yield from read(root, path)
    if document is None:
        return None
    edition_file = yield from validated(document, EditionFile, languages)
    if edition_file is None:
        return None
    yield from _templates(edition_file, document)
    for index, chapter in enumerate(edition_file.chapters):
        place = document.place("chapters", index)
        if not re.fullmatch(r"[a-z][a-z0-9_]*", chapter):
            message = Words(
                zh=f"章名“{chapter}”只能用小写字母、数字和下划线",
                en=f"the chapter name “{chapter}” may hold lower-case letters, digits and _ only",
            )
            yield Diagnostic("chapter-name", place, message)
        if chapter in edition_file.chapters[:index]:
            message = Words(
                zh=f"“{chapter}”一章列了两次", en=f"the chapter “{chapter}” is listed twice"
            )
            yield Diagnostic("chapter-name", place, message)
    for id, source in edition_file.documents.items():
        if not _PAGE.fullmatch(source.url):
            message = Words(f"“{source.url}”不是网址", f"“{source.url}” is not an address")
            example = "https://example.org/report.pdf"
            such = Words(f"例如{example}", f"such as {example}")
            yield Diagnostic("wrong-value", document.place("documents", id, "url"), message, such)
    edition_file = _with_templates(edition_file)
    named: list[tuple[str, tuple[str | int, ...]]]
    named = [(one, ("unnumbered", index)) for index, one in enumerate(edition_file.unnumbered)]
    named += [(one, ("descriptions", one)) for one in edition_file.descriptions]
    if edition_file.microdata and edition_file.microdata.appendix is not None:
        named.append((edition_file.microdata.appendix, ("microdata", "appendix")))
    for chapter, keys in named:
        if chapter not in edition_file.chapters:
            message = Words(f"没有“{chapter}”这一章", f"there is no chapter “{chapter}”")
            hint = did_you_mean(chapter, edition_file.chapters)
            yield Diagnostic("chapter-name", document.place(*keys), message, hint)
    return Edition(name, edition_file, languages, document)


def _templates(file: EditionFile, document: Document) -> Stage[None]:
    """Find templates that are no chapter, and what they are filled for twice."""
    taken = [one for one in file.chapters if one not in file.templates]
    for name, ids in file.templates.items():
        if name not in file.chapters:
            message = Words(f"没有“{name}”这一章", f"there is no chapter “{name}”")
            hint = did_you_mean(name, file.chapters)
            yield Diagnostic("template", document.place("templates", name), message, hint)
        for index, id in enumerate(ids):
            if id in taken:
                message = Words(f"“{id}”一章已经有了", f"there is a chapter “{id}” already")
                yield Diagnostic("template", document.place("templates", name, index), message)
            taken.append(id)


def _with_templates(file: EditionFile) -> EditionFile:
    """Return the file with the chapters that a template is filled for in the template's place."""
    chapters = [one for name in file.chapters for one in file.templates.get(name, [name])]
    return file.model_copy(update={"chapters": chapters})
