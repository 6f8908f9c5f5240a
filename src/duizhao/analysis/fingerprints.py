"""Digests of what a result depends on: contents, never dates."""

from __future__ import annotations

import ast
import hashlib
import platform
import sysconfig
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from duizhao.analysis.scripts import Scripts, imported

GENERATOR = Path(__file__).parents[1]


def of_text(*parts: str) -> str:
    """Return the digest of some texts in this order."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def of_bytes(content: bytes) -> str:
    """Return the digest of some content, equal to that of a file that holds it."""
    return hashlib.sha256(content).hexdigest()


def of_file(path: Path) -> str:
    """Return the digest of a file's content, or "absent"."""
    if not path.is_file():
        return "absent"
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def of_files(root: Path, patterns: Iterable[str]) -> str:
    """Return the digest of the names and contents of all files under `root` that match."""
    files = {file for pattern in patterns for file in root.glob(pattern) if file.is_file()}
    lines = [f"{file.relative_to(root).as_posix()} {of_file(file)}" for file in sorted(files)]
    return of_text(*lines)


@cache
def environment() -> str:
    """Return the digest of Python's version and of every installed distribution and its version."""
    folders = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    installed = {file.name for folder in folders for file in Path(folder).glob("*.dist-info")}
    return of_text(platform.python_version(), *sorted(installed))


def of_code(scripts: Scripts, module: str, name: str) -> str:
    """Return the digest of a definition of `analysis/` and of all that it depends on in turn.

    Modules of duizhao that it uses count whole; everything else counts by its version.
    """
    uses = scripts.uses(module, name)
    generator: dict[str, str] = {}
    for one in sorted(uses.modules):
        _of_generator(one, generator)
    lines = [f"{file} {digest}" for file, digest in sorted(generator.items())]
    return of_text(scripts.fingerprint(uses), *lines, environment())


def _of_generator(name: str, found: dict[str, str]) -> None:
    """Add the files of a module of duizhao, and of those that it imports, with their digests."""
    package, *parts = name.split(".")
    if package != GENERATOR.name:
        return
    here = GENERATOR.joinpath(*parts)
    files = sorted(here.rglob("*.py")) if here.is_dir() else [here.with_suffix(".py")]
    if not files[0].is_file():
        # The last part is a name in a module, as in `from duizhao.network import diameter`.
        if len(parts) > 1:
            _of_generator(name.rpartition(".")[0], found)
        return
    for file in files:
        module = ".".join([package, *file.relative_to(GENERATOR).with_suffix("").parts])
        module = module.removesuffix(".__init__")
        if module not in found:
            content = file.read_bytes()
            found[module] = of_bytes(content)
            for target in _imports(content, module, file.name == "__init__.py"):
                _of_generator(target, found)


@cache
def _imports(content: bytes, module: str, is_package: bool) -> tuple[str, ...]:
    """Return the modules, or names in modules, that the code of `module` imports."""
    targets = {
        name if part is None else f"{name}.{part}"
        for node in ast.walk(ast.parse(content))
        for name, part in imported(node, module, is_package, ()).values()
    }
    return tuple(sorted(targets))
