"""`check --accept` records an edition, a chapter or a paragraph as reviewed, and says which."""

from __future__ import annotations

import csv
import datetime
import shutil
from pathlib import Path

import pytest

from tests.conftest import Duizhao

CHAPTERS = ("overview", "loans")
# The Chinese words of a paragraph in each chapter, and what a person makes of it later.
EDITS = {"overview": ("全市馆藏", "本市馆藏"), "loans": ("借阅量从", "全年借阅量从")}
TODAY = datetime.date.today().isoformat()


def reviewer(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Let git know a name, whatever this machine's own configuration says."""
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "user.name")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", name)


def record(root: Path, chapter: str) -> list[dict[str, str]]:
    text = (root / f"report/reviewed/1998/{chapter}.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def stale(root: Path, duizhao: Duizhao) -> set[str]:
    """Return the chapters that have a stale translation."""
    err = duizhao(root, "check").err
    return {name for name in CHAPTERS if f"{name}.md" in err and "stale-translation" in err}


@pytest.fixture
def edited(libraries: Path, duizhao: Duizhao, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A report that Li has reviewed, and in which a sentence of each chapter has changed since."""
    reviewer(monkeypatch, "Li")
    assert duizhao(libraries, "check", "--accept").code == 0
    for chapter, (before, after) in EDITS.items():
        file = libraries / f"report/zh/1998/{chapter}.md"
        text = file.read_text("utf-8")
        assert before in text
        file.write_text(text.replace(before, after, 1), encoding="utf-8")
    assert stale(libraries, duizhao) == set(CHAPTERS)
    reviewer(monkeypatch, "王, 芳")
    return libraries


def test_all_is_accepted_and_said_by_chapter(
    libraries: Path, duizhao: Duizhao, monkeypatch: pytest.MonkeyPatch
) -> None:
    reviewer(monkeypatch, "Li")
    run = duizhao(libraries, "check", "--accept")
    counts = {name: len(record(libraries, name)) for name in CHAPTERS}
    assert run.out.splitlines() == [
        f"1998/{name}: {counts[name]} paragraphs accepted (Li, {TODAY})" for name in CHAPTERS
    ]
    files = {name: (libraries / f"report/reviewed/1998/{name}.csv") for name in CHAPTERS}
    written = {name: file.read_bytes() for name, file in files.items()}
    reviewer(monkeypatch, "Wang")
    again = duizhao(libraries, "check", "--accept")
    assert (again.code, again.out, again.err) == (0, "", "")
    assert {name: file.read_bytes() for name, file in files.items()} == written


def test_one_chapter_is_accepted(edited: Path, duizhao: Duizhao) -> None:
    before = {name: record(edited, name) for name in CHAPTERS}
    run = duizhao(edited, "check", "--accept", "1998/overview", language="zh")
    count = len(before["overview"])
    assert (run.code, run.err) == (0, "")
    assert run.out == f"1998/overview：已复核{count}段（王, 芳，{TODAY}）\n"
    assert {row["by"] for row in record(edited, "overview")} == {"王, 芳"}
    assert record(edited, "loans") == before["loans"]
    assert stale(edited, duizhao) == {"loans"}
    alone = duizhao(edited, "check", "1998/overview")
    assert (alone.code, alone.err) == (0, ""), "of another chapter nothing is told"


def test_one_paragraph_is_accepted(edited: Path, duizhao: Duizhao) -> None:
    before = record(edited, "loans")
    changed = duizhao(edited, "check", "1998/loans").err
    assert "stale-translation" in changed
    heading = next(row for row in before if not row["anchor"].startswith("p-"))
    first = duizhao(edited, "check", "--accept", f"1998/loans#{heading['anchor'].split()[0]}")
    assert first.code == 1, "another paragraph is still stale"
    for row in before:
        name = row["anchor"].split()[-1]
        run = duizhao(edited, "check", "--accept", f"1998/loans#{name}")
        assert run.out == f"1998/loans: 1 paragraph accepted (王, 芳, {TODAY})\n"
        if run.code == 0:
            break
    now = record(edited, "loans")
    assert [one["anchor"] for one in now] == [one["anchor"] for one in before]
    assert sum(one["zh"] != other["zh"] for one, other in zip(now, before, strict=True)) == 1
    assert now[-1]["by"] == "Li", "what was not accepted keeps who reviewed it"
    assert stale(edited, duizhao) == {"overview"}


def test_a_paragraph_of_a_chapter_that_nobody_has_reviewed(
    libraries: Path, duizhao: Duizhao
) -> None:
    run = duizhao(libraries, "check", "--accept", "1998/overview#overview-1")
    assert run.code == 0
    assert "1 paragraph accepted" in run.out
    rows = record(libraries, "overview")
    assert [bool(row["zh"] and row["en"]) for row in rows] == [False, True, False]
    assert not (libraries / "report/reviewed/1998/loans.csv").exists()
    assert duizhao(libraries, "check").err == ""


def test_records_without_names_are_read_and_stay_so(libraries: Path, duizhao: Duizhao) -> None:
    assert duizhao(libraries, "check", "--accept").code == 0
    for file in (libraries / "report/reviewed/1998").glob("*.csv"):
        lines = [",".join(line.split(",")[:3]) for line in file.read_text("utf-8").splitlines()]
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        assert lines[0] == "anchor,zh,en"
    old = shutil.copytree(libraries / "report/reviewed", libraries.parent / "old")
    run = duizhao(libraries, "check", "--accept")
    assert (run.code, run.out, run.err) == (0, "", "")
    for file in old.rglob("*.csv"):
        assert file.read_bytes() == (libraries / "report/reviewed/1998" / file.name).read_bytes()


@pytest.mark.parametrize(
    ("part", "rule", "meant"),
    [
        ("1998/overveiw", "unknown-chapter", "overview"),
        ("1998/", "unknown-chapter", None),
        ("1998/overview#overview-11", "unknown-anchor", "overview-1"),
        ("1998/overview#", "unknown-anchor", None),
        ("1989/overview", "unknown-edition", "1998"),
    ],
)
def test_what_there_is_not_is_suggested_and_nothing_is_recorded(
    part: str, rule: str, meant: str | None, libraries: Path, duizhao: Duizhao
) -> None:
    run = duizhao(libraries, "check", "--accept", "1998/loans", part)
    assert run.code == 1
    assert f": {rule}: " in run.err
    assert "→" in run.err
    if meant:
        assert f"did you mean “{meant}”?" in run.err
    assert not (libraries / "report/reviewed").exists()


def test_blocks_that_do_not_correspond_are_not_accepted(edited: Path, duizhao: Duizhao) -> None:
    before = record(edited, "overview")
    file = edited / "report/en/1998/overview.md"
    file.write_text(file.read_text("utf-8") + "\nThe end.\n", encoding="utf-8")
    for part in ("1998", "1998/overview", "1998/overview#overview-1"):
        run = duizhao(edited, "check", "--accept", part)
        assert run.code == 1
        assert "parity-block" in run.err
        assert "1998/overview:" not in run.out
        assert record(edited, "overview") == before
