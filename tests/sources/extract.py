"""Every numeral of a source text, and every quotation from one in errata.yml, with its place.

The source texts are not part of the repository; what is kept of them is the list of their
numerals (`data/<edition>/numerals/<text>.csv`), that of the quotations
(`<edition>_quotations.csv`) and their checksum. This module finds both again:

    python -m tests.sources.extract numerals TEXT
    python -m tests.sources.extract quotations EDITION FOLDER

The second fails if the words are not on their line of the text in FOLDER letter by letter.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from duizhao.diagnostics import Findings
from duizhao.files.yaml_places import read, validated
from duizhao.project.published import Erratum

ROOT = Path(__file__).resolve().parents[2]
# Which text each document of an edition stands in, without the suffix of its file.
DOCUMENTS = {
    "2021": {"report_2021_zh": "2021", "report_2021_en": "2021"},
    "2022": dict.fromkeys(
        ("report_2022", "idc", "oecd", "uipath", "innovation_index", "ai_2000"), "2022"
    ),
    "2024": {"report_2024": "2024"},
    "2023": {
        "report_2023_zh": "2023",
        "report_2023_en": "2023",
        "abstract_2023_en": "2023-abstract-en",
    },
}

# Arabic digits with their separators, decimals and version points, or a run of Chinese numeral
# signs. No exceptions for names such as 百度 or 零售: the committed list says what each numeral is.
NUMERAL = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)*|[〇零一二三四五六七八九十百两双]+")
DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2}


class Numeral(NamedTuple):
    """A numeral as printed, with its line and its column (both from 1)."""

    line: int
    column: int
    text: str


def numerals(text: str) -> list[Numeral]:
    """Return every numeral of `text` in reading order."""
    return [
        Numeral(line, match.start() + 1, match.group())
        for line, content in enumerate(text.split("\n"), 1)
        for match in NUMERAL.finditer(content)
    ]


def number(text: str) -> Decimal:
    """Return the number that a numeral of Arabic digits, or a Chinese one below 100, means."""
    if text[0].isdecimal():
        return Decimal(text.replace(",", ""))
    tens, ten, ones = text.rpartition("十")
    value = DIGITS[ones] if ones else 0
    return Decimal(value + (10 * (DIGITS[tens] if tens else 1) if ten else 0))


class Quotation(NamedTuple):
    """Words of a text and where they stand in it (line and column from 1)."""

    text: str
    line: int
    column: int
    words: str


def quoted(edition: str) -> list[tuple[str, int, str]]:
    """Return what errata.yml of an edition quotes in words: text, line, words.

    A value of digits alone is a number, which pins confirm; anything else is a quotation and
    names its line.
    """
    findings = Findings()
    document = read(ROOT, f"data/{edition}/errata.yml").into(findings)
    errata = validated(document, list[Erratum]).into(findings) if document else None
    assert not findings
    assert errata
    (first, *_) = texts = DOCUMENTS[edition]
    return [
        (texts[found.document or first], found.line or 0, found.value)
        for erratum in errata
        for found in erratum.found
        if not re.fullmatch(r"[\d., ]+", found.value)
    ]


def quotations(edition: str, texts: Mapping[str, str]) -> Iterator[Quotation]:
    """Yield every quotation of an edition with its column; fail where a line lacks the words."""
    for text, line, words in sorted(set(quoted(edition))):
        (content,) = texts[text].split("\n")[line - 1 : line] or [""]
        column = content.find(words) + 1
        if not column:
            raise LookupError(f"{text}:{line}: “{words}” does not stand there")
        yield Quotation(text, line, column, words)


if __name__ == "__main__":
    table = csv.writer(sys.stdout, lineterminator="\n")
    match sys.argv[1:]:
        case ["numerals", path]:
            table.writerows(numerals(Path(path).read_text(encoding="utf-8")))
        case ["quotations", edition, folder]:
            named = {
                text: (Path(folder) / f"{text}.txt").read_text(encoding="utf-8")
                for text in DOCUMENTS[edition].values()
            }
            table.writerow(Quotation._fields)
            table.writerows(quotations(edition, named))
        case _:
            sys.exit(__doc__)
