"""What a text cell must not hold: what nobody sees, and what stands for something else."""

from __future__ import annotations

import enum
import re
import unicodedata
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from duizhao.microdata.visible import INVISIBLE

SPACE = r"[\t\n\r\p{Z}]"
WORDS = r"(?i:nan|na|n/a|#n/a|none|null|nat|<na>|nil)|\\N"
ERROR = r"#(?:[A-Z][A-Z_/0-9]*[!?]|N/A|GETTING_DATA|#{2,})"
SHORTENED = r"[+-]?\d(?:\.\d+)?E\+\d{2,}"
# Every text with a fault matches one of these, most texts without do not; RE2, for whole columns.
SUSPECT = rf"[{INVISIBLE}\x{{FFFD}}]|^{SPACE}|{SPACE}$|^(?:{WORDS}|{ERROR}|{SHORTENED})$"

_INVISIBLE = re.compile(f"[{INVISIBLE}]")
# Emoji and the scripts of South Asia, Persia and others join and part letters with these.
_JOINED = re.compile("(?<=[\u0590-\u2bff\ua800-\uabff\U00010000-\U0001ffff\ufe0f])[\u200c\u200d]")
_EMOJI_FORM = re.compile("(?<=[#*0-9\u00a9\u00ae\u2000-\u3299\U0001f000-\U0001faff])\ufe0f")


class Fault(enum.Enum):
    """Why a text is not taken as it stands."""

    unreadable = enum.auto()  # a character that another program could not read
    invisible = enum.auto()
    spaces = enum.auto()  # before or after the text
    composed = enum.auto()  # a letter and its accent as two characters (not NFC)
    absent = enum.auto()  # a program's word for “no value”
    error = enum.auto()  # a spreadsheet's error
    narrow = enum.auto()  # ####: the column was too narrow
    shortened = enum.auto()  # 9.14403E+18: a spreadsheet has cut a long number


def fault(text: str) -> Fault | None:
    """Return why a text cannot be taken as it stands, or None."""
    if "\N{REPLACEMENT CHARACTER}" in text:
        return Fault.unreadable
    if _INVISIBLE.search(_EMOJI_FORM.sub("", _JOINED.sub("", text))):
        return Fault.invisible
    if text != text.strip():
        return Fault.spaces
    if not unicodedata.is_normalized("NFC", text):
        return Fault.composed
    if re.fullmatch(WORDS, text):
        return Fault.absent
    if re.fullmatch("#{3,}", text):
        return Fault.narrow
    if re.fullmatch(ERROR, text):
        return Fault.error
    return Fault.shortened if re.fullmatch(SHORTENED, text, re.ASCII) else None


def cleaned(text: str) -> str:
    """Return the text that was probably meant: without what nobody sees, in composed form."""
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", re.sub("\u00a0", " ", text))).strip()


def faulty(column: pa.ChunkedArray) -> np.ndarray[Any, Any]:
    """Return the rows (counted from 0) of a column of text whose cells have a fault."""
    suspect = pc.fill_null(pc.match_substring_regex(column, SUSPECT), False)
    if not pc.all(pc.string_is_ascii(column)).as_py():
        composed = pc.equal(pc.utf8_normalize(column, form="NFC"), column)
        suspect = pc.or_(suspect, pc.fill_null(pc.invert(composed), False))
    rows: np.ndarray[Any, Any] = pc.indices_nonzero(suspect).to_numpy().astype(np.int64)
    if not len(rows):
        return rows
    coded = pc.dictionary_encode(column.take(pa.array(rows)).combine_chunks())
    verdicts = np.array([fault(text) is not None for text in coded.dictionary.to_pylist()])
    found: np.ndarray[Any, Any] = rows[verdicts[np.asarray(coded.indices)]]
    return found


def folded(text: str) -> str:
    """Return what two spellings of one name share: width of letters and marks set aside.

    Raised, circled and squared characters stay, since they look different: m² is not m2.
    """
    return "".join(
        one
        if unicodedata.decomposition(one).startswith(
            ("<super>", "<sub>", "<circle>", "<square>", "<fraction>")
        )
        else unicodedata.normalize("NFKC", one)
        for one in text
    )
