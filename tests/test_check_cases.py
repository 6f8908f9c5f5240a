"""Every folder of tests/cases/check is a mistake: its files are laid over the tiny project, and
`duizhao check` must print exactly what expected.en.txt and expected.zh.txt say, and exit with 1.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.conftest import Duizhao

CASES = Path(__file__).parent / "cases" / "check"


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("case", sorted(p.name for p in CASES.iterdir()))
def test_a_mistake_is_named(case: str, language: str, libraries: Path, duizhao: Duizhao) -> None:
    for file in (CASES / case).rglob("*"):
        if file.is_file() and not file.name.startswith("expected."):
            target = libraries / file.relative_to(CASES / case)
            target.parent.mkdir(parents=True, exist_ok=True)
            if file.suffix == ".absent":
                target.with_suffix("").unlink()
            else:
                shutil.copyfile(file, target)

    run = duizhao(libraries, "check", language=language)

    assert run.err == (CASES / case / f"expected.{language}.txt").read_text(encoding="utf-8")
    assert run.code == 1
    assert run.out == ""


def test_a_sound_project_is_silent(libraries: Path, duizhao: Duizhao) -> None:
    run = duizhao(libraries, "check")
    assert (run.code, run.out, run.err) == (0, "", "")


def test_outside_a_project(tmp_path: Path, duizhao: Duizhao) -> None:
    run = duizhao(tmp_path, "check", language="zh")
    assert run.code == 1
    assert "no-project" in run.err


def test_an_unknown_edition_is_suggested(libraries: Path, duizhao: Duizhao) -> None:
    run = duizhao(libraries, "check", "1989")
    assert run.code == 1
    assert "did you mean “1998”?" in run.err
