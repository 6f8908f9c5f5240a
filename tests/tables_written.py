"""Tables with one cell, written as the bytes that spreadsheets and programs write."""

from __future__ import annotations

import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pyarrow
import pyarrow.parquet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def workbook(path: Path, cells: str, code: str = "General", **more: str) -> None:
    """Write a workbook whose sheet data are `cells`; style 1 has the format `code` (or number).

    `more` replaces whole parts: sheet, styles, book.
    """
    number, declared = (
        (code, "") if code.isdecimal() and code[0] != "0" else ("165", quoteattr(code))
    )
    formats = f'<numFmts><numFmt numFmtId="165" formatCode={declared}/></numFmts>'
    styles = (
        f'<styleSheet xmlns="{MAIN}">{formats if declared else ""}'
        f'<cellXfs><xf numFmtId="0"/><xf numFmtId="{number}"/></cellXfs></styleSheet>'
    )
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="a" '
        f'Type="{RELATED}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": more.get(
            "book",
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATED}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="b"/></sheets></workbook>',
        ),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}"><Relationship Id="b" '
        f'Type="{RELATED}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="c" '
        f'Type="{RELATED}/styles" Target="styles.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": more.get(
            "sheet", f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'
        ),
        "xl/styles.xml": more.get("styles", styles),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def row(number: int, *cells: Any) -> str:
    """Return a row's XML: a number, truth value, text, `#error` or `=formula` per cell."""
    written = [_cell(f"{chr(65 + at)}{number}", one) for at, one in enumerate(cells)]
    return f'<row r="{number}">{"".join(written)}</row>'


def _cell(reference: str, content: Any) -> str:
    head = f'<c r="{reference}" s="1"'
    if isinstance(content, bool):
        return f'{head} t="b"><v>{int(content)}</v></c>'
    if not isinstance(content, str):
        return f"{head}><v>{content}</v></c>"
    if content.startswith("#"):
        return f'{head} t="e"><v>{content}</v></c>'
    if content.startswith("="):
        return f"{head}><f>{escape(content[1:])}</f></c>"
    return f'{head} t="inlineStr"><is><t xml:space="preserve">{escape(content)}</t></is></c>'


TYPES: dict[str, pyarrow.DataType] = {
    str(one): one
    for one in (
        *(pyarrow.int8(), pyarrow.int64(), pyarrow.uint64(), pyarrow.float64(), pyarrow.bool_()),
        *(pyarrow.decimal128(38, 2), pyarrow.date32(), pyarrow.time64("us")),
        *(pyarrow.timestamp("ns"), pyarrow.timestamp("us"), pyarrow.duration("s")),
        *(pyarrow.timestamp("us", "Asia/Shanghai"), pyarrow.string(), pyarrow.large_string()),
        *(pyarrow.binary(), pyarrow.struct([("a", pyarrow.int64())])),
    )
} | {
    "dictionary<string>": pyarrow.dictionary(pyarrow.int32(), pyarrow.string()),
    "list<string>": pyarrow.list_(pyarrow.string()),
}


def parquet(path: Path, name: str, cells: list[Any], kind: str) -> None:
    """Write a Parquet file with one column; U+DCxx in a text stands for the byte xx."""
    stored = TYPES[kind]
    if pyarrow.types.is_binary(stored):
        cells = [one.encode("utf-8", "surrogateescape") for one in cells]
    if pyarrow.types.is_decimal(stored):
        cells = [Decimal(one) for one in cells]
    if pyarrow.types.is_dictionary(stored):
        column = pyarrow.array(cells, pyarrow.string()).cast(stored)
    else:
        column = pyarrow.array(cells, stored)
    pyarrow.parquet.write_table(pyarrow.table({name: column}), path)
