"""Bytes to text: UTF-8 or GB18030, told apart by what the bytes say, and never guessed wrong.

GB18030 decodes nearly any bytes, so that a UTF-8 file with one broken byte, or a Latin-1 or Big5
file, would come out as plausible-looking nonsense. It is accepted only for text that is made of
the characters that Chinese is written with.
"""

from __future__ import annotations

import codecs
import re

from duizhao.diagnostics import Diagnostic, Place, Stage, Words, stage
from duizhao.microdata.visible import shown

# Chinese text misread from UTF-8, Big5 or Latin-1 has far fewer everyday characters than this:
# the second byte of an everyday character (GB 2312) is never below 0xA1.
EVERYDAY = 0.9
SAMPLE = 1_000_000


@stage
def decode(raw: bytes, path: str) -> Stage[str | None]:
    """Return the text of a file in UTF-8 (with or without BOM) or GB18030.

    Otherwise add one finding that names line and column of the first broken byte, and return
    None. Columns count characters, from 1.
    """
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _has_utf16_zeros(raw):
        message = Words(zh="这是UTF-16编码的文本", en="this text is UTF-16")
        yield Diagnostic("encoding", Place(path, 1, 1), message, _save_as())
        return None
    body = raw.removeprefix(codecs.BOM_UTF8)
    if (zero := body.find(b"\0")) >= 0:
        yield _broken(path, body, UnicodeDecodeError("utf-8", body, zero, zero + 1, ""))
        return None
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        broken = error
    else:
        if body is raw and (line := _ambiguous_line(text)):
            yield _ambiguous(path, text, line)
            return None
        return text
    if not _is_everyday_chinese(body):
        yield _broken(path, body, broken)
        return None
    try:
        return body.decode("gb18030")
    except UnicodeDecodeError as error:
        yield _broken(path, body, error)
        return None


def _has_utf16_zeros(raw: bytes) -> bool:
    """Tell whether every second byte of a beginning is mostly zero, as in UTF-16 without a mark."""
    start = raw[:1000]
    half = len(start) // 2
    return half > 0 and max(start[::2].count(0), start[1::2].count(0)) * 2 > half


def _ambiguous_line(text: str) -> int:
    """Return the first line that may be everyday Chinese in GB18030 as well as this text, or 0.

    Only a file all of whose letters outside ASCII are two bytes long can be both: 女 in GB18030
    is Ů in UTF-8, 小微 is С and a letter that does not exist. It is taken
    as UTF-8 when each of them stands in a word or beside a number as Latin letters and signs do.
    """
    if text.isascii() or re.search("[^\x00-\u07ff]", text):
        return 0
    if not _is_everyday_chinese(text.encode(), either=True):
        return 0
    for number, line in enumerate(text.splitlines(), 1):
        for cell in re.split(r'[,;\t"|]', line):
            if not cell.isascii() and not _is_european(cell):
                return number
    return 0


def _is_european(cell: str) -> bool:
    """Tell whether the letters and signs of a cell outside ASCII stand as in European text.

    Letters stand in words with small ASCII letters (Müller), signs in such text or after a
    number (21 °C). Short words of other scripts cannot be told from Chinese.
    """
    prose = re.search("[a-z]{3}", cell) is not None
    for found in re.finditer("[^\x00-\x7f]+", cell):
        before, after = cell[: found.start()], cell[found.end() :]
        in_word = re.search("[a-z]$", before) or re.match("[a-z]", after)
        sign = re.fullmatch("[\x80-\u00ff]+", found[0]) and (prose or re.search(r"\d ?$", before))
        if not (in_word or sign):
            return False
    return True


def _ambiguous(path: str, text: str, line: int) -> Diagnostic:
    cells = text.splitlines()[line - 1]
    utf8 = shown(cells)
    chinese = shown(cells.encode().decode("gb18030", errors="replace"))
    message = Words(
        zh=f"这一行按UTF-8读是“{utf8}”，按GB18030读是“{chinese}”，无法断定是哪一种编码",
        en=f"this line reads “{utf8}” in UTF-8 and “{chinese}” in GB18030: it may be either",
    )
    hint = Words(
        zh="请把文件另存为“CSV UTF-8”（带BOM）",
        en="save the file as “CSV UTF-8”, which begins with a byte order mark",
    )
    return Diagnostic("encoding", Place(path, line), message, hint)


def _is_everyday_chinese(raw: bytes, either: bool = False) -> bool:
    """Tell whether bytes are everyday Chinese when they are read as GB18030.

    Bytes that are mostly sound UTF-8 are not, unless they may be `either`.
    """
    lines = b"\n".join(line for line in raw[:SAMPLE].split(b"\n") if not line.isascii())
    as_utf8 = re.sub(r"[\x00-\x7f]", "", lines.decode("utf-8", errors="replace"))
    if not either and 2 * as_utf8.count("\N{REPLACEMENT CHARACTER}") < len(as_utf8):
        return False  # mostly sound UTF-8 with a broken place
    characters = re.sub(r"[\x00-\x7f]", "", lines.decode("gb18030", errors="replace"))
    everyday = characters.encode("gb2312", errors="ignore").decode("gb2312")
    return len(everyday) >= EVERYDAY * len(characters)


def _broken(path: str, raw: bytes, error: UnicodeDecodeError) -> Diagnostic:
    encoding = error.encoding.upper()
    before = raw[: error.start].decode(encoding, errors="replace")
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
