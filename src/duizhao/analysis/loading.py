"""The scripts of `analysis/` as running modules, for as long as they are needed."""

from __future__ import annotations

import importlib
import sys
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_file_location
from pathlib import Path
from types import ModuleType

from duizhao.analysis.scripts import PACKAGE
from duizhao.diagnostics import Diagnostic, Place, Problems, Stage, Words, stage

LONGEST = 300


@dataclass(frozen=True)
class _Finder(MetaPathFinder):
    folder: Path

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        if fullname != PACKAGE:
            return None
        start = self.folder / "__init__.py"
        locations = [str(self.folder)]
        if start.is_file():
            return spec_from_file_location(PACKAGE, start, submodule_search_locations=locations)
        spec = ModuleSpec(PACKAGE, None, is_package=True)
        spec.submodule_search_locations = locations
        return spec


@contextmanager
def importable(root: Path) -> Iterator[None]:
    """Make `import analysis.…` mean the scripts of the project at `root`, inside a `with` block.

    `sys.path` stays as it is, and the modules are forgotten afterwards, so that two projects in
    one process do not mix. Nothing is written beside the scripts.
    """
    # Pandera loads Spark where it is installed, which warns of a pandas that it is not given.
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
    before = {name: sys.modules.pop(name) for name in list(sys.modules) if _is_ours(name)}
    writes_bytecode, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    finder = _Finder(root / PACKAGE)
    sys.meta_path.insert(0, finder)
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.meta_path.remove(finder)
        sys.dont_write_bytecode = writes_bytecode
        for name in [name for name in sys.modules if _is_ours(name)]:
            del sys.modules[name]
        sys.modules.update(before)


def _is_ours(name: str) -> bool:
    return name == PACKAGE or name.startswith(f"{PACKAGE}.")


@stage
def load(root: Path, module: str) -> Stage[ModuleType | None]:
    """Import a module of `analysis/`; whatever it raises is a finding at its line."""
    try:
        return importlib.import_module(module)
    except Exception as error:
        place = Place(f"{module.replace('.', '/')}.py")
        yield from raised(root, module, error, place)
        return None


def _where(root: Path, error: BaseException) -> Place | None:
    """Return the deepest line of `analysis/` that an exception passed through."""
    folder = (root / PACKAGE).resolve()
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        file = Path(frame.filename)
        if file.is_absolute() and file.resolve().is_relative_to(folder):
            path = file.resolve().relative_to(root.resolve()).as_posix()
            return Place(path, frame.lineno)
    return None


def raised(
    root: Path, name: str, error: Exception, place: Place, hint: Words | None = None
) -> list[Diagnostic]:
    """Return what to say of an exception that some code of `analysis/` raised.

    It stands at the deepest line of `analysis/` that the exception passed, else at `place`.
    `Problems` say themselves what is wrong,
    and so does, in both languages, an exception whose `message` is `Words`.
    """
    if isinstance(error, Problems):
        return list(error.diagnostics)
    words = getattr(error, "message", None)
    if isinstance(words, Words):
        message = Words(zh=f"“{name}”出错：{words.zh}", en=f"“{name}” failed: {words.en}")
        return [Diagnostic("analysis", _where(root, error) or place, message, hint)]
    text = " ".join(str(error).split())
    said = f"{type(error).__name__}: {text}" if text else type(error).__name__
    said = said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"
    message = Words(zh=f"“{name}”出错：{said}", en=f"“{name}” failed: {said}")
    return [Diagnostic("analysis", _where(root, error) or place, message, hint)]
