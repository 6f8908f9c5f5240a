"""The command `new`: a folder that is a report at once, or the next edition of a report."""

from __future__ import annotations

import datetime
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from duizhao.commands.console import Console
from duizhao.commands.succession.begin import begin
from duizhao.diagnostics import Diagnostic, Place, Problems, Words
from duizhao.files.writing import fresh_beside
from duizhao.language import DEFAULT, PACKS
from duizhao.project import Project

STARTER = Path(__file__).parent / "starter"
# What only a report with microdata has, relative to the project.
WITH_MICRODATA = (
    "analysis",
    "data/2020/residents.csv",
    "figures/2020/*.csv",
    "figures/2020/computed-from.txt",
)
NAME = Words("我们的年报", "Our annual report")
PUBLISHER = Words("我们的研究所", "Our institute")
DESCRIPTION = Words(
    "按人口普查公布的数字写成的样例，请换成自己的内容",
    "A sample after a published census, to be replaced with your own",
)


@dataclass(frozen=True)
class Answers:
    """What the author is asked: languages, name, publisher, whether there are microdata.

    The first of `languages` is the source. Of `name` and `publisher` only these are written.
    """

    name: Words = NAME
    publisher: Words = PUBLISHER
    microdata: bool = True
    languages: tuple[str, ...] = DEFAULT


def asked(console: Console, given: Mapping[str, str | None], microdata: bool | None) -> Answers:
    """Return what was given, else what a person at the terminal says, else what is usual.

    `given` are options by name: `languages`, `name_zh`, `name_en`, `publisher_zh`, `publisher_en`.
    Raises `Problems` for languages that there are not.
    """
    usual = Answers()
    question = Words("报告的语言，原文在前", "Languages, the source first")
    languages = _languages(console.answer(given["languages"], question, ",".join(usual.languages)))
    said = {
        name: console.answer(given[name], question, words)
        if name[-2:] in languages
        else given[name] or words
        for name, question, words in (
            ("name_zh", Words("报告的中文名称", "Name in Chinese"), usual.name.zh),
            ("name_en", Words("报告的英文名称", "Name in English"), usual.name.en),
            ("publisher_zh", Words("出版者（中文）", "Publisher in Chinese"), usual.publisher.zh),
            ("publisher_en", Words("出版者（英文）", "Publisher in English"), usual.publisher.en),
        )
    }
    return Answers(
        Words(said["name_zh"], said["name_en"]),
        Words(said["publisher_zh"], said["publisher_en"]),
        console.answer(microdata, Words("有没有微观数据", "With microdata"), usual.microdata),
        languages,
    )


def _languages(written: str) -> tuple[str, ...]:
    """Return the languages that are named, "zh, en"; raise `Problems` for any that is none."""
    named = tuple(dict.fromkeys(re.findall(r"[^\s,，、]+", written)))
    unknown = [code for code in named if code not in PACKS]
    if named and not unknown:
        return named
    message = Words(
        f"没有“{unknown[0]}”这种语言" if unknown else "没有写语言",
        f"there is no language “{unknown[0]}”" if unknown else "no language is named",
    )
    hint = Words(
        "可以写" + "、".join(f"{x}（{PACKS[x].called.zh}）" for x in PACKS) + "，用逗号分开",
        "there are " + ", ".join(f"{x} ({PACKS[x].called.en})" for x in PACKS),
    )
    raise Problems([Diagnostic("unknown-language", Place("--languages"), message, hint)])


@dataclass(frozen=True)
class Started:
    """A report that was just made: its folder and its files."""

    folder: Path
    files: tuple[str, ...]

    def report(self, language: str) -> list[str]:
        """Return what was made and what to do next."""
        made = Words(
            f"已在{self.folder}新建报告，共{len(self.files)}个文件：",
            f"A report of {len(self.files)} files is in {self.folder}:",
        )
        further = Words("接下来：", "Next:")
        steps = Words(
            "duizhao check检查，duizhao build生成网站和PDF；写法见README.md",
            "duizhao check, then duizhao build for the site and the PDFs; README.md tells the rest",
        )
        lines = [made.of(language), *(f"  {file}" for file in self.files)]
        return [
            *lines,
            further.of(language),
            f"  cd {self.folder}",
            f"  {steps.of(language)}",
        ]


def next_edition(project: Project, name: str, before: str) -> Iterator[Words]:
    """Begin the edition `name` from the one called `before`; yield what is to be done then."""
    yield from begin(project, name, before, datetime.date.today()).report()


def refused(folder: Path) -> None:
    """Raise `Problems` when there is something where a report is to be made."""
    if folder.is_dir() and any(folder.iterdir()):
        message = Words(f"“{folder}”里已有内容", f"there is something in “{folder}” already")
        hint = Words("请给一个新的或空的文件夹", "name a folder that is new or empty")
        raise Problems([Diagnostic("folder-in-use", Place(str(folder)), message, hint)])


def new(folder: Path, answers: Answers) -> Started:
    """Make `folder` a report that builds; raise `Problems` when something is in it.

    The folder appears whole or not at all.
    """
    refused(folder)
    fresh = fresh_beside(folder.absolute())
    shutil.copytree(
        STARTER, fresh, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__")
    )
    _arrange(fresh, answers)
    files = sorted(p.relative_to(fresh).as_posix() for p in fresh.rglob("*") if p.is_file())
    if folder.is_dir():
        folder.rmdir()
    fresh.rename(folder)
    return Started(folder, tuple(files))


def _arrange(fresh: Path, answers: Answers) -> None:
    """Give files that begin with a dot their names, and write in what was answered."""
    for hidden in sorted(fresh.glob("_*")):
        hidden.rename(fresh / f".{hidden.name[1:]}")
    said = fresh / ".microdata.yml"
    if answers.microdata:
        edition = fresh / "report/2020.yml"
        edition.write_text(edition.read_text("utf-8") + said.read_text("utf-8"), encoding="utf-8")
    else:
        for pattern in WITH_MICRODATA:
            for path in fresh.glob(pattern):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
    said.unlink()
    for chapters in [path for path in (fresh / "report").iterdir() if path.is_dir()]:
        if chapters.name not in answers.languages:
            shutil.rmtree(chapters)
    texts = {"name": answers.name, "description": DESCRIPTION, "publisher": answers.publisher}
    project: dict[str, object] = {
        key: {code: words.of(code) for code in answers.languages} for key, words in texts.items()
    }
    if answers.languages != DEFAULT:
        project = {"languages": list(answers.languages), **project}
    text = yaml.safe_dump(project, allow_unicode=True, sort_keys=False, width=1000)
    (fresh / "duizhao.yml").write_text(text, encoding="utf-8")
    readme = fresh / "README.md"
    name = " · ".join(answers.name.of(code) for code in answers.languages)
    readme.write_text(readme.read_text("utf-8").replace("@name", name), encoding="utf-8")
