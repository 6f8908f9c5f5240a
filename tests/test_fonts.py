"""Where fonts are found, and what is said about them."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao.diagnostics import Problems
from duizhao.files import fonts

SYSTEM = (
    "NotoSerifCJK-Regular.ttc",
    "NotoSerifCJK-Bold.ttc",
    "NotoSansCJK-Regular.ttc",
    "NotoSansCJK-Bold.ttc",
)


def folder_with(folder: Path, *names: str) -> Path:
    (folder / "deep").mkdir(parents=True)
    for name in names:
        (folder / "deep" / name).write_bytes(b"font")
    return folder


def test_the_system_comes_first_with_its_bold_cuts(tmp_path: Path) -> None:
    found = fonts.find([folder_with(tmp_path, *SYSTEM, "simhei.ttf", "NotoSansCJK-Black.ttc")])
    assert [path.name for path in found.files] == list(SYSTEM)
    assert found.bold
    assert found.origin == "system"
    assert found.describe().en == (
        "Noto Serif CJK SC and Noto Sans CJK SC (from the system, regular and bold)"
    )


def test_the_fonts_of_one_region_serve_as_well(tmp_path: Path) -> None:
    names = ("NotoSerifCJKsc-Regular.otf", "NotoSansCJKsc-Regular.otf")
    found = fonts.find([folder_with(tmp_path, *names)])
    assert [path.name for path in found.files] == list(names)
    assert not found.bold


def test_the_wheel_helps_out_where_the_system_has_nothing() -> None:
    found = fonts.find([])
    assert found.origin == "wheel"
    assert [face.family for face in found.faces] == list(fonts.FAMILIES)
    assert all(path.is_file() for path in found.files)
    assert "mplfonts" in found.describe().en
    assert "mplfonts" in found.describe().zh


def test_a_family_is_taken_whole_from_one_place(tmp_path: Path) -> None:
    found = fonts.find([folder_with(tmp_path, "NotoSansCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc")])
    assert [(face.family, face.weight) for face in found.faces] == [
        (fonts.SERIF, "Regular"),
        (fonts.SANS, "Regular"),
    ]
    assert found.files[1].name == "NotoSansCJK-Regular.ttc"
    assert found.origin == "system, wheel"
    assert "system and mplfonts" in found.describe().en


def test_no_font_is_a_finding_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_wheel_folders", list)
    with pytest.raises(Problems) as raised:
        fonts.find([])
    texts = [finding.text("en") for finding in raised.value.diagnostics]
    assert len(texts) == len(fonts.FAMILIES)
    assert all("install fonts-noto-cjk" in text for text in texts)


def test_only_the_wanted_files_are_gathered(tmp_path: Path) -> None:
    found = fonts.find([folder_with(tmp_path / "system", *SYSTEM, "simsun.ttc")])
    folder = found.gather(tmp_path / "gathered")
    assert sorted(path.name for path in folder.iterdir()) == sorted(SYSTEM)
    assert all(path.read_bytes() == b"font" for path in folder.iterdir())
    assert found.gather(folder) == folder
