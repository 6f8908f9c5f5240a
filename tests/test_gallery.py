"""The gallery shows every form of chart as it is drawn now."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import get_args

import pytest
from tools import gallery

from duizhao.charts import Chart
from tests.conftest import ROOT, Duizhao

ELSEWHERE = {"network"}  # which needs microdata: docs/network.md shows it


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return gallery.pages()


@pytest.mark.slow
def test_what_is_committed_is_what_is_drawn(made: dict[str, str]) -> None:
    for path, text in made.items():
        assert (ROOT / path).read_text(encoding="utf-8") == text, "run python -m tools.gallery"
    pictures = {path.relative_to(ROOT).as_posix() for path in gallery.GALLERY.glob("*.svg")}
    assert pictures == set(made) - {"docs/gallery.md"}


def test_every_form_is_there(made: dict[str, str]) -> None:
    forms = {
        get_args(form.model_fields["form"].annotation)[0] for form in get_args(get_args(Chart)[0])
    }
    headings = {line[3:] for line in made["docs/gallery.md"].splitlines() if line.startswith("## ")}
    assert headings == forms - ELSEWHERE


def test_nothing_is_wrong_with_the_project_beside_it(tmp_path: Path, duizhao: Duizhao) -> None:
    run = duizhao(Path(shutil.copytree(gallery.GALLERY, tmp_path / "gallery")), "check")
    assert (run.code, run.err) == (0, "")
