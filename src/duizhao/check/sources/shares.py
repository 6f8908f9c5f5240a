"""Shares: published percentages against the counts that they are shares of."""

from __future__ import annotations

import fnmatch
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from duizhao.check.scopes import EditionView
from duizhao.check.sources.contradictions import Contradiction, exponent, pin_of, rounded_like
from duizhao.diagnostics import Words
from duizhao.project.figures import split
from duizhao.project.published import Pin

# How likely a base may fit by chance and still be named as the one that was meant.
CHANCE = Decimal("0.05")
# No base below this is looked for: a handful of things has few possible shares anyway.
SMALLEST = 20


def base_of(view: EditionView, address: str) -> str | None:
    """Return the address of the count that a share is a share of, as check.yml has it."""
    for pattern, base in view.published.bases.items():
        if fnmatch.fnmatchcase(address, pattern):
            return base
    return None


def fits(share: Decimal, base: int) -> bool:
    """Whether some whole number of `base` things is this share, at its printed decimals.

    The granularity test of means and percentages: Brown and Heathers (2017), The GRIM test,
    Social Psychological and Personality Science 8(4), 363–369.
    """
    near = int(share * base / 100)
    return any(rounded_like(Decimal(100 * k) / base, share) == share for k in (near, near + 1))


def against_bases(view: EditionView, numbers: Mapping[str, Decimal]) -> Iterator[Contradiction]:
    """Yield the shares that no whole number of their base gives.

    Where all of a group fit another printed count, that count is named; where some fit the stated
    base and the others another one, these are two bases under one title.
    """
    for (_, base), addresses in _groups(view, numbers).items():
        count = int(numbers[base])
        wrong = [a for a in addresses if not fits(numbers[a], count)]
        if not wrong:
            continue
        other = _base_that_fits(addresses, wrong, base, count, numbers, view)
        if other is not None and not all(fits(numbers[a], other[1]) for a in addresses):
            yield _two_bases(view, wrong, (base, count), other, numbers)
            continue
        for address in wrong:
            yield _impossible(view, address, (base, count), other, numbers)


def _groups(view: EditionView, numbers: Mapping[str, Decimal]) -> dict[tuple[str, str], list[str]]:
    """Return the shares with a printed base, by the column that they stand in and the base."""
    groups: dict[tuple[str, str], list[str]] = {}
    for address, pins in view.context.data.pins.items():
        base = base_of(view, address) if pins[0].unit == "%" else None
        if base is not None and base in numbers:
            figure, _, column = split(address)
            groups.setdefault((f"{figure}.{column}", base), []).append(address)
    return groups


def of_titles(view: EditionView, numbers: Mapping[str, Decimal]) -> Iterator[Contradiction]:
    """Yield titles under which two totals are stated.

    A figure or table of the source that prints two numbers for one base; figures of ours with one
    title whose shares are taken of two counts.
    """
    bases = set(view.published.bases.values())
    printed: dict[tuple[str, str, str], dict[Decimal, Pin]] = {}
    for address in bases & view.context.data.pins.keys():
        for pin in view.context.data.pins[address]:
            if pin.source.place.startswith(("figure:", "table:")):
                title = (address, pin.source.document, pin.source.place)
                printed.setdefault(title, {}).setdefault(Decimal(pin.printed), pin)
    for (address, _, place), pins in printed.items():
        if len(pins) > 1:
            values = ", ".join(f"{number}" for number in pins)
            message = Words(
                f"{place}的基数{address}有两个值：{values}",
                f"the base {address} has two values at {place}: {values}",
            )
            last = list(pins.values())[-1]
            yield Contradiction("two-bases", (address,), frozenset(pins), last.at, message)
    titles: dict[str, dict[Decimal, tuple[str, str]]] = {}
    for (_, base), addresses in _groups(view, numbers).items():
        figure = view.context.figures.get(split(addresses[0])[0])
        if figure is not None:
            titles.setdefault(figure.file.title.zh, {})[numbers[base]] = (base, addresses[0])
    for words, known in titles.items():
        if len(known) > 1:
            said = ", ".join(f"{base} ({number})" for number, (base, _) in known.items())
            message = Words(
                f"题为“{words}”的占比出自两个基数：{said}",
                f"shares under the title “{words}” are taken of two bases: {said}",
            )
            used = tuple(address for _, address in known.values())
            place_of = pin_of(view, used[-1]).at
            yield Contradiction("two-bases", used, frozenset(known), place_of, message)


Base = tuple[str, int]


def _impossible(
    view: EditionView, address: str, base: Base, other: Base | None, numbers: Mapping[str, Decimal]
) -> Contradiction:
    more = Words("", "")
    if other is not None:
        more = Words(
            f"；这一组占比都符合另一基数：{other[0]}（{other[1]}）",
            f"; all shares of the group fit another base: {other[0]} ({other[1]})",
        )
    message = Words(
        f"{base[1]}中没有整数对应{numbers[address]}%（基数{base[0]}）{more.zh}",
        f"no whole number of {base[1]} is {numbers[address]}% (base {base[0]}){more.en}",
    )
    clash = frozenset({numbers[address]})
    return Contradiction("granularity", (address,), clash, pin_of(view, address).at, message)


def _two_bases(
    view: EditionView,
    wrong: Sequence[str],
    base: Base,
    other: Base,
    numbers: Mapping[str, Decimal],
) -> Contradiction:
    figure = split(wrong[0])[0]
    rows = [split(address)[1] for address in wrong]
    message = Words(
        f"“{figure}”用了两个基数：{'、'.join(rows)}只符合{other[0]}（{other[1]}），"
        f"其余符合{base[0]}（{base[1]}）",
        f"“{figure}” has two bases: {', '.join(rows)} fit only {other[0]} ({other[1]}), "
        f"the others {base[0]} ({base[1]})",
    )
    clash = frozenset(numbers[address] for address in wrong)
    place = pin_of(view, wrong[0]).at
    return Contradiction("two-bases", tuple(wrong), clash, place, message)


def _base_that_fits(
    addresses: Sequence[str],
    wrong: Sequence[str],
    base: str,
    count: int,
    numbers: Mapping[str, Decimal],
    view: EditionView,
) -> Base | None:
    """Return another printed count that the whole group fits, or else its misfits alone.

    A large base fits every share, and among hundreds of counts one always fits: such a fit says
    nothing and is left out. Counts that shares are taken of are likely from the start.
    """
    likely, others = _candidates(view, base, count)
    for group in (addresses, wrong):
        for known, weight in ((likely, 1), (others, len(others))):
            for other in known:
                shares = [numbers[a] for a in group]
                if len(group) < 2 or weight * _by_chance(shares, other[1]) >= CHANCE:
                    continue
                if all(fits(numbers[a], other[1]) for a in group):
                    return other
    return None


def _by_chance(shares: Sequence[Decimal], base: int) -> Decimal:
    """Return how likely all shares fit a base that they are not of, each at its own decimals."""
    return math.prod(
        (min(Decimal(1), Decimal(base) / 10 ** (2 - exponent(share))) for share in shares),
        start=Decimal(1),
    )


def _candidates(view: EditionView, base: str, count: int) -> tuple[list[Base], list[Base]]:
    """Return the printed counts that may be a base: those used as one, and all others."""
    bases = set(view.published.bases.values())
    likely: dict[int, str] = {}
    others: dict[int, str] = {}
    for address, pins in view.context.data.pins.items():
        for pin in pins:
            number = Decimal(pin.printed)
            whole = number == number.to_integral_value() and pin.unit != "%"
            if not whole or number < SMALLEST or int(number) == count:
                continue
            known = likely if address in bases or address == base else others
            known.setdefault(int(number), address)
    return _listed(likely), _listed({n: a for n, a in others.items() if n not in likely})


def _listed(bases: Mapping[int, str]) -> list[Base]:
    return [(address, number) for number, address in bases.items()]


def of_counts(view: EditionView, numbers: Mapping[str, Decimal]) -> Iterator[Contradiction]:
    """Yield counts that do not give their share, or do not add up to their base.

    Where no base is stated, count and share of each row imply one: rows that imply bases which
    exclude each other are two bases under one title.
    """
    for name, figure in view.context.figures.items():
        counts = {r: a for r in figure.rows if (a := f"{name}.{r}.count") in numbers}
        if not counts:
            continue
        base = base_of(view, f"{name}.*.share") or next(
            (b for r in counts if (b := base_of(view, f"{name}.{r}.share"))), None
        )
        if base is None or base not in numbers:
            pairs = [(a, s) for r, a in counts.items() if (s := f"{name}.{r}.share") in numbers]
            yield from _implied(view, name, pairs, numbers)
            continue
        whole = numbers[base]
        for row, address in counts.items():
            share = f"{name}.{row}.share"
            if share not in numbers:
                continue
            follows = rounded_like(100 * numbers[address] / whole, numbers[share])
            if follows != numbers[share]:
                message = Words(
                    f"{numbers[address]}/{whole}是{follows}%，不是{numbers[share]}%",
                    f"{numbers[address]} of {whole} is {follows}%, not {numbers[share]}%",
                )
                clash = frozenset({numbers[share], follows})
                place = pin_of(view, share).at
                yield Contradiction("count-and-share", (share, address), clash, place, message)
        total = sum((numbers[a] for a in counts.values()), Decimal())
        if len(counts) == len({*figure.rows, *map(str, figure.file.rows)}) and total != whole:
            message = Words(
                f"“{name}”各项合计{total}，基数{base}为{whole}",
                f"the counts of “{name}” add up to {total}, but {base} is {whole}",
            )
            place = pin_of(view, next(iter(counts.values()))).at
            yield Contradiction("sum", tuple(counts.values()), frozenset({total}), place, message)


def _implied(
    view: EditionView,
    name: str,
    pairs: Iterable[tuple[str, str]],
    numbers: Mapping[str, Decimal],
) -> Iterator[Contradiction]:
    ranges = []
    for count, share in pairs:
        half = Decimal(1).scaleb(exponent(numbers[share])) / 2
        if numbers[share] > half:
            least, most = (100 * numbers[count] / (numbers[share] + h) for h in (half, -half))
            ranges.append((least, most, count, share))
    if len(ranges) < 2:
        return
    high, low = max(ranges, key=lambda r: r[0]), min(ranges, key=lambda r: r[1])
    if high[0] <= low[1]:
        return
    said = [
        f"{split(share)[1]} {numbers[count]} / {numbers[share]}% ({least:.0f}–{most:.0f})"
        for least, most, count, share in (low, high)
    ]
    message = Words(
        f"“{name}”各行的个数与占比对应不同的基数：{'；'.join(said)}",
        f"counts and shares of “{name}” imply different bases: {'; '.join(said)}",
    )
    addresses = (low[3], high[3], low[2], high[2])
    clash = frozenset(numbers[share] for share in addresses[:2])
    yield Contradiction("two-bases", addresses, clash, pin_of(view, low[3]).at, message)
