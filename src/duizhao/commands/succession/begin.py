"""The next edition: begun from the one before it, with all of its words and none of its numbers.

Chapters and figures' words come along, years marked (`carried`); tables and pins do not.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from duizhao import project as projects
from duizhao.commands.succession import carried
from duizhao.commands.succession.years import MARK, Years
from duizhao.diagnostics import Diagnostic, Place, Problems, Words
from duizhao.edition import load
from duizhao.files import texts
from duizhao.files.leftovers import LEFTOVER
from duizhao.files.writing import write_all, writing
from duizhao.project import Edition, Project, reviews
from duizhao.project.published import COLUMNS

PINS = "published.csv"


@dataclass(frozen=True)
class Begun:
    """An edition that was just begun: the one before it, its files, and what is to be decided.

    `marks` counts the marks in each file that has any; `tables` are where its microdata belong.
    """

    old: Edition
    new: Edition
    files: tuple[str, ...]
    marks: Mapping[str, int]

    def report(self) -> Iterator[Words]:
        """Yield what was made, then what to do, in order."""
        old, new, folder = self.old.name, self.new.name, f"data/{self.new.name}"
        yield Words(
            f"已由{old}版新建{new}版，共{len(self.files)}个文件；{old}版的数一个也没有带过来。接下来：",
            f"The {new} edition is begun from {old}, {len(self.files)} files; not one number of"
            f" {old} came along. Next:",
        )
        yield Words(
            f"1. {self.new.path}：书名、资料名称；出版日期暂写今天（{self.new.file.date}）",
            f"1. {self.new.path}: the title, the documents; the date is today’s for now"
            f" ({self.new.file.date})",
        )
        yield Words(
            f"2. 公布的数写进{folder}/{PINS}，矛盾写进{folder}/errata.yml",
            f"2. Pin what was published in {folder}/{PINS}, settle contradictions in"
            f" {folder}/errata.yml",
        )
        if self.new.file.microdata:
            tables = ", ".join(self.new.file.microdata.tables.values())
            yield Words(
                f"3. 把微观数据放到：{tables}；然后运行duizhao analyse {new}",
                f"3. Put the microdata at {tables}; then run duizhao analyse {new}",
            )
        yield Words(
            f"4. duizhao diff {old} {new}列出不再成立的判断、两种语言的句子"
            "和现在的情况；其余句子可以保留",
            f"4. duizhao diff {old} {new} lists the claims that no longer hold, their sentences in"
            " both languages and what is true now; all others stay",
        )
        total = sum(self.marks.values())
        yield Words(
            f"5. 年份后面的{MARK}共{total}处：核对整句，再删去记号；删完之前check不会通过",
            f"5. {MARK} stands behind {total} years: read each sentence, then take the mark out;"
            " until then check refuses them",
        )
        for path, count in self.marks.items():
            yield Words(f"   {path}  {count}", f"   {path}  {count}")
        yield Words(
            f"6. duizhao check {new}，没有问题后duizhao check {new} --accept",
            f"6. duizhao check {new}, and when it is silent duizhao check {new} --accept",
        )


def begin(project: Project, name: str, before: str, today: datetime.date) -> Begun:
    """Begin the edition `name` from the one called `before`; all its files appear or none.

    Raises `Problems` where anything of it is there already: nothing that is there is changed.
    """
    old = project.edition(before)
    _refuse(project, name)
    _, tables = load.numbers(project).or_stop((LEFTOVER,))
    (own,) = [one for one in tables if one.edition is old]
    rows = (row for figure in own.whole.values() for row in figure.rows)
    files = dict(_files(project.root, old, name, Years.between(old.name, name, rows), today))
    taken = [path for path in files if (project.root / path).exists()]
    if taken:
        raise Problems(_taken(path) for path in taken)
    with writing(project.root):
        write_all({project.root / path: text.encode() for path, text in files.items()})
    new = projects.load(project.root).edition(name)
    counts = {path: text.count(MARK) for path, text in files.items()}
    marks = {path: count for path, count in counts.items() if count}
    return Begun(old, new, tuple(files), marks)


def _files(
    root: Path, old: Edition, name: str, years: Years, today: datetime.date
) -> Iterator[tuple[str, str]]:
    """Yield the files of the new edition, each with its text."""

    def yaml(path: str) -> str:
        return carried.file(_text(root, path), years, old.name, name, today)

    yield f"report/{name}.yml", yaml(old.path)
    for chapter in old.file.chapters:
        for language in old.languages:
            path = f"report/{language}/{old.name}/{chapter}.md"
            if (root / path).is_file():
                text = carried.chapter(_text(root, path), years)
                yield f"report/{language}/{name}/{chapter}.md", text
        if (root / reviews.path_of(old, chapter)).is_file():
            record = _text(root, reviews.path_of(old, chapter))
            yield f"report/reviewed/{name}/{chapter}.csv", record
    for words in sorted((root / f"figures/{old.name}").glob("*.yml")):
        path = words.relative_to(root).as_posix()
        yield f"figures/{name}/{years.moved(words.stem)}.yml", yaml(path)
    yield f"data/{name}/{PINS}", ",".join(COLUMNS) + "\n"
    if (root / f"data/{old.name}/cited.csv").is_file():
        yield f"data/{name}/cited.csv", ",".join(COLUMNS) + "\n"


def _text(root: Path, path: str) -> str:
    return texts.read(root, path).or_stop() or ""


def _refuse(project: Project, name: str) -> None:
    """Raise `Problems` for a name that is no edition's, or that an edition has."""
    path = f"report/{name}.yml"
    if not re.fullmatch(r"\w[\w-]*", name):
        message = Words(f"“{name}”不能作版本的名字", f"“{name}” cannot be the name of an edition")
        hint = Words("只用字母、数字、_和-，如1999", "letters, digits, _ and - only, such as 1999")
        raise Problems([Diagnostic("edition-name", Place(path), message, hint)])
    if any(one.name == name for one in project.editions):
        raise Problems([_taken(path)])


def _taken(path: str) -> Diagnostic:
    message = Words("已经有这个文件", "this file is there already")
    hint = Words(
        "new不改动已有的文件；请换一个版本名，或先移走它",
        "new changes nothing that is there; choose another name, or move it away",
    )
    return Diagnostic("edition-exists", Place(path), message, hint)
