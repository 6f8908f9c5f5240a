"""What was made once is kept by what it was made of: fingerprints, and a store of entries.

A fingerprint stands for contents, never for dates or places. An entry is written whole or not at
all, and has its own fingerprint beside it: one that was cut short, emptied or altered is as if it
had never been, and is made anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache as once
from pathlib import Path
from typing import Any

from duizhao.files.writing import write_all

# Bytes that a store may fill before what was not asked for longest is dropped.
ROOM = 2**30
_PROOF = ".sha256"


def fingerprint(*parts: str | bytes) -> str:
    """Return 64 hexadecimal digits that stand for these parts in this order."""
    raw = [part.encode() if isinstance(part, str) else part for part in parts]
    return hashlib.sha256(b"\0".join(raw)).hexdigest()


def file_fingerprint(path: Path) -> str:
    """Return the fingerprint of a file's content, or "absent"."""
    if not path.is_file():
        return "absent"
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def files_fingerprint(root: Path, patterns: Iterable[str]) -> str:
    """Return the fingerprint of the names and contents of all files under `root` that match.

    What Python compiles beside its modules does not count.
    """
    files = {file for pattern in patterns for file in root.glob(pattern) if file.is_file()}
    lines = [
        f"{file.relative_to(root).as_posix()} {file_fingerprint(file)}"
        for file in sorted(files)
        if "__pycache__" not in file.parts
    ]
    return fingerprint(*lines)


@once
def program_fingerprint() -> str:
    """Return the fingerprint of this program: of its own files, whatever they are for."""
    return files_fingerprint(Path(__file__).parents[1], ["**/*"])


def read_record(path: Path) -> dict[str, Any]:
    """Return what a JSON file says; nothing where there is none, or it cannot be read."""
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def write_record(path: Path, content: Mapping[str, Any]) -> None:
    """Keep a few words of the program to itself as JSON."""
    write_all({path: json.dumps(content).encode()})


@dataclass(frozen=True)
class Store:
    """Entries in a folder by name; a name holds the fingerprint of what its entry is made of."""

    folder: Path

    def find(self, name: str) -> Path | None:
        """Return the file of an entry, or None when there is none or it is not what it was."""
        return None if self.read(name) is None else self.folder / name

    def read(self, name: str) -> bytes | None:
        """Return the content of an entry, or None when there is none or it is not what it was."""
        path = self.folder / name
        try:
            content = path.read_bytes()
            if self._proof(name).read_bytes() != fingerprint(content).encode():
                return None
            self._proof(name).touch()
        except OSError:
            return None
        return content

    def write(self, name: str, content: bytes) -> Path:
        """Keep an entry; return its file."""
        path = self.folder / name
        write_all({path: content, self._proof(name): fingerprint(content).encode()})
        return path

    def trim(self, room: int = ROOM) -> None:
        """Drop what was not asked for longest until no more than `room` bytes are left."""
        proofs = [(file.stat().st_mtime, file) for file in self.folder.glob(f"*{_PROOF}")]
        for _, proof in sorted(proofs, reverse=True):
            entry = proof.with_name(proof.name.removesuffix(_PROOF))
            room -= entry.stat().st_size if entry.is_file() else 0
            if room < 0:
                proof.unlink(missing_ok=True)
                entry.unlink(missing_ok=True)

    def _proof(self, name: str) -> Path:
        return self.folder / f"{name}{_PROOF}"
