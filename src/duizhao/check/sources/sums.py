"""Sums: shares of a whole make it, with the missing bin named; lists have all their rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from duizhao.check.scopes import EditionView
from duizhao.check.sources.contradictions import Contradiction, pin_of
from duizhao.diagnostics import Words
from duizhao.project.figures import Figure, split


def of_shares(view: EditionView, numbers: Mapping[str, Decimal]) -> Iterator[Contradiction]:
    """Yield shares of a whole that do not make it: the rows of a column, the columns of a row."""
    for name, figure in view.context.figures.items():
        if figure.file.total is None:
            continue
        whole = Decimal(figure.file.total)
        shares = [c for c, column in figure.file.columns.items() if column.unit == "percent"]
        if len(shares) > 1 and all(row.isdigit() for row in figure.rows):
            for row in figure.rows:
                group = {c: a for c in shares if (a := f"{name}.{row}.{c}") in numbers}
                yield from _whole(view, group, tuple(shares), whole, numbers, name, row)
            continue
        for column in shares:
            pinned = {r: a for r in figure.rows if (a := f"{name}.{r}.{column}") in numbers}
            closed = tuple(map(str, figure.file.rows)) or _closed(figure, pinned)
            yield from _whole(view, pinned, closed, whole, numbers, name, column)


def _closed(figure: Figure, pinned: Mapping[str, str]) -> tuple[str, ...]:
    """Return the rows that make the whole; a ranking of which the head is printed has none.

    A source that prints all rows but one has left that one out; where more are missing, it gives
    the head of a ranking.
    """
    return figure.rows if len(figure.rows) - len(pinned) <= 1 else ()


def _whole(
    view: EditionView,
    group: Mapping[str, str],
    closed: tuple[str, ...],
    whole: Decimal,
    numbers: Mapping[str, Decimal],
    figure: str,
    column: str,
) -> Iterator[Contradiction]:
    if len(group) < 2:
        return
    total = sum((numbers[a] for a in group.values()), Decimal())
    missing = [key for key in closed if key not in group]
    addresses = tuple(group.values())
    place = pin_of(view, addresses[0]).at
    if missing and total < whole:
        names = "、".join(missing), ", ".join(missing)
        message = Words(
            f"“{figure}”合计{total}，缺少{names[0]}（余{whole - total}）",
            f"“{figure}” adds up to {total}: {names[1]} is missing ({whole - total} is left)",
        )
        inferred = tuple(f"{figure}.{key}.{column}" for key in missing)
        clash = frozenset({total, whole - total})
        yield Contradiction("bin-missing", inferred, clash, place, message)
    elif total > whole or (closed and not missing and total != whole):
        message = Words(
            f"“{figure}”各项占比合计{total}，不是{whole}",
            f"the shares of “{figure}” add up to {total} instead of {whole}",
        )
        yield Contradiction("sum", addresses, frozenset({total}), place, message)


def of_rows(view: EditionView) -> Iterator[Contradiction]:
    """Yield lists that have more or fewer rows than check.yml says that the source promises."""
    for name, count in view.published.rows.items():
        columns: dict[str, list[str]] = {}
        for address in view.context.data.pins:
            figure, _, column = split(address)
            if figure == name:
                columns.setdefault(column, []).append(address)
        for column, pinned in columns.items():
            if len(pinned) != count:
                message = Words(
                    f"“{name}”的“{column}”应有{count}行，列出了{len(pinned)}行",
                    f"“{column}” of “{name}” has {len(pinned)} rows instead of {count}",
                )
                numbers = frozenset({Decimal(len(pinned))})
                place = pin_of(view, pinned[-1]).at
                yield Contradiction("row-missing", tuple(pinned), numbers, place, message)
