"""Text files of the project: UTF-8, or a finding that says in which line they are not."""

from __future__ import annotations

from pathlib import Path

from duizhao.diagnostics import Diagnostic, Findings, Place, Words


def read(root: Path, path: str, findings: Findings) -> str | None:
    """Return the text of `path` (relative to `root`), or None where it is not UTF-8.

    A byte order mark, which spreadsheets write, is no part of the text, and a line ends in one
    character. Raises FileNotFoundError: what a missing file means only the caller knows.
    """
    raw = (root / path).read_bytes()
    try:
        return raw.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        message = Words(zh="不是UTF-8编码的文本", en="the text is not UTF-8")
        hint = Words(zh="请另存为UTF-8", en="save it as UTF-8")
        findings.append(Diagnostic("encoding", Place(path, line), message, hint))
        return None
