"""Text files of the project: UTF-8, or a finding that says in which line they are not."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from duizhao.diagnostics import Diagnostic, Place, Stage, Words, stage
from duizhao.diagnostics.refusals import refused
from duizhao.files.leftovers import without_conflicts

# Bytes: hundreds of times what a chapter or a table of the project has.
LARGEST = 16 * 2**20


@stage
def read(root: Path, path: str) -> Stage[str | None]:
    """Return the text of `path` (relative to `root`), or None where it cannot be read.

    A byte order mark, which spreadsheets write, is no part of the text, and a line ends in one
    character. Only a regular file of the project, of at most `LARGEST` bytes, is read; what is
    none, or is not UTF-8, is a finding. Of a conflict of versions the first side is read. Raises
    FileNotFoundError: what a missing file means only the caller knows.
    """
    try:
        raw = _content(root, path)
    except FileNotFoundError:
        raise
    except NotADirectoryError as error:
        raise FileNotFoundError(path) from error
    except OSError as error:
        yield refused(error, root)
        return None
    if isinstance(raw, Words):
        yield Diagnostic("unreadable", Place(path), raw)
        return None
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = Words(zh="不是UTF-8编码的文本", en="the text is not UTF-8")
        hint = Words(zh="请另存为UTF-8", en="save it as UTF-8")
        yield Diagnostic("encoding", Place(path, line), message, hint)
        return None
    return (yield from without_conflicts(text, path))


def _content(root: Path, path: str) -> bytes | Words:
    """Return the bytes of a file, or why it is not read."""
    if not Path(os.path.realpath(root / path)).is_relative_to(os.path.realpath(root)):
        return Words(
            zh="这是指向项目之外的链接，项目的文件要放在项目里",
            en="this is a link out of the project; put the file itself here",
        )
    # Asked before it is opened: a pipe that nobody writes to would wait for ever.
    if not stat.S_ISREG((root / path).stat().st_mode):
        return Words(zh="这是文件夹或设备，不是文件", en="this is a folder or a device, no file")
    with (root / path).open("rb") as stream:
        raw = stream.read(LARGEST + 1)
    if len(raw) > LARGEST:
        size = f"{LARGEST // 2**20} MB"
        return Words(zh=f"文件超过{size}", en=f"the file is larger than {size}")
    return raw
