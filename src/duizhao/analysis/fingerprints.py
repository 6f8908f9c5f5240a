"""Fingerprints of code: what a result depends on beside the content of files."""

from __future__ import annotations

import ast
import platform
import sysconfig
from functools import cache
from pathlib import Path

from duizhao.analysis.scripts import Scripts, imported
from duizhao.files.cache import fingerprint

GENERATOR = Path(__file__).parents[1]


@cache
def environment() -> str:
    """Return the fingerprint of Python's version and of all installed distributions' versions."""
    folders = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    installed = {file.name for folder in folders for file in Path(folder).glob("*.dist-info")}
    return fingerprint(platform.python_version(), *sorted(installed))


def of_code(scripts: Scripts, module: str, name: str) -> str:
    """Return the fingerprint of a definition of `analysis/` and of all that it depends on in turn.

    Modules of duizhao that it uses count whole; everything else counts by its version.
    """
    uses = scripts.uses(module, name)
    generator: dict[str, str] = {}
    for one in sorted(uses.modules):
        _of_generator(one, generator)
    lines = [f"{file} {digest}" for file, digest in sorted(generator.items())]
    return fingerprint(scripts.fingerprint(uses), *lines, environment())


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
            found[module] = fingerprint(content)
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
