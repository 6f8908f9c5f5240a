"""Commands keep their word: what they are asked for, what they refuse, how they are stopped."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from duizhao.diagnostics import Diagnostic, Place, Words, shown
from duizhao.diagnostics.printing import printed
from duizhao.files import writing
from tests.conftest import ROOT, Duizhao

PINS = "address,value,unit,document,place,line\n"


def break_table(root: Path) -> None:
    table = root / "figures/1998/loans_by_branch.csv"
    table.write_text(table.read_text("utf-8").replace("east,", 'east","'), encoding="utf-8")


def test_check_reports_the_edition_that_it_is_asked_for(libraries: Path, duizhao: Duizhao) -> None:
    shutil.copyfile(libraries / "report/1998.yml", libraries / "report/1999.yml")
    assert duizhao(libraries, "check", "1998").code == 0
    whole = duizhao(libraries, "check")
    assert whole.code == 1
    assert "report/zh/1999/" in whole.err
    (libraries / "glossary/terms.yml").write_text("x: {zh: 甲}\n", encoding="utf-8")
    shared = duizhao(libraries, "check", "1998")
    assert shared.code == 1
    assert "glossary/terms.yml" in shared.err
    assert "1999" not in shared.err


@pytest.mark.parametrize("command", ["check", "analyse", "facts", "reconcile"])
def test_an_unknown_edition_is_suggested(command: str, libraries: Path, duizhao: Duizhao) -> None:
    run = duizhao(libraries, command, "1989")
    assert (run.code, run.out) == (1, "")
    assert "→ did you mean “1998”?" in run.err
    found = json.loads(duizhao(libraries, command, "1989", "--format", "json").out)
    assert [one["rule"] for one in found] == ["unknown-edition"]
    assert len(found[0]["hints"]) == 2


def test_build_takes_no_edition(libraries: Path, duizhao: Duizhao) -> None:
    assert duizhao(libraries, "build", "1998", language="zh").code == 2
    assert "整个网站" in duizhao(libraries, "build", "1998", language="zh").err
    assert not (libraries / "build").exists()


def test_reconcile_tells_what_it_cannot_read(libraries: Path, duizhao: Duizhao) -> None:
    pins = libraries / "data/1998/published.csv"
    rows = (
        "loans_by_branch.east.count,{},册,register,table:1,\n"
        "holdings.volumes,9,册,register,page:1,\n"
    )
    pins.write_text(PINS + rows.format("12x5"), encoding="utf-8")
    run = duizhao(libraries, "reconcile", "1998")
    assert run.code == 1
    assert "published.csv:2: not-a-number" in run.err
    assert "holdings.volumes" in run.out
    pins.write_text(PINS + rows.format("5"), encoding="utf-8")
    break_table(libraries)
    run = duizhao(libraries, "reconcile", "1998")
    assert run.code == 1
    assert "loans_by_branch.csv:2: csv" in run.err
    assert "loans_by_branch" not in run.out, "nothing is said of a table that cannot be read"


@pytest.mark.parametrize(
    "command", [["check"], ["build"], ["reconcile", "1998"], ["facts", "1998"]]
)
def test_every_command_prints_findings_alike(
    command: list[str], libraries: Path, duizhao: Duizhao
) -> None:
    (libraries / "data/1998/cited.csv").write_text(
        f"{PINS}holdings.volumes,x\u200b\x1b[2J,册,register,page:1,\n", encoding="utf-8"
    )
    run = duizhao(libraries, *command)
    assert run.code == 1
    lines = run.err.splitlines()
    assert lines[0].startswith("data/1998/cited.csv:2: not-a-number: “x⟨U+200B⟩⟨ESC⟩[2J”")
    assert lines[1] == "  | holdings.volumes,x⟨U+200B⟩⟨ESC⟩[2J,册,register,page:1,"
    found = json.loads(duizhao(libraries, *command, "--format", "json").out)
    assert (found[0]["rule"], found[0]["path"], found[0]["line"]) == (
        "not-a-number",
        "data/1998/cited.csv",
        2,
    )


def test_carets_stand_below_what_is_meant(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("汉字ab错误的词\n", encoding="utf-8")
    finding = Diagnostic("x", Place("a.md", 1, 5, end=8), Words("错", "wrong"))
    _, line, carets = printed([finding], tmp_path, "en").splitlines()
    assert line == "  | 汉字ab错误的词"
    assert carets == "  | " + " " * 6 + "^" * 6


def test_what_cannot_be_seen_is_named() -> None:
    assert shown("a\u200bb\x07\u202e\u00a0") == "a⟨U+200B⟩b⟨BEL⟩⟨U+202E⟩⟨U+00A0⟩"
    assert shown("北京 — “x”") == "北京 — “x”"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_the_system_refuses_is_said_in_words(
    language: str, libraries: Path, duizhao: Duizhao
) -> None:
    (libraries / "build").write_text("", encoding="utf-8")
    run = duizhao(libraries, "build", language=language)
    assert run.code == 1
    said = {
        "zh": "build: refused: 这个名字已经被占用",
        "en": "build: refused: something of this name",
    }
    assert run.err.startswith(said[language])
    chapter = libraries / "report/zh/1998/loans.md"
    chapter.unlink()
    chapter.symlink_to(chapter)
    run = duizhao(libraries, "check", language=language)
    assert run.code == 1
    assert "loans.md: refused: " in run.err


def test_one_process_writes_at_a_time(libraries: Path, duizhao: Duizhao) -> None:
    (libraries / "build").mkdir()
    with (libraries / writing.LOCK).open("w") as held:
        held.write("4711")
        held.flush()
        fcntl.flock(held, fcntl.LOCK_EX)
        for command in (["build"], ["analyse"], ["check", "--accept"]):
            run = duizhao(libraries, *command)
            assert run.code == 1
            assert "in-use: another duizhao is writing this project (process 4711)" in run.err


def test_a_site_lost_between_two_renames_comes_back(libraries: Path, duizhao: Duizhao) -> None:
    (libraries / ".site.old").mkdir()
    (libraries / ".site.old/index.html").write_text("old", encoding="utf-8")
    break_table(libraries)
    assert duizhao(libraries, "build").code == 1
    assert (libraries / "site/index.html").read_text("utf-8") == "old"


def test_a_folder_is_swapped_behind_a_link(tmp_path: Path) -> None:
    real = tmp_path / "web" / "root"
    real.mkdir(parents=True)
    (real / "old").touch()
    (tmp_path / "site").symlink_to(real)
    folder = (tmp_path / "site").resolve()
    fresh = writing.fresh_beside(folder)
    (fresh / "new").touch()
    writing.swap(fresh, folder)
    assert (tmp_path / "site").is_symlink()
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["new"]
    assert [path.name for path in (tmp_path / "web").iterdir()] == ["root"]


def test_what_is_swapped_in_may_be_read_by_everyone(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        fresh = writing.fresh_beside(tmp_path / "site")
        (fresh / "en").mkdir()
        (fresh / "en/index.html").touch()
        writing.swap(fresh, tmp_path / "site")
    finally:
        os.umask(before)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "site").rglob("*")}
    assert modes == {"en": 0o755, "index.html": 0o644}
    assert (tmp_path / "site").stat().st_mode & 0o777 == 0o755


def test_files_are_written_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "b").mkdir()  # cannot be written over, like a disk that is full
    (tmp_path / ".b.part").mkdir()
    with pytest.raises(OSError, match="b"):
        writing.write_all({tmp_path / "a": b"new", tmp_path / "b": b"new"})
    assert (tmp_path / "a").read_text() == "old"


def children(process: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            parent = stat.read_text("utf-8", "replace").rpartition(")")[2].split()[1]
            if int(parent) == process:
                found.append(int(stat.parent.name))
    return found


def alive(process: int) -> bool:
    stat = Path(f"/proc/{process}/stat")
    try:
        return stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.slow
def test_a_build_is_interrupted_at_once_with_its_workers(
    number: signal.Signals, code: int, tmp_path: Path
) -> None:
    process, workers = building(tmp_path / "project")
    # A build that waited for what its workers still draw would never end.
    to_all(workers, signal.SIGSTOP)
    process.send_signal(number)
    assert process.wait(timeout=60) == code
    to_all(workers, signal.SIGCONT)
    _, errors = process.communicate(timeout=60)
    assert errors == "interrupted\n"
    gone(workers)


@pytest.mark.slow
def test_workers_end_when_a_build_is_killed(tmp_path: Path) -> None:
    process, workers = building(tmp_path / "project")
    process.kill()
    process.communicate(timeout=60)  # the workers hold its pipes: this waits for them
    gone(workers)


def building(root: Path) -> tuple[subprocess.Popen[str], list[int]]:
    """Start a build of many charts; return it when it draws them in its workers."""
    shutil.copytree(ROOT / "docs/gallery", root)
    process = subprocess.Popen(
        [sys.executable, "-m", "duizhao", "build"],
        cwd=root,
        env={**os.environ, "DUIZHAO_LANGUAGE": "en"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    for _ in range(600):
        workers = children(process.pid)
        if len(workers) >= 3:
            return process, workers
        time.sleep(0.1)
    raise AssertionError("no workers were started")


def to_all(processes: list[int], number: signal.Signals) -> None:
    for process in processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(process, number)


def gone(workers: list[int]) -> None:
    for _ in range(100):
        if not any(map(alive, workers)):
            return
        time.sleep(0.1)
    raise AssertionError("workers are left over")


def test_stages_are_told_with_their_seconds_where_asked(libraries: Path, duizhao: Duizhao) -> None:
    run = duizhao(libraries, "--verbose", "check")
    assert run.code == 0
    assert re.fullmatch(r"\s*\d+\.\d\d s  reading and checking\n", run.err)
    assert duizhao(libraries, "--quiet", "check").err == ""
