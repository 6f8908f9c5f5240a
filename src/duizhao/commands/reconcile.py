"""The command `reconcile`: every published number beside the recomputed one, as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, TextIO, get_args

from duizhao.diagnostics import Diagnostic, Words
from duizhao.project import Project
from duizhao.project.reconcile import Difference, Verdict, reconcile

VERDICTS = {
    "agrees": Words("一致", "agrees"),
    "differs": Words("不一致", "differs"),
    "erratum": Words("见勘误", "erratum"),
    "not_computed": Words("未重算", "not computed"),
}
COMMA = Words("，", ", ")
STYLES = {"agrees": "green", "differs": "red", "erratum": "yellow", "not_computed": "dim"}
WIDEST = 1000
HEADER = (
    Words("地址", "address"),
    Words("公布值", "published"),
    Words("重算值", "recomputed"),
    Words("差", "difference"),
    Words("结论", "verdict"),
)


def run(project: Project, name: str, language: str, stream: TextIO) -> tuple[Diagnostic, ...]:
    """Print the table of the edition called `name`; return what of its data cannot be read."""
    compared = reconcile(project, project.edition(name))
    show(compared.value, language, stream)
    return compared.findings


def _summary(differences: Sequence[Difference], language: str) -> str:
    """Return one line that counts the verdicts."""
    counts = Counter(one.verdict for one in differences)
    parts = [
        f"{VERDICTS[verdict].of(language)} {counts[verdict]}"
        for verdict in get_args(Verdict)
        if counts[verdict]
    ]
    return COMMA.of(language).join(parts)


def show(differences: Sequence[Difference], language: str, stream: TextIO) -> None:
    """Print every published number beside the recomputed one as a table, and count the verdicts."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for index, words in enumerate(HEADER):
        justify: Literal["left", "right"] = "right" if index in (1, 2, 3) else "left"
        table.add_column(words.of(language), justify=justify, overflow="fold")
    for one in differences:
        table.add_row(
            one.address,
            _plain(one.pinned),
            "" if one.recomputed is None else _plain(one.recomputed),
            "" if one.difference is None else _signed(one.difference),
            Text(_said(one, language), style=STYLES[one.verdict]),
        )
    console = Console(file=stream)
    if not console.is_terminal:
        console = Console(file=stream, width=Console(width=WIDEST).measure(table).maximum)
    if differences:
        console.print(table)
    console.print(_summary(differences, language), highlight=False)


def _said(one: Difference, language: str) -> str:
    words = VERDICTS[one.verdict]
    if one.erratum is not None:
        words = Words(f"{words.zh}（{one.erratum}）", f"{words.en} ({one.erratum})")
    return words.of(language)


def _plain(number: Decimal) -> str:
    return f"{number:f}"


def _signed(number: Decimal) -> str:
    return _plain(number) if number <= 0 else f"+{number:f}"
