"""A vector picture as PNG, drawn by Typst with given typefaces and none of the machine's."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import typst


def png(svg: str, size: tuple[int, int], scale: int, faces: Path) -> bytes:
    """Return an SVG of `size` (width, height) in px as PNG, `scale` pixels to one of them.

    Its text is set in the font files of the folder `faces` alone: the same picture and files give
    the same bytes on every machine.
    """
    width, height = size
    page = (
        f"#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n"
        '#image(bytes(sys.inputs.svg), format: "svg", width: 100%, height: 100%)'
    )
    return typst.compile(
        page.encode(),
        sys_inputs={"svg": svg},
        font_paths=_fonts(faces),
        ignore_system_fonts=True,
        format="png",
        ppi=72.0 * scale,
    )


@lru_cache(maxsize=1)
def _fonts(faces: Path) -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(faces)]
    )
