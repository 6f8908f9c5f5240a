"""Tables: sums, shares, ranks, and calculations that all rows but one obey."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from duizhao.check.sources.contradictions import rounded_like
from duizhao.compare.within.grids import Cell, Grid
from duizhao.compare.within.messages import WHOLE, wrong_share, wrong_total
from duizhao.diagnostics import Diagnostic, Related, Words

# A calculation that so many rows obey, and all but so few, is one that all should obey.
_ROWS, _MOST = 4, 0.8
_TOTAL = re.compile(r"合计|总计|总和|全部|小计|\b(?:total|sum|all)\b", re.IGNORECASE)
_TOP = re.compile(r"前\s?(\d+|[一二三四五六七八九十]+)|\btop[ -](\d+|\w+)", re.IGNORECASE)
_RANK = re.compile(r"^(?:排名|名次|位次|序号|rank|no\.?|#)$", re.IGNORECASE)


def contradictions(grid: Grid) -> Iterator[Diagnostic]:
    """Yield the cells of a table that cannot be right beside the others."""
    yield from _calculated(grid)
    yield from _named_twice(grid)
    for index in range(len(grid.header)):
        yield from _column_sum(grid, index)
        yield from _ranks(grid, index)
    yield from _groups(grid)
    yield from _rows(grid)


Operation = tuple[str, Callable[[Decimal, Decimal], Decimal]]
_OPERATIONS: tuple[Operation, ...] = (
    ("+", lambda a, b: a + b),
    ("/", lambda a, b: a / b if b else Decimal(0)),
)


def _calculated(grid: Grid) -> Iterator[Diagnostic]:
    """Yield cells that break a calculation which all other rows obey: a + b, a / b."""
    wide = range(len(grid.header))
    told: set[str] = set()
    for c, (a, b) in itertools.product(wide, itertools.permutations(wide, 2)):
        if c in (a, b):
            continue
        rows = [
            (row[a], row[b], row[c])
            for row in grid.rows
            if len(row) > max(a, b, c) and None not in (row[a].value, row[b].value, row[c].value)
        ]
        if len(rows) < _ROWS + 1:
            continue
        for sign, operate in _OPERATIONS:
            if sign == "+" and a > b:
                continue
            if sign == "/" and any(row[2].number and row[2].number.step >= 1 for row in rows):
                continue  # a quotient has decimals
            wrong = [row for row in rows if not _obeys(row, operate)]
            if not wrong or len(wrong) > 2 or len(rows) - len(wrong) < _MOST * len(rows):
                continue
            for one, other, result in wrong:
                if str(result.place) in told or any(str(x.place) in told for x in (one, other)):
                    continue
                told |= {str(x.place) for x in (one, other, result)}
                names = [grid.header[i] for i in (c, a, b)]
                follows = _follows(operate(_v(one), _v(other)), result)
                yield Diagnostic(
                    "source-statistic",
                    result.place,
                    Words(
                        f"“{names[0]}”在其余各行等于“{names[1]}”{sign}“{names[2]}”，这里应为{follows}，不是{result.value}",
                        f"“{names[0]}” is “{names[1]}” {sign} “{names[2]}” in all other rows; "
                        f"here that is {follows}, not {result.value}",
                    ),
                    Words("请核对这一行", "see to this row"),
                    related=Related(one.place),
                )


def _v(cell: Cell) -> Decimal:
    assert cell.value is not None
    return cell.value


def _follows(number: Decimal, like: Cell) -> Decimal:
    return rounded_like(number, _v(like))


def _obeys(row: tuple[Cell, Cell, Cell], operate: Callable[[Decimal, Decimal], Decimal]) -> bool:
    one, other, result = row
    return _follows(operate(_v(one), _v(other)), result) == result.value


def _named_twice(grid: Grid) -> Iterator[Diagnostic]:
    """Yield rows that have the name of another one and other numbers."""
    seen: dict[str, tuple[Cell, tuple[Decimal | None, ...]]] = {}
    labels = [row[0] for row in grid.rows if row]
    if any(cell.value is not None for cell in labels) or len({c.text for c in labels}) < 4:
        return
    if len(labels) - len({c.text for c in labels}) > 2:
        return
    for row in grid.rows:
        if not row or len(row[0].text) < 2:
            continue
        values = tuple(cell.value for cell in row[1:])
        first = seen.setdefault(row[0].text, (row[0], values))
        if first[0] is not row[0] and first[1] != values:
            yield Diagnostic(
                "name-twice",
                row[0].place,
                Words(
                    f"“{row[0].text}”在表中出现两次，数值不同",
                    f"“{row[0].text}” stands twice in the table, with other numbers",
                ),
                Words("请看看哪一行对", "see which row is right"),
                related=Related(first[0].place),
            )


def _column_sum(grid: Grid, index: int) -> Iterator[Diagnostic]:
    """Yield a column of shares that nearly makes the whole, and a total that is none."""
    cells = [c for c in grid.column(index) if c.value is not None]
    body = [
        row[index]
        for row in grid.rows
        if len(row) > index and row[index].value is not None and not _TOTAL.search(row[0].text)
    ]
    totals = [
        row[index]
        for row in grid.rows
        if len(row) > index and row[index].value is not None and _TOTAL.search(row[0].text)
    ]
    if len(body) < 2:
        return
    total = sum((_v(c) for c in body), Decimal())
    slack = sum((c.number.step for c in body if c.number), Decimal()) / 2
    if index and len(totals) == 1 and total != totals[0].value:
        near = abs(total - _v(totals[0])) <= max(slack, Decimal("0.1") * abs(_v(totals[0])))
        if near and not (body[0].share and abs(total - _v(totals[0])) <= slack):
            rows = Words("各行", "the rows")
            yield wrong_total(totals[0].place, total, _v(totals[0]), body[0].place, rows)
    elif not totals and all(c.share for c in cells) and slack < abs(total - WHOLE) <= 1:
        yield Diagnostic(
            "source-sum",
            body[0].place,
            Words(f"这一列合计{total}%，不是100%", f"this column adds up to {total}%, not 100%"),
            Words("请核对各行", "see to the rows"),
        )


def _ranks(grid: Grid, index: int) -> Iterator[Diagnostic]:
    """Yield ranks of a column of ranks that leave a gap."""
    if not _RANK.match(grid.header[index].strip()):
        return
    ranks = [row[index] for row in grid.rows if len(row) > index and row[index].value is not None]
    for before, after in itertools.pairwise(ranks):
        if _v(after) > _v(before) + 1:
            yield Diagnostic(
                "source-rank",
                after.place,
                Words(
                    f"名次由{before.value}跳到{after.value}",
                    f"the ranks skip from {before.value} to {after.value}",
                ),
                Words("请核对名次", "see to the ranks"),
                related=Related(before.place),
            )


def _groups(grid: Grid) -> Iterator[Diagnostic]:
    """Yield groups of rows under one of 100 % whose counts do not make its count."""
    pairs = [_count_and_share(row) for row in grid.rows]
    heads = [i for i, pair in enumerate(pairs) if pair and pair[1].value == WHOLE]
    if not heads:
        return
    for head, until in zip(heads, [*heads[1:], len(pairs)], strict=True):
        whole = pairs[head]
        parts = [pair for pair in pairs[head + 1 : until] if pair]
        if whole is None or len(parts) < 2:
            continue
        total = sum((_v(count) for count, _ in parts), Decimal())
        if total != whole[0].value and abs(total - _v(whole[0])) <= Decimal("0.1") * total:
            below = Words("以下各行", "the rows below")
            yield wrong_total(whole[0].place, total, _v(whole[0]), parts[0][0].place, below)
        for count, share in parts:
            if rounded_like(WHOLE * _v(count) / _v(whole[0]), _v(share)) != share.value:
                yield wrong_share(share.place, _v(count), _v(whole[0]), _v(share), whole[0].place)


def _count_and_share(row: Sequence[Cell]) -> tuple[Cell, Cell] | None:
    for one, other in itertools.pairwise(row):
        if one.value is not None and not one.share and other.share:
            return one, other
    return None


def _rows(grid: Grid) -> Iterator[Diagnostic]:
    """Yield a table whose title says that it is the top so many, and that has more or fewer."""
    from duizhao.check.sources.ranks import rank_of

    said = _TOP.search(grid.title)
    if said is None or not grid.rows or not grid.rows[0]:
        return
    word = next(group for group in said.groups() if group)
    count = rank_of(word) or _TENS.get(word)
    rows = len([row for row in grid.rows if any(cell.value is not None for cell in row[1:])])
    if count is None or count < 5 or rows == count or not count * 0.7 <= rows <= count * 1.3:
        return
    yield Diagnostic(
        "source-rows",
        grid.rows[-1][0].place,
        Words(
            f"标题说是前{count}名，表中有{rows}行",
            f"the title says the top {count}; the table has {rows} rows",
        ),
        Words("请核对标题和行数", "see to the title and the rows"),
    )


_TENS = {"ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "fifty": 50}
