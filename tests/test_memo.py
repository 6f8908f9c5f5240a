"""The memo of findings: what is known is what would be found, whatever was changed before."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from duizhao import project
from duizhao.commands import check
from duizhao.diagnostics import Diagnostic, Problems, in_order
from duizhao.edition import load
from duizhao.files.cache import Store
from duizhao.project.memo import Memo

KEPT = "build/cache/findings"


def found(root: Path) -> list[Diagnostic]:
    try:
        return in_order(load.views(project.load(root)).findings)
    except Problems as problems:
        return in_order(problems.diagnostics)


def afresh(root: Path) -> list[Diagnostic]:
    """Return what is found where nothing is known."""
    kept = root / KEPT
    aside = kept.with_name("aside")
    if kept.exists():
        kept.rename(aside)
    try:
        return found(root)
    finally:
        shutil.rmtree(kept, ignore_errors=True)
        if aside.exists():
            aside.rename(kept)


def changed(root: Path, chance: random.Random) -> str:
    """Change a line of a file that people write, or take it away; return which."""
    files = sorted(
        file
        for top in ("report", "figures", "glossary", "data")
        for file in (root / top).rglob("*")
        if file.suffix in (".md", ".yml", ".csv")
    )
    file = chance.choice(files)
    lines = file.read_text("utf-8").splitlines(keepends=True)
    at = chance.randrange(len(lines))
    match chance.randrange(4):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, lines[chance.randrange(len(lines))])
        case 2:
            lines[at] = lines[at].replace("1", "7").replace("a", "no", 1)
        case _:
            lines[at] = lines[at].replace("。", "，。", 1).replace(". ", ", not. ", 1)
    file.write_text("".join(lines), "utf-8")
    return f"{file.relative_to(root)}:{at + 1}"


def test_what_is_known_is_what_would_be_found(libraries: Path) -> None:
    chance, before = random.Random(18), {}
    sound = {file: file.read_bytes() for file in libraries.rglob("*") if file.is_file()}
    for _ in range(6):
        places = [changed(libraries, chance) for _ in range(chance.randrange(1, 3))]
        assert found(libraries) == afresh(libraries), places
        before[tuple(places)] = found(libraries)
        if chance.random() < 0.5:
            for file, content in sound.items():
                file.write_bytes(content)
    assert len({tuple(one) for one in before.values()}) > 3, "the changes are found"


def test_nothing_is_read_again_while_no_file_changed(
    libraries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chapter = libraries / "report/zh/1998/loans.md"
    chapter.write_text(chapter.read_text("utf-8").replace("。", ",。", 1), "utf-8")
    told = found(libraries)
    assert told
    opened = project.load(libraries)
    with monkeypatch.context() as patched:
        patched.setattr(load, "views", None)
        assert in_order(check.run(opened, (), False, print)) == told
        assert check.run(opened, ("1998",), False, print)
    chapter.touch()
    assert Memo.of(opened).everything is not None
    chapter.write_text(chapter.read_text("utf-8").replace(",。", "。", 1), "utf-8")
    assert Memo.of(opened).everything is None
    assert found(libraries) != told


def test_only_the_rules_of_what_changed_run_again(libraries: Path) -> None:
    found(libraries)
    opened = project.load(libraries)
    chapter = libraries / "report/en/1998/loans.md"
    chapter.write_text(chapter.read_text("utf-8").rstrip() + " \n\n", "utf-8")
    memo = Memo.of(opened)
    load._checked(opened, memo)
    new = memo.asked.keys() - memo.known.keys()
    assert len(memo.asked) - len(new) >= 2, "the other chapters, and what stands beside them"
    assert len(new) <= 3, "the chapter, its edition, the project"


def test_what_was_altered_or_is_a_link_is_not_known(libraries: Path, tmp_path: Path) -> None:
    found(libraries)
    opened = project.load(libraries)
    assert Memo.of(opened).everything is not None
    kept = libraries / KEPT / "findings.json"
    kept.write_bytes(kept.read_bytes().replace(b"[]", b"[ ]", 1) + b" ")
    assert Memo.of(opened).everything is None
    found(libraries)
    Store(libraries / KEPT).write("findings.json", b"[1]")
    assert Memo.of(opened).everything is None
    found(libraries)
    pipe = libraries / "report/zh/1998/more.md"
    os.mkfifo(pipe)
    assert Memo.of(opened).everything is None
    pipe.unlink()
    terms = libraries / "glossary/terms.yml"
    terms.rename(tmp_path / "terms.yml")
    terms.symlink_to(tmp_path / "terms.yml")
    assert Memo.of(opened).state is None


def test_microdata_count_wherever_they_lie(libraries: Path) -> None:
    found(libraries)
    opened = project.load(libraries)
    source = opened.editions[0].file.microdata
    assert source is not None
    assert Memo.of(opened).everything is not None
    table = libraries / next(iter(source.tables.values())).partition("#")[0]
    table.write_bytes(table.read_bytes() + b"\n")
    assert Memo.of(opened).everything is None


def test_part_of_a_project_is_another_project(libraries: Path) -> None:
    found(libraries)
    opened = project.load(libraries)
    none = project.Project(opened.root, opened.file, ())
    assert Memo.of(opened).everything is not None
    assert Memo.of(none).everything is None
