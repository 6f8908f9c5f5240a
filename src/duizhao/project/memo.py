"""Memo: what was found once, by the content that it follows from, also in later processes.

A finding follows from files of the project and from the program. All of a project's findings are
known again while no file changed; a chapter's and an edition's while their own texts and what is
written beside chapters did not.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from pydantic import TypeAdapter

from duizhao.diagnostics import Diagnostic
from duizhao.files.cache import Store, file_fingerprint, fingerprint, program_fingerprint
from duizhao.files.texts import LARGEST
from duizhao.project.settings import Project

Found = tuple[Diagnostic, ...]
# Entries that are kept: those of some hundred states of a report's chapters.
MOST = 4000
_NAME = "findings.json"
_FOLDERS = ("report", "glossary", "figures", "data", "analysis")
_KEPT: TypeAdapter[dict[str, Found]] = TypeAdapter(dict[str, Found])


@dataclass(frozen=True)
class State:
    """The files of a project at one moment: a fingerprint of all, and one of all but chapters.

    A chapter's text and its reviews count in `whole` alone; that there is the file counts in both.
    """

    whole: str
    beside: str

    @classmethod
    def of(cls, project: Project) -> State | None:
        """Return the state, or None where it cannot be told: a file cannot be read, or is a link.

        Where a link leads is asked of the system by whoever reads it.
        """
        every, beside = [], []
        try:
            for file in _files(project.root):
                if file.is_symlink():
                    return None
                path = file.relative_to(project.root).as_posix()
                every.append(f"{path} {_content(file)}")
                of_chapter = path.startswith("report/") and file.suffix in (".md", ".csv")
                beside.append(path if of_chapter else every[-1])
            microdata = [f"{file} {_content(project.root / file)}" for file in _microdata(project)]
        except OSError:
            return None
        made_by = [program_fingerprint(), *_packages(), project.file.model_dump_json()]
        made_by += [f"{one.name} {one.file.model_dump_json()}" for one in project.editions]
        made_by += microdata
        return cls(fingerprint(*made_by, *every), fingerprint(*made_by, *beside))


@dataclass(frozen=True)
class Memo:
    """The findings of a project that are known, while its files are in one state."""

    project: Project
    state: State | None
    known: dict[str, Found] = field(default_factory=dict, repr=False)
    asked: dict[str, Found] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, project: Project) -> Memo:
        """Return what is known of a project that was just read."""
        known: dict[str, Found] = {}
        state = State.of(project)
        if state is not None:
            with suppress(ValueError):
                known = _KEPT.validate_json(_store(project.root).read(_NAME) or b"{}")
        return cls(project, state, known)

    @property
    def everything(self) -> Found | None:
        """Return all findings of the project, or None when they are not known."""
        return None if self.state is None else self.known.get(self.state.whole)

    def found(self, of: Iterable[str], find: Callable[[], Iterable[Diagnostic]]) -> Found:
        """Return what `find` finds, without asking it where that is known.

        `of` is all that it looks at besides the files beside chapters.
        """
        if self.state is None:
            return tuple(find())
        key = fingerprint(self.state.beside, *of)
        if key not in self.asked:
            self.asked[key] = self.known[key] if key in self.known else tuple(find())
        return self.asked[key]

    def save(self, everything: Found) -> None:
        """Keep what was asked for, and all findings of the project, unless a file changed since.

        A project that cannot be written to is checked all the same.
        """
        if self.state is None or State.of(self.project) != self.state:
            return
        new = self.asked | {self.state.whole: everything}
        if new.items() <= self.known.items():
            return
        kept = {key: found for key, found in self.known.items() if key not in new} | new
        with suppress(OSError, ValueError):
            _store(self.project.root).write(_NAME, _KEPT.dump_json(dict([*kept.items()][-MOST:])))


def _store(root: Path) -> Store:
    return Store(root / "build" / "cache" / "findings")


def _files(root: Path) -> Iterator[Path]:
    """Yield what people write, in order, with folders and links; raise OSError for a closed one."""
    yield from sorted(root.glob("*.yml"))
    for top in _FOLDERS:
        if not (root / top).exists():
            continue
        yield root / top
        for folder, folders, files in os.walk(root / top, onerror=_raised):
            folders[:] = sorted(name for name in folders if name != "__pycache__")
            yield from (Path(folder, name) for name in (*folders, *sorted(files)))


def _raised(error: OSError) -> NoReturn:
    raise error


def _microdata(project: Project) -> list[str]:
    """Return the files of microdata that are here, wherever they lie: tables are told by them."""
    sources = [one.file.microdata for one in project.editions if one.file.microdata]
    files = {table.partition("#")[0] for source in sources for table in source.tables.values()}
    return sorted(file for file in files if (project.root / file).is_file())


def _content(file: Path) -> str:
    """Return what stands for a content: size and time, where it is too large to be a text."""
    about = file.stat()
    if not stat.S_ISREG(about.st_mode):
        return "no file"
    if about.st_size > LARGEST:
        return f"{about.st_size} bytes, {about.st_mtime_ns}"
    return file_fingerprint(file)


def _packages() -> list[str]:
    """Return the version of Python, and names and versions of the packages that it finds."""
    found = {one.name for folder in sys.path for one in Path(folder).glob("*.dist-info")}
    return [sys.version, *sorted(found)]
