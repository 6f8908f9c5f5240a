"""Bytes to text: UTF-8 or GB18030, told apart by what the bytes say, and never guessed wrong.

GB18030 decodes nearly any bytes, so that a UTF-8 file with one broken byte, or a Latin-1 or Big5
file, would come out as plausible-looking nonsense. It is accepted only for text that is made of
the characters that Chinese is written with.
"""

from __future__ import annotations

import codecs
import re

from duizhao.diagnostics import Diagnostic, Findings, Place, Words

# Chinese text misread from UTF-8, Big5 or Latin-1 has far fewer everyday characters than this:
# the second byte of an everyday character (GB 2312) is never below 0xA1.
EVERYDAY = 0.9
SAMPLE = 1_000_000


def decode(raw: bytes, path: str, findings: Findings) -> str | None:
    """Return the text of a file in UTF-8 (with or without BOM) or GB18030.

    Otherwise add one finding that names line and column of the first broken byte, and return
    None. Columns count characters, from 1.
    """
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        message = Words(zh="这是UTF-16编码的文本", en="this text is UTF-16")
        findings.append(Diagnostic("encoding", Place(path, 1, 1), message, _save_as()))
        return None
    body = raw.removeprefix(codecs.BOM_UTF8)
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = error
    if not _is_everyday_chinese(body):
        findings.append(_broken(path, body, broken))
        return None
    try:
        return body.decode("gb18030")
    except UnicodeDecodeError as error:
        findings.append(_broken(path, body, error))
        return None


def _is_everyday_chinese(raw: bytes) -> bool:
    """Tell whether bytes that are not UTF-8 are everyday Chinese when they are read as GB18030."""
    foreign = b"\n".join(line for line in raw[:SAMPLE].split(b"\n") if not line.isascii())
    as_utf8 = re.sub(r"[\x00-\x7f]", "", foreign.decode("utf-8", errors="replace"))
    if 2 * as_utf8.count("\N{REPLACEMENT CHARACTER}") < len(as_utf8):
        return False  # mostly sound UTF-8 with a broken place
    characters = re.sub(r"[\x00-\x7f]", "", foreign.decode("gb18030", errors="replace"))
    everyday = characters.encode("gb2312", errors="ignore").decode("gb2312")
    return len(everyday) >= EVERYDAY * len(characters)


def _broken(path: str, raw: bytes, error: UnicodeDecodeError) -> Diagnostic:
    encoding = error.encoding.upper()
    before = raw[: error.start].decode(encoding)
    lines = re.split(r"\r\n|\r|\n", before)
    place = Place(path, len(lines), len(lines[-1]) + 1)
    byte = f"0x{raw[error.start]:02X}"
    message = Words(
        zh=f"字节{byte}不是{encoding}编码的文本",
        en=f"the byte {byte} is not {encoding} text",
    )
    return Diagnostic("encoding", place, message, _save_as())


def _save_as() -> Words:
    return Words(
        zh="请把文件另存为“CSV UTF-8”；GB18030编码的中文文本也可以",
        en="save the file as “CSV UTF-8”; Chinese text in GB18030 will do too",
    )
