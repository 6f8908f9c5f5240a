"""Sets of typefaces that browsers run with, so that no result depends on what a machine has.

The wheels that the project needs anyway carry DejaVu and Noto CJK; `tools/fonts.sh` installs the
others where they are missing.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from xml.sax.saxutils import escape

# The families that stand for the generic ones, and others that a set answers to.
_DEJAVU = {"sans-serif": "DejaVu Sans", "serif": "DejaVu Serif", "monospace": "DejaVu Sans Mono"}
_LIBERATION = {
    "sans-serif": "Liberation Sans",
    "serif": "Liberation Serif",
    "monospace": "Liberation Mono",
    "Arial": "Liberation Sans",
    "Helvetica": "Liberation Sans",
}
_DYSLEXIC = dict.fromkeys(_DEJAVU, "OpenDyslexic")


@dataclass(frozen=True)
class Typefaces:
    """The only font files that a browser sees, by their names, and what it is to ask them for.

    No set holds a Latin face that it is not named for: the Han characters of `wide` and `widest`
    come from a face that no style sheet names, as they do on a system that has only a fallback.
    """

    files: tuple[str, ...]
    families: Mapping[str, str]


_HAN_FALLBACK = "NotoSansMonoCJKsc-Regular.otf"

SETS: Mapping[str, Typefaces] = {
    # A desktop with the faces that style sheets name: Arial's metrics and a Chinese Hei and Song.
    "usual": Typefaces(
        (
            *(f"Liberation{cut}.ttf" for cut in ("Sans-Regular", "Sans-Bold", "Sans-Italic")),
            *(f"Liberation{cut}.ttf" for cut in ("Serif-Regular", "Serif-Bold", "Mono-Regular")),
            *("NotoSansCJKsc-Regular.otf", "NotoSerifCJKsc-Regular.otf"),
        ),
        _LIBERATION,
    ),
    # A bare Linux; DejaVu Sans is as wide as Verdana.
    "wide": Typefaces(
        (
            *("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf"),
            *("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf", "DejaVuSansMono.ttf", _HAN_FALLBACK),
        ),
        _DEJAVU,
    ),
    # A face that readers put over every page, wider than any that a system comes with.
    "widest": Typefaces(
        (
            *(f"OpenDyslexic-{cut}.otf" for cut in ("Regular", "Bold", "Italic")),
            _HAN_FALLBACK,
        ),
        _DYSLEXIC,
    ),
}
"""Every set by its name."""


def environment(name: str, folder: Path) -> dict[str, str]:
    """Return the environment in which a program sees the faces of a set, and no other.

    The font configuration and its cache are kept in `folder`.
    """
    chosen = SETS[name]
    faces = folder / name / "faces"
    faces.mkdir(parents=True, exist_ok=True)
    for file in chosen.files:
        (faces / file).symlink_to(font_file(file))
    aliases = "".join(
        f'<match><test name="family"><string>{escape(asked)}</string></test>'
        f'<edit name="family" mode="assign" binding="same"><string>{escape(given)}</string></edit>'
        "</match>"
        for asked, given in chosen.families.items()
    )
    configuration = folder / name / "fonts.conf"
    configuration.write_text(
        f"<fontconfig><dir>{escape(str(faces))}</dir>"
        f"<cachedir>{escape(str(folder / name / 'cache'))}</cachedir>{aliases}</fontconfig>\n",
        encoding="utf-8",
    )
    return {**os.environ, "FONTCONFIG_FILE": str(configuration)}


def font_file(file: str) -> Path:
    """Return the file of a typeface by its name; `tools/fonts.sh` installs what no wheel has."""
    for folder in _folders():
        path = next(folder.rglob(file), None)
        if path is not None:
            return path
    raise AssertionError(f"the typeface {file} is missing: run tools/fonts.sh")


def _folders() -> list[Path]:
    """Return where faces are looked for: the wheels' folders, the user's, the system's."""
    wheels = {"matplotlib": "mpl-data/fonts", "mplfonts": "fonts"}
    found = [
        Path(place, below)
        for wheel, below in wheels.items()
        if (spec := find_spec(wheel)) is not None
        for place in spec.submodule_search_locations or ()
    ]
    own = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local/share"
    return [*found, *(Path(data, "fonts") for data in (own, "/usr/local/share", "/usr/share"))]
