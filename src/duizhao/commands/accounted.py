"""The command `reconcile --summary`: how far each edition accounts for its source, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TextIO

from duizhao.diagnostics import Diagnostic, Words
from duizhao.edition import load
from duizhao.edition.load import FinishedEdition
from duizhao.expressions.provenance import leaves
from duizhao.expressions.value import Value
from duizhao.files.leftovers import LEFTOVER
from duizhao.language import language_of
from duizhao.project import Project, numerals
from duizhao.project.numerals import LEFT_OUT, PINNED, Numeral

EDITION = Words("版本", "edition")
SECTION = Words("章节", "section")
IN_SOURCE = Words("原文数字", "numerals in the source")
UNEXPLAINED = Words("未说明", "unexplained")
ADDRESSES = Words("数值", "numbers")
SHOWN = Words("见于{}", "shown in {}")
NOT_SHOWN = Words("不见于{}：", "Not shown in {}:")
ERRATA = Words("勘误", "errata")
ROLES = {
    "pin": Words("公布值", "pinned"),
    "cited": Words("引用值", "cited"),
    "rank": Words("名次", "ranks"),
    "bound": Words("界限", "bounds"),
    "year": Words("年份", "years"),
    "date": Words("日期", "dates"),
    "structure": Words("编号", "structure"),
    "list": Words("列举", "list items"),
    "name": Words("名称", "names"),
    "idiom": Words("习语", "idioms"),
    "fraction": Words("分数", "fractions"),
    "publisher": Words("出版方", "publisher"),
}
# In the table of all editions what needs no pin is one column.
OTHERS = Words("有理由不收", "left out with a reason")
SUM = Words("合计", "in all")
WIDEST = 1000


def run(
    project: Project, names: Sequence[str], language: str, stream: TextIO
) -> tuple[Diagnostic, ...]:
    """Print a table of the editions called `names`; of one alone, its source section by section
    and the numbers that chapters do not show.

    Returns what of the numerals' lists cannot be read. Raises `Problems` where numbers cannot be.
    """
    editions = [project.edition(name) for name in names]
    terms, tables = load.numbers(project).or_stop((LEFTOVER,))
    lists = [numerals.load(project.root, one) for one in editions]
    # What is wrong with chapters is for `check` to tell: the numbers stand.
    contents = [load.with_chapters(project, one, tables, terms).value for one in editions]
    rows = [_edition(one, read.value, language) for one, read in zip(contents, lists, strict=True)]
    _show(rows, language, stream)
    if len(editions) == 1:
        stream.write("\n")
        _show(_sections(lists[0].value, language), language, stream)
        for code in editions[0].languages:
            shown = _shown(contents[0], code)
            missing = [one for one in contents[0].context.data.pins if one not in shown]
            if missing:
                said = NOT_SHOWN.of(language).format(language_of(code).name)
                stream.write(f"\n{said} {', '.join(missing)}\n")
    return tuple(finding for read in lists for finding in read.findings)


Row = dict[str, str | int]


def _edition(contents: FinishedEdition, listed: Sequence[Numeral], language: str) -> Row:
    """Return the counts of one edition by their titles."""
    roles = Counter(one.role for one in listed)
    data = contents.context.data
    row: Row = {EDITION.of(language): contents.edition.name}
    row[IN_SOURCE.of(language)] = len(listed)
    row |= {ROLES[role].of(language): roles[role] for role in PINNED}
    row[OTHERS.of(language)] = sum(roles[role] for role in LEFT_OUT)
    row[UNEXPLAINED.of(language)] = roles[""]
    row[ADDRESSES.of(language)] = len(data.pins)
    for code in contents.edition.languages:
        shown = _shown(contents, code)
        title = SHOWN.of(language).format(language_of(code).name)
        row[title] = sum(address in shown for address in data.pins)
    row[ERRATA.of(language)] = len(data.errata)
    return row


def _shown(contents: FinishedEdition, language: str) -> set[str]:
    """Return the addresses of all numbers that chapters of a language say, draw or tabulate."""
    said = (
        number
        for chapter in contents.filled[language]
        for _, numbers in chapter.numbers()
        for number in numbers
    )
    views = [view.table for (code, _), view in contents.views.items() if code == language]
    views += [view for (code, _), view in contents.tables.items() if code == language]
    cells = (cell.value for view in views for row in view.rows for cell in row)
    values = (*said, *(one for one in cells if isinstance(one, Value)))
    own = (address for one in values for address in leaves(one.origin) if not address.edition)
    return {str(address) for address in own}


def _sections(listed: Sequence[Numeral], language: str) -> list[Row]:
    """Return the numerals of a source, section by section: what each is, and the sum."""
    met = [role for role in (*PINNED, *LEFT_OUT, "") if any(one.role == role for one in listed)]
    titles = {role: (ROLES[role] if role else UNEXPLAINED).of(language) for role in met}
    rows: list[Row] = []
    sections = dict.fromkeys((one.text, one.section) for one in listed)
    for name, here in [
        *((name, [one for one in listed if (one.text, one.section) == name]) for name in sections),
        (("", SUM.of(language)), listed),
    ]:
        roles = Counter(one.role for one in here)
        row: Row = {SECTION.of(language): " ".join(part for part in name if part)}
        row[IN_SOURCE.of(language)] = len(here)
        row |= {titles[role]: roles[role] for role in met}
        rows.append(row)
    return rows


def _show(rows: Sequence[Row], language: str, stream: TextIO) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for place, title in enumerate(rows[0]):
        table.add_column(title, justify="left" if place == 0 else "right", overflow="fold")
    for row in rows:
        table.add_row(*(str(cell) for cell in row.values()))
    console = Console(file=stream)
    if not console.is_terminal:
        console = Console(file=stream, width=Console(width=WIDEST).measure(table).maximum)
    console.print(table)
