"""Ranks: the order of published numbers, and the ranks that a source prints beside them.

`data/<edition>/ranks.csv` holds the printed ranks: `address,rank,document,place,line`, where the
address is the one that the ranked number has in `published.csv`, and the rank is digits or words
as printed: 4, 第四, fourth.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from duizhao.check.scopes import EditionView
from duizhao.check.sources.contradictions import Contradiction, pin_of
from duizhao.diagnostics import Place, Stage, Words, stage
from duizhao.files import csv_places
from duizhao.project.figures import split
from duizhao.project.published import Pin

_HAN = {digit: number for number, digit in enumerate("〇一二三四五六七八九")} | {"两": 2}
_TENS_HAN = re.compile(r"([一二三四五六七八九]?)十([一二三四五六七八九]?)")
_FIRST = {"首": 1, "榜首": 1, "首位": 1, "top": 1, "leading": 1}
_UNITS = [
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth"),
]
_TENS = {"twent": 20, "thirt": 30, "fort": 40, "fift": 50}

COLUMNS = ("address", "rank", "document", "place", "line")


@dataclass(frozen=True)
class PrintedRank:
    """A rank that the source prints: of which number, in words or digits, and where.

    `rank` is None where the words are no rank.
    """

    address: str
    text: str
    rank: int | None
    document: str
    where: str
    at: Place

    @property
    def list(self) -> tuple[str, ...]:
        """Return what the rank is a rank in: one list of one place of one document."""
        figure, row, column = split(self.address)
        within = (row,) if row.isdigit() else (column,)
        return (self.document, self.where, figure, *within)


def rank_of(text: str) -> int | None:
    """Return the rank that digits or words say, or None: 4, 第四, 四, 首位, fourth, 4th."""
    plain = text.strip().casefold()
    if plain in _FIRST:
        return _FIRST[plain]
    digits = re.fullmatch(r"第?(\d+)(?:st|nd|rd|th|位|名)?", plain)
    if digits:
        return int(digits[1]) or None
    if plain in _UNITS:
        return _UNITS.index(plain) + 1
    tens, _, unit = plain.partition("-")
    if tens.removesuffix("y") in _TENS and unit in _UNITS[:9]:
        return _TENS[tens.removesuffix("y")] + _UNITS.index(unit) + 1
    if plain.removesuffix("ieth") in _TENS:
        return _TENS[plain.removesuffix("ieth")]
    return _in_han(plain.removeprefix("第").rstrip("位名大"))


def _in_han(text: str) -> int | None:
    if text in _HAN:
        return _HAN[text] or None
    match = _TENS_HAN.fullmatch(text)
    return None if match is None else 10 * _HAN.get(match[1], 1) + _HAN.get(match[2], 0)


@stage
def load(root: Path, edition: str) -> Stage[tuple[PrintedRank, ...]]:
    """Read the printed ranks of an edition; a missing file means none."""
    rows = (yield from csv_places.read(root, f"data/{edition}/ranks.csv", COLUMNS)).rows
    return tuple(
        PrintedRank(
            row["address"], row["rank"], rank_of(row["rank"]), row["document"], row["place"], at
        )
        for at, row in rows
    )


def of_printed(
    view: EditionView, numbers: Mapping[str, Decimal], printed: Iterable[PrintedRank]
) -> Iterator[Contradiction]:
    """Yield printed ranks that the numbers deny, that are used twice, or that leave a gap."""
    lists: dict[tuple[str, ...], list[PrintedRank]] = {}
    for one in printed:
        if one.rank is not None and one.address in numbers:
            lists.setdefault(one.list, []).append(one)
    for ranks in lists.values():
        denied = [one for one in ranks if not _possible(one, view, numbers)]
        for one in denied:
            yield _denied(one, numbers)
        yield from _twice([one for one in ranks if one not in denied], numbers)
        yield from _skipped(ranks, numbers)


def _possible(one: PrintedRank, view: EditionView, numbers: Mapping[str, Decimal]) -> bool:
    """Whether a rank lies between the larger printed numbers and the equal ones.

    Where not every number of the list is printed, those that are not may be larger as well.
    """
    mine, peers = numbers[one.address], _peers(one.address, view, numbers)
    larger = sum(number > mine for number in peers)
    smaller = sum(number < mine for number in peers)
    assert one.rank is not None
    lowest = len(peers) - smaller
    return larger < one.rank and (one.rank <= lowest or not _complete(one.address, view, peers))


def _complete(address: str, view: EditionView, peers: Sequence[Decimal]) -> bool:
    figure, row, _ = split(address)
    drawn = view.context.figures.get(figure)
    if drawn is None:
        return False
    listed = len(drawn.file.columns) if row.isdigit() else len(drawn.rows)
    return len(peers) >= min(listed, view.published.rows.get(figure, listed))


def _peers(address: str, view: EditionView, numbers: Mapping[str, Decimal]) -> list[Decimal]:
    """Return the printed numbers that an address is ranked among; within a year, its columns."""
    figure, row, column = split(address)
    unit = pin_of(view, address).unit
    found = []
    for other, number in numbers.items():
        name, its_row, its_column = split(other)
        same = its_row == row if row.isdigit() else its_column == column
        if name == figure and same and pin_of(view, other).unit == unit:
            found.append(number)
    return found


def _denied(one: PrintedRank, numbers: Mapping[str, Decimal]) -> Contradiction:
    message = Words(
        f"“{one.address}”为{numbers[one.address]}，{one.where}称其名次为{one.text}，与数值的次序不符",
        f"“{one.address}” is {numbers[one.address]} and ranked “{one.text}” at {one.where}; "
        "the numbers say otherwise",
    )
    return Contradiction("rank", (one.address,), frozenset({numbers[one.address]}), one.at, message)


def _twice(ranks: Sequence[PrintedRank], numbers: Mapping[str, Decimal]) -> Iterator[Contradiction]:
    by_rank: dict[int | None, dict[str, PrintedRank]] = {}
    for one in ranks:
        by_rank.setdefault(one.rank, {}).setdefault(one.address, one)
    for same in by_rank.values():
        values = {numbers[address] for address in same}
        if len(values) > 1:
            last = list(same.values())[-1]
            message = Words(
                f"{last.where}把名次{last.text}用了两次：{'、'.join(same)}",
                f"the rank “{last.text}” is used twice at {last.where}: {', '.join(same)}",
            )
            yield Contradiction("rank", tuple(same), frozenset(values), last.at, message)


def _skipped(
    ranks: Sequence[PrintedRank], numbers: Mapping[str, Decimal]
) -> Iterator[Contradiction]:
    used = sorted({one.rank for one in ranks if one.rank is not None})
    for before, after in itertools.pairwise(used):
        # Equal numbers share a rank, and the ranks that they take up are left out after it.
        shared = sum(one.rank == before for one in ranks)
        if len(used) > 2 and after > before + max(1, shared):
            one = next(one for one in ranks if one.rank == after)
            message = Words(
                f"{one.where}的名次由{before}跳到{after}",
                f"the ranks at {one.where} skip from {before} to {after}",
            )
            clash = frozenset({numbers[one.address]})
            yield Contradiction("rank", (one.address,), clash, one.at, message)


def of_columns(view: EditionView, numbers: Mapping[str, Decimal]) -> Iterator[Contradiction]:
    """Yield the ranks of a published column of ranks that are used twice or leave a gap."""
    for name, figure in view.context.figures.items():
        for column, declared in figure.file.columns.items():
            ranks = {r: a for r in figure.rows if (a := f"{name}.{r}.{column}") in numbers}
            if declared.unit != "rank" or not ranks:
                continue
            counts = Counter(numbers[a] for a in ranks.values())
            for address in ranks.values():
                mine = numbers[address]
                twice = counts[mine] > 1
                if twice or mine > len(ranks):
                    message = Words(
                        f"名次{mine}" + ("用了两次" if twice else "跳过了前面的名次"),
                        f"the rank {mine} " + ("is used twice" if twice else "skips others"),
                    )
                    place = pin_of(view, address).at
                    yield Contradiction("rank", (address,), frozenset({mine}), place, message)


def of_lists(view: EditionView) -> Iterator[Contradiction]:
    """Yield the numbers that rise in a ranking which falls throughout otherwise."""
    lists: dict[tuple[str, str, str], list[Pin]] = {}
    for address, pins in view.context.data.pins.items():
        figure, row, column = split(address)
        words = view.context.figures.get(figure)
        if words is None or words.measure != column or words.file.rows or row.isdigit():
            continue
        for pin in pins:
            lists.setdefault((figure, pin.source.document, pin.source.place), []).append(pin)
    for (figure, _, where), listed in lists.items():
        values = [pin.number for pin in listed]
        rises = [i for i in range(1, len(values)) if values[i] > values[i - 1]]
        if len(values) > 3 and len(rises) == 1:
            # Either the number before the rise is too small, or the one after it too large.
            pin = listed[rises[0]]
            message = Words(
                f"“{figure}”在{where}由高到低排列，到这里却升高：{pin.printed}",
                f"“{figure}” falls throughout at {where} but rises here: {pin.printed}",
            )
            clash = frozenset({Decimal(pin.printed)})
            addresses = (pin.address, listed[rises[0] - 1].address)
            yield Contradiction("order", addresses, clash, pin.at, message)
