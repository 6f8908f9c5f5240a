"""Extras: what an installation may do without, and how a lack is told when it is needed."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Literal

from duizhao.diagnostics.finding import Diagnostic, Place, Problems, Words

Extra = Literal["analysis", "pdf", "typefaces"]
# The packages of each, as they are imported; `pyproject.toml` says how they are installed.
PACKAGES: dict[Extra, tuple[str, ...]] = {
    "analysis": ("duckdb", "igraph", "networkx", "pandas", "pandera", "pyarrow", "scipy"),
    "pdf": ("pypandoc", "pypdf", "typst"),
    "typefaces": ("mplfonts",),
}
_FOR: dict[Extra, Words] = {
    "analysis": Words("读取和分析微观数据", "reading and analysing microdata"),
    "pdf": Words("PDF、图片、公式和Word文件", "PDFs, pictures, formulas and files of Word"),
    "typefaces": Words("排印用的字体", "the typefaces of print"),
}


def installed(extra: Extra) -> bool:
    """Return whether every package of an extra is there; none of them is imported."""
    return all(find_spec(name) for name in PACKAGES[extra])


def how_to_install(extra: Extra) -> Words:
    """Return the command that installs an extra."""
    return Words(*[f"pip install 'duizhao[{extra}]'"] * 2)


def lacking(extra: Extra, place: Place | None = None, what: Words | None = None) -> Diagnostic:
    """Return the finding that an extra is not installed which `what` takes."""
    needed, command = what or _FOR[extra], how_to_install(extra)
    message = Words(
        f"{needed.zh}要用附加组件“{extra}”，这里没有安装",
        f"{needed.en}: this takes the extra “{extra}”, which is not installed",
    )
    hint = Words(f"请运行{command.zh}", f"run {command.en}")
    return Diagnostic("extra-missing", place or Place(f"duizhao[{extra}]"), message, hint)


def need(extra: Extra) -> None:
    """Raise `Problems` when an extra is not installed."""
    if not installed(extra):
        raise Problems([lacking(extra)])


def lacked(error: ModuleNotFoundError) -> Diagnostic | None:
    """Return the finding for a module of an extra that is not installed; None for any other."""
    name = (error.name or "").partition(".")[0]
    return next((lacking(extra) for extra, names in PACKAGES.items() if name in names), None)
