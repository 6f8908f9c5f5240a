"""Fonts: find the Noto CJK faces that print and charts set Chinese in, and say which they are."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from duizhao.diagnostics import Diagnostic, Place, Problems, Words
from duizhao.diagnostics.extras import how_to_install

Family = Literal["Noto Serif CJK SC", "Noto Sans CJK SC"]
Weight = Literal["Regular", "Bold"]

SERIF: Family = "Noto Serif CJK SC"
SANS: Family = "Noto Sans CJK SC"
FAMILIES = (SERIF, SANS)
# How the same face is called as a collection of all CJK regions and as a font of one region.
_FILES = {
    SERIF: ("NotoSerifCJK-{}.ttc", "NotoSerifCJKsc-{}.otf"),
    SANS: ("NotoSansCJK-{}.ttc", "NotoSansCJKsc-{}.otf"),
}
_WHEEL = "mplfonts"


@dataclass(frozen=True)
class Face:
    """One font file that holds `family` in `weight`."""

    family: Family
    weight: Weight
    path: Path


@dataclass(frozen=True)
class Fonts:
    """The faces in use: both families in Regular, and in Bold where the system has it.

    `origin` is `"system"`, `"wheel"`, or `"system, wheel"` when each has one family.
    """

    faces: tuple[Face, ...]
    origin: str

    @property
    def files(self) -> tuple[Path, ...]:
        """Return the font files."""
        return tuple(face.path for face in self.faces)

    @property
    def version(self) -> str:
        """Return what stands for the files: the wheel's version, else what tells files apart."""
        if self.origin == "wheel":
            return version(_WHEEL)
        return repr([(face.path.name, face.path.stat().st_size) for face in self.faces])

    @property
    def bold(self) -> bool:
        """Whether both families have their bold cut."""
        return sum(face.weight == "Bold" for face in self.faces) == len(FAMILIES)

    def describe(self) -> Words:
        """Return the line that says which fonts are used, for a person at a terminal."""
        place = {
            "system": Words("系统字体", "from the system"),
            "wheel": Words(f"{_WHEEL}所带字体", f"from {_WHEEL}"),
        }.get(self.origin, Words(f"系统和{_WHEEL}的字体", f"from the system and {_WHEEL}"))
        cuts = Words("常规和粗体", "regular and bold") if self.bold else Words("仅常规", "regular")
        names = " and ".join(FAMILIES)
        return Words(
            zh=f"{'、'.join(FAMILIES)}（{place.zh}，{cuts.zh}）",
            en=f"{names} ({place.en}, {cuts.en})",
        )

    def gather(self, folder: Path) -> Path:
        """Put these files, and no other, into `folder` (links where the system allows them).

        Programs that scan folders then see the same fonts on every machine.
        """
        folder.mkdir(parents=True, exist_ok=True)
        for path in self.files:
            target = folder / path.name
            if target.exists():
                continue
            try:
                target.symlink_to(path)
            except OSError:  # a file system or a user without links
                shutil.copyfile(path, target)
        return folder


def find(folders: Sequence[Path] | None = None) -> Fonts:
    """Find both Noto CJK families; the system's cuts first, else those of the wheel.

    `folders` replaces the system's font folders. Raises `Problems` when a family is nowhere.
    A family is taken whole from one place: cuts of different versions do not fit each other.
    """
    present = _fonts_below(_system_folders() if folders is None else folders)
    wheel = _fonts_below(_wheel_folders())
    faces: list[Face] = []
    origins: list[str] = []
    missing: list[str] = []
    for family in FAMILIES:
        for origin, files in (("system", present), ("wheel", wheel)):
            cuts = list(_cuts(family, files))
            if cuts:
                faces += cuts
                origins.append(origin)
                break
        else:
            missing.append(family)
    if missing:
        raise Problems([_not_found(family) for family in missing])
    return Fonts(tuple(faces), ", ".join(sorted(set(origins))))


def portable() -> Fonts:
    """Find what is the same on every machine: the wheel's files, the system's only without it."""
    return find(folders=()) if _wheel_folders() else find()


def _cuts(family: Family, files: dict[str, Path]) -> Iterator[Face]:
    """Yield the regular cut and then the bold one; nothing when the regular one is missing."""
    weights: tuple[Weight, ...] = ("Regular", "Bold")
    for weight in weights:
        names = [pattern.format(weight) for pattern in _FILES[family]]
        found = next((files[name] for name in names if name in files), None)
        if found is None:
            return
        yield Face(family, weight, found)


def _fonts_below(folders: Iterable[Path]) -> dict[str, Path]:
    """Return the wanted font files below `folders` by name; the first folder wins."""
    wanted = {
        pattern.format(weight)
        for patterns in _FILES.values()
        for pattern in patterns
        for weight in ("Regular", "Bold")
    }
    found: dict[str, Path] = {}
    for folder in folders:
        for parent, _, names in os.walk(folder):
            for name in wanted.intersection(names):
                found.setdefault(name, Path(parent, name))
    return found


def _system_folders() -> list[Path]:
    """Return the folders that hold a user's and the system's fonts, the user's first."""
    home = Path.home()
    if sys.platform == "darwin":
        return [home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts")]
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home / "AppData/Local"))
        windows = Path(os.environ.get("WINDIR", "C:/Windows"))
        return [local / "Microsoft/Windows/Fonts", windows / "Fonts"]
    data_home = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
    data = (os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    return [data_home / "fonts", home / ".fonts", *(Path(folder, "fonts") for folder in data)]


def _wheel_folders() -> list[Path]:
    """Return the wheel's font folder; found without importing the wheel, which is slow."""
    spec = importlib.util.find_spec(_WHEEL)
    places = spec.submodule_search_locations if spec else None
    return [Path(place, "fonts") for place in places or []]


def _not_found(family: str) -> Diagnostic:
    return Diagnostic(
        rule="font-missing",
        place=Place("fonts"),
        message=Words(zh=f"找不到字体{family}", en=f"the font {family} is nowhere to be found"),
        hint=Words(
            zh=f"请安装fonts-noto-cjk，或运行{how_to_install('typefaces').zh}",
            en=f"install fonts-noto-cjk, or run {how_to_install('typefaces').en}",
        ),
    )
