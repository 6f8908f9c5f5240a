"""The archive of an edition's tables: with README, licence, dictionary of columns, data package."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from duizhao.downloads import licences
from duizhao.downloads.labels import ARCHIVE, ID_IS, MEANINGS
from duizhao.downloads.table import Sheet, csv_headings, guarded
from duizhao.language.labels import STATUS, UNITS
from duizhao.language.texts import InLanguages

COLUMNS = "columns.csv"
PACKAGE = "datapackage.json"


@dataclass(frozen=True)
class Archive:
    """An edition's tables in one language, by their path without suffix, and what they are.

    Each is a sheet and its CSV file. `languages` are those in which the archive speaks of itself,
    its own first; `address` is the edition's, "" while the site has none.
    """

    name: str
    languages: Sequence[str]
    report: InLanguages
    publisher: InLanguages
    licence: InLanguages
    address: str
    tables: Mapping[str, tuple[Sheet, Path]]

    @property
    def language(self) -> str:
        """Return the language of the tables."""
        return self.languages[0]


def write(archive: Archive, path: Path) -> Path:
    """Write the archive as zip; the same tables give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in _files(archive):
            entry = zipfile.ZipInfo(name)  # dated 1980, as archives begin
            packed.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return path


def _files(archive: Archive) -> Iterator[tuple[str, bytes]]:
    yield "README.md", _readme(archive).encode()
    licence = _licence(archive)
    if licence:
        yield "LICENSE.txt", licence.encode()
    yield COLUMNS, ("\ufeff" + _dictionary(archive)).encode()
    yield PACKAGE, (json.dumps(_package(archive), ensure_ascii=False, indent=1) + "\n").encode()
    for name in sorted(archive.tables):
        yield f"{name}.csv", archive.tables[name][1].read_bytes()


def _readme(archive: Archive) -> str:
    parts = []
    for language in archive.languages:
        words = {key: label.of(language) for key, label in ARCHIVE.items()}
        parts += [f"# {words['title'].format(archive.report.of(language))}", words["what"]]
        parts.append(words["files"])
        parts.append(f"## {words['statuses']}")
        parts.append(
            "\n".join(
                f"- {STATUS[status].of(language)}{words['colon']}{meaning.of(language)}"
                for status, meaning in MEANINGS.items()
            )
        )
        cited = words["cited"].format(archive.publisher.of(language), archive.report.of(language))
        parts += [f"## {words['cite']}", *filter(None, [cited, archive.address])]
        if archive.licence.of(language):
            parts += [f"## {words['licence']}", archive.licence.of(language)]
    tables = (
        f"- `{name}.csv` – {f'{sheet.label} {sheet.title}'.strip()}"
        for name, (sheet, _) in sorted(archive.tables.items())
    )
    heading = " / ".join(ARCHIVE["tables"].of(language) for language in archive.languages)
    return "\n\n".join([*parts, f"## {heading}", "\n".join(tables)]) + "\n"


def _licence(archive: Archive) -> str:
    texts = list(dict.fromkeys(filter(None, map(archive.licence.of, archive.languages))))
    known = _known(archive)
    return "\n".join([*texts, *known]) + "\n" if texts else ""


def _known(archive: Archive) -> tuple[str, ...]:
    """Return the licence's SPDX name and address, where one of the report's texts names it."""
    found = (licences.found_in(archive.licence.of(language)) for language in archive.languages)
    return next((tuple(one) for one in found if one), ())


def _dictionary(archive: Archive) -> str:
    """Return every column of numbers and names: table, address, heading, unit, decimals."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        ["table", "column", *(f"heading_{one}" for one in archive.languages), "unit", "decimals"]
    )
    for name, (sheet, _) in sorted(archive.tables.items()):
        for column in (sheet.row, *sheet.columns):
            headings = (guarded(column.heading(one)) for one in archive.languages)
            decimals = str(column.decimals) if column.unit and column.numeric else ""
            writer.writerow([f"{name}.csv", column.name, *headings, column.unit, decimals])
    return out.getvalue()


def _package(archive: Archive) -> dict[str, Any]:
    """Return the data package: https://datapackage.org, version 2."""
    language = archive.language
    package: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": archive.name,
        "title": archive.report.of(language),
        "description": ARCHIVE["what"].of(language),
        "contributors": [{"title": archive.publisher.of(language), "roles": ["publisher"]}],
        "resources": [
            _resource(name, sheet) for name, (sheet, _) in sorted(archive.tables.items())
        ],
    }
    known = _known(archive)
    if known:
        title = archive.licence.of(language)
        package["licenses"] = [{"name": known[0], "path": known[1], "title": title}]
    if archive.address:
        package["homepage"] = archive.address
    return package


def _resource(name: str, sheet: Sheet) -> dict[str, Any]:
    resource: dict[str, Any] = {
        "name": name.replace("/", "-").replace("_", "-").lower(),
        "path": f"{name}.csv",
        "title": f"{sheet.label} {sheet.title}".strip(),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": list(_fields(sheet))},
    }
    if sheet.note:
        resource["description"] = sheet.note
    if sheet.source:
        resource["sources"] = [{"title": sheet.source}]
    return resource


def _fields(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """Yield what is known of each column of the CSV; ranges stand in columns of text."""
    for place, (heading, column) in enumerate(csv_headings(sheet)):
        field: dict[str, Any] = {"name": heading, "type": "string"}
        if place == 0:
            field["description"] = ID_IS.of(sheet.language)
        if column is not None:
            at = sheet.columns.index(column)
            if not any(row.cells[at].name for row in sheet.rows):
                field["type"] = "number"
            if column.unit in UNITS:
                field["description"] = UNITS[column.unit].of(sheet.language)
        yield field
