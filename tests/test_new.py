"""A new report: from an empty folder to pages, whatever is answered, and nothing overwritten."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest
import yaml

from tests.conftest import ROOT, Duizhao
from tests.wheels import built

ANSWERS = (
    *("--name-zh", '甲“乙": 年报', "--name-en", "One: 'two' # three"),
    *("--publisher-zh", "研究所", "--publisher-en", "@institute"),
)


@pytest.mark.parametrize("microdata", ["--microdata", "--no-microdata"])
def test_a_new_report_has_nothing_to_mend(microdata: str, tmp_path: Path, duizhao: Duizhao) -> None:
    made = duizhao(tmp_path, "new", "report", *ANSWERS, microdata)
    assert (made.code, made.err) == (0, "")
    folder = tmp_path / "report"
    said = yaml.safe_load((folder / "duizhao.yml").read_text("utf-8"))
    assert said["name"] == {"zh": '甲“乙": 年报', "en": "One: 'two' # three"}
    assert said["publisher"] == {"zh": "研究所", "en": "@institute"}
    assert {path.name for path in folder.rglob("*.md")} >= {"README.md", "overview.md"}
    assert (folder / ".gitignore").is_file()
    assert all(f"  {path.relative_to(folder).as_posix()}" in made.out for path in files(folder))
    assert (folder / "analysis").exists() == (microdata == "--microdata")
    checked = duizhao(folder, "check")
    assert (checked.code, checked.err) == (0, "")


@pytest.mark.parametrize(
    ("languages", "source", "given_up"),
    [("zh", "zh", "en"), ("en", "en", "zh"), ("en，zh", "en", "")],
)
def test_a_report_is_in_the_languages_that_are_named(
    languages: str, source: str, given_up: str, tmp_path: Path, duizhao: Duizhao
) -> None:
    made = duizhao(tmp_path, "new", "report", *ANSWERS, "--languages", languages, "--no-microdata")
    assert (made.code, made.err) == (0, "")
    folder = tmp_path / "report"
    said = yaml.safe_load((folder / "duizhao.yml").read_text("utf-8"))
    assert said["languages"][0] == source
    assert given_up not in said["name"]
    assert not (given_up and (folder / "report" / given_up).exists())
    checked = duizhao(folder, "check")
    assert (checked.code, checked.err) == (0, "")


def test_a_language_that_there_is_not_is_told(tmp_path: Path, duizhao: Duizhao) -> None:
    refused = duizhao(tmp_path, "new", "report", "--languages", "zh,fr")
    assert refused.code == 1
    assert "unknown-language: there is no language “fr”" in refused.err
    assert "zh (Chinese), en (English)" in refused.err
    assert not (tmp_path / "report").exists()


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_is_shipped_is_what_analysis_computes(tmp_path: Path, duizhao: Duizhao) -> None:
    duizhao(tmp_path, "new", "report", "--microdata")
    folder = tmp_path / "report"
    tables = {path: path.read_bytes() for path in (folder / "figures").rglob("*.csv")}
    assert duizhao(folder, "analyse").code == 0
    assert tables
    assert {path: path.read_bytes() for path in tables} == tables
    compared = duizhao(folder, "reconcile", "2020").out
    assert "agrees" in compared
    assert "differs" not in compared


@pytest.mark.slow
def test_a_new_report_builds(tmp_path: Path, duizhao: Duizhao) -> None:
    duizhao(tmp_path, "new", "report", *ANSWERS, "--no-microdata")
    built = duizhao(tmp_path / "report", "build")
    assert built.code == 0, built.err
    site = tmp_path / "report" / "site"
    assert "39.93%" in (site / "zh/2020/overview.html").read_text("utf-8")
    assert (site / "en/2020/2020-en.pdf").is_file()
    page = (site / "en/2020/overview.html").read_text("utf-8")
    for file in ("logo.svg", "own.css"):
        assert f'"../../assets/look/{file}"' in page
        assert (site / "assets/look" / file).is_file()
    assert (site / "assets/mark.svg").read_bytes() == (site / "assets/look/logo.svg").read_bytes()


def test_it_says_which_version_it_is(tmp_path: Path, duizhao: Duizhao) -> None:
    said = duizhao(tmp_path, "--version")
    assert (said.code, said.out) == (0, f"duizhao {version('duizhao')}\n")


def test_nothing_is_overwritten(tmp_path: Path, duizhao: Duizhao) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    refused = duizhao(tmp_path, "new", "mine", language="zh")
    assert refused.code == 1
    assert "folder-in-use" in refused.err
    assert "已有内容" in refused.err
    assert [path.name for path in tmp_path.rglob("*")] == ["mine", "notes.txt"]
    (folder / "notes.txt").unlink()
    assert duizhao(tmp_path, "new", "mine").code == 0


@pytest.mark.parametrize("where", ["taken", "taken/below"])
def test_a_file_in_the_way_is_told(where: str, tmp_path: Path, duizhao: Duizhao) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    refused = duizhao(tmp_path, "new", where)
    assert refused.code == 1
    assert "taken" in refused.err
    assert (tmp_path / "taken").read_text("utf-8") == "a file"


def test_at_a_terminal_it_asks(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "duizhao", "new", "report", "--publisher-zh", "研究所"]
    environment = {**os.environ, "DUIZHAO_LANGUAGE": "zh", "PYTHONUTF8": "1"}
    process = subprocess.Popen(
        command, cwd=tmp_path, env=environment, stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    os.write(ours, "\n新年报\n\nNew Institute\nn\n".encode())
    shown = b""
    while True:
        try:
            shown += os.read(ours, 4096)
        except OSError:  # the other end is closed
            break
    assert process.wait() == 0
    text = shown.decode()
    assert text.index("原文在前") < text.index("报告的中文名称")
    assert text.index("报告的中文名称") < text.index("出版者（英文）") < text.index("微观数据")
    assert "出版者（中文）" not in text, "what was given is not asked"
    said = yaml.safe_load((tmp_path / "report/duizhao.yml").read_text("utf-8"))
    assert said["name"] == {"zh": "新年报", "en": "Our annual report"}
    assert said["publisher"] == {"zh": "研究所", "en": "New Institute"}
    assert not (tmp_path / "report/analysis").exists()


@pytest.mark.slow
def test_a_wheel_holds_all_of_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(built(tmp_path)) as wheel:
        held = {name.partition("/starter/")[2] for name in wheel.namelist()}
    starter = ROOT / "src/duizhao/commands/starter"
    shipped = {path.relative_to(starter).as_posix() for path in files(starter)}
    assert {name for name in shipped if "__pycache__" not in name} <= held
