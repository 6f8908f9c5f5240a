"""The command `why`: where a number comes from, hop by hop, from the sentence to the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from duizhao.analysis import scripts
from duizhao.analysis.scripts import Scripts
from duizhao.diagnostics import Diagnostic, Place, Problems, Words
from duizhao.edition import load
from duizhao.edition.load import FinishedEdition, Tables
from duizhao.expressions.evaluate import evaluated
from duizhao.expressions.parser import parse
from duizhao.expressions.provenance import Address, leaves
from duizhao.expressions.value import Misuse, Value
from duizhao.files import csv_places
from duizhao.files.cache import file_fingerprint
from duizhao.files.history import last_commit
from duizhao.files.leftovers import LEFTOVER
from duizhao.language.labels import BREAK, STATUS
from duizhao.project import Edition, Project
from duizhao.project.published import Pin
from duizhao.project.series import AllSeries
from duizhao.render.inline import value_text

# How much of a file's fingerprint is shown: enough to compare by eye.
SHOWN = 12


def lines(project: Project, name: str, source: str, language: str) -> Iterator[str]:
    """Yield what an expression of an edition prints, where it is said, and where it comes from.

    Raises `Problems` when it means no number, or when the report's data cannot be read.
    """
    edition = project.edition(name)
    terms, tables = load.numbers(project).or_stop((LEFTOVER,))
    # What is wrong with chapters is for `check` to tell: the numbers stand.
    contents = load.with_chapters(project, edition, tables, terms).value
    value = _value(source, contents)
    texts = " · ".join(value_text(value, one) for one in edition.languages)
    yield f"{value.address} = {texts}  {STATUS[value.status].of(language)}"
    addresses = leaves(value.origin)
    said = list(_said(contents, addresses))
    yield from _section(Words("正文", "Chapters"), said, language)
    code = scripts.read(project.root).value
    by_edition = {one.edition.name: one for one in tables}
    series = AllSeries.of({one.edition.name: one.whole for one in tables}, terms)
    for address in addresses:
        own = by_edition[address.edition or edition.name]
        yield from _address(project.root, own, address, code, language)
        yield from _series(series, own.edition.name, address, language)


def _value(source: str, contents: FinishedEdition) -> Value:
    try:
        result = evaluated(parse(source), contents.names)
        if isinstance(result, Value):
            value_text(
                result, contents.edition.languages[0]
            )  # a quotient that is not rounded cannot be printed
            return result
    except Misuse as misuse:
        place = Place(source)
        raise Problems([Diagnostic(misuse.rule, place, misuse.message, misuse.hint)]) from None
    message = Words(f"“{source}”不是数", f"“{source}” is no number")
    hint = Words("写“图.行.列”，如facts所列", "write figure.row.column, as `facts` lists them")
    raise Problems([Diagnostic("no-number", Place(source), message, hint)])


def _section(title: Words, rows: list[str], language: str) -> Iterator[str]:
    yield title.of(language)
    yield from (f"  {row}" for row in rows or [Words("没有", "none").of(language)])


def _said(contents: FinishedEdition, addresses: tuple[Address, ...]) -> Iterator[str]:
    """Yield each expression of the chapters that prints a number made from all of `addresses`."""
    for chapters in contents.filled.values():
        for chapter in chapters:
            for one, numbers in chapter.numbers():
                if any(set(addresses) <= set(leaves(each.origin)) for each in numbers):
                    yield f"{one.expression.place}  {{{{ {one.expression.source.strip()} }}}}"


def _address(
    root: Path, own: Tables, address: Address, code: Scripts, language: str
) -> Iterator[str]:
    """Yield what is known of one stored number: its cell, its pins, its function, their tables."""
    edition = own.edition
    table, words = (f"figures/{edition.name}/{address.figure}{end}" for end in (".csv", ".yml"))
    row = _line(root, table, address.row)
    cell = [_file(root, f"{table}:{row}")] if row else []
    title = Words(f"图表 {address}", f"Figure {address}")
    yield from _section(title, [*cell, _file(root, words)], language)
    stored = str(replace(address, edition=""))
    pins = [_pin(edition, pin, language) for pin in own.data.pins.get(stored, ())]
    yield from _section(Words("公布的数", "As published"), pins, language)
    erratum = own.data.erratum(stored)
    if erratum is not None:
        settled = [erratum.what.of(language), erratum.why.of(language)]
        yield from _section(Words("原文中的矛盾", "A contradiction, settled"), settled, language)
    computed = edition.file.microdata is not None
    steps = list(_steps(root, edition, code, address.figure)) if computed else []
    yield from _section(Words("函数", "Function"), steps, language)


def _series(series: AllSeries, edition: str, address: Address, language: str) -> Iterator[str]:
    """Yield the number's series through the editions; nothing where no figure joins it."""
    at = (edition, address.figure, address.row, address.column or "value")
    rows = []
    for point in series.through(at):
        if point.broken is not None:
            rows.append(
                BREAK.of(language).format(
                    column=point.title.of(language), words=point.broken.of(language)
                )
            )
        where = Address(*point.at[1:], edition=point.edition)
        rows.append(f"{where} = {point.cell.number:f}  {STATUS[point.cell.status].of(language)}")
    if rows:
        yield from _section(Words("历版", "Over the editions"), rows, language)


def _pin(edition: Edition, pin: Pin, language: str) -> str:
    document = edition.file.documents[pin.source.document].of(language)
    line = f":{pin.source.line}" if pin.source.line else ""
    return f"{pin.at}  {pin.printed}{pin.unit}  {document} {pin.source.where(language)}{line}"


def _steps(
    root: Path, edition: Edition, code: Scripts, name: str, way: tuple[str, ...] = ()
) -> Iterator[str]:
    """Yield a function, then what it asks for: other functions, and tables with their files."""
    pad = "  " * len(way)
    tables = edition.file.microdata.tables if edition.file.microdata else {}
    if name in tables:
        yield pad + _file(root, tables[name], name)
        return
    for step in code.steps.get(name, ()):
        asked = ", ".join(one.name for one in step.parameters)
        yield f"{pad}{step.place}  {name}({asked}){_committed(root, step.place.path)}"
        for one in step.parameters:
            if one.name not in (name, *way):
                yield from _steps(root, edition, code, one.name, (*way, name))


def _file(root: Path, place: str, name: str = "") -> str:
    """Return a file with its fingerprint and last commit; `place` may carry a line, or a sheet."""
    path = re.sub(r":\d+$", "", place).partition("#")[0]
    content = file_fingerprint(root / path)[:SHOWN]
    return f"{name + '  ' if name else ''}{place}  sha256 {content}{_committed(root, path)}"


def _committed(root: Path, path: str) -> str:
    commit = last_commit(root, path)
    return f"  {commit}" if commit else ""


def _line(root: Path, table: str, row: str) -> int | None:
    """Return the line of a table on which a row stands."""
    records = csv_places.read(root, table).value
    return next((at.line for at, cells in records.rows if cells[records.columns[0]] == row), None)
