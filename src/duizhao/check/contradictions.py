"""Contradictions: what the published numbers of an edition say against each other.

Everything is calculated with the digits as printed. Each contradiction knows the addresses and
the numbers that clash, so that an erratum covers it only when it speaks of exactly those.
"""

from __future__ import annotations

import fnmatch
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from duizhao.check.formulas import NotCalculable, calculated
from duizhao.check.scopes import EditionView
from duizhao.data import Erratum, Pin
from duizhao.diagnostics import Place, Words
from duizhao.figures import Figure, split

# Which kinds of errata speak of which kind of contradiction.
COVERED_BY = {
    "total-differs": {"total-differs"},
    "granularity": {"granularity"},
    "count-and-share": {"granularity", "derived-statistic", "sum"},
    "sum": {"sum"},
    "bin-missing": {"bin-missing"},
    "row-missing": {"row-missing"},
    "derived-statistic": {"derived-statistic", "sum"},
    "bound": {"sum"},
    "order": {"order", "rank-twice"},
    "rank": {"rank-twice", "rank-skipped", "order"},
}


@dataclass(frozen=True)
class Contradiction:
    """Published numbers that cannot all be right."""

    kind: str
    addresses: tuple[str, ...]
    numbers: frozenset[Decimal]
    place: Place
    message: Words


def found_in(view: EditionView) -> list[Contradiction]:
    """Return every contradiction among the published numbers of an edition."""
    numbers = printed(view)
    return [
        *_values(view),
        *_granularity(view, numbers),
        *_counts(view, numbers),
        *_sums(view, numbers),
        *_rows(view),
        *_identities(view, numbers),
        *_order(view),
        *_ranks(view, numbers),
    ]


def covers(erratum: Erratum, one: Contradiction) -> bool:
    """Whether an erratum speaks of a contradiction: its kind, an address of it, its numbers."""
    return (
        erratum.kind in COVERED_BY[one.kind]
        and bool(set(erratum.addresses) & set(one.addresses))
        and one.numbers <= numbers_of(erratum)
    )


def numbers_of(erratum: Erratum) -> set[Decimal]:
    """Return every number that an erratum lists as found or uses."""
    texts = [found.value for found in erratum.found] + [erratum.used or ""]
    return {Decimal(n) for text in texts for n in re.findall(r"\d+(?:\.\d+)?", text)}


def printed(view: EditionView) -> dict[str, Decimal]:
    """Return for every published address the number that most of its places print."""
    numbers = {}
    for address, pins in view.material.data.pins.items():
        counts = Counter(Decimal(pin.printed) for pin in pins)
        numbers[address] = max(counts, key=lambda n: counts[n])
    return numbers


def rounded_like(number: Decimal, like: Decimal) -> Decimal:
    """Round half-up to the decimals of a printed number."""
    return number.quantize(Decimal(1).scaleb(_exponent(like)), ROUND_HALF_UP)


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent


def _pin(view: EditionView, address: str) -> Pin:
    return view.material.data.pins[address][0]


def _values(view: EditionView) -> Iterator[Contradiction]:
    for address, pins in view.material.data.pins.items():
        values = {Decimal(pin.printed) for pin in pins}
        if len({pin.number for pin in pins}) > 1:
            places: dict[str, list[str]] = {}
            for pin in pins:
                places.setdefault(f"{pin.printed}{pin.unit}", []).append(pin.source.place)
            listed = "; ".join(
                f"{value} ({', '.join(dict.fromkeys(where))})" for value, where in places.items()
            )
            counts = Counter(pin.number for pin in pins)
            rare = min(pins, key=lambda pin: counts[pin.number])
            message = Words(
                f"“{address}”在不同位置有不同的值：{listed}",
                f"“{address}” differs between places: {listed}",
            )
            yield Contradiction("total-differs", (address,), frozenset(values), rare.at, message)


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


def _granularity(view: EditionView, numbers: Mapping[str, Decimal]) -> Iterator[Contradiction]:
    groups: dict[tuple[str, str], list[str]] = {}
    for address, pins in view.material.data.pins.items():
        base = base_of(view, address) if pins[0].unit == "%" else None
        if base in numbers:
            assert base is not None
            figure, _, column = split(address)
            groups.setdefault((f"{figure}.{column}", base), []).append(address)
    for (_, base), addresses in groups.items():
        count = int(numbers[base])
        wrong = [a for a in addresses if not fits(numbers[a], count)]
        other = _other_base(addresses, base, numbers, view) if wrong else None
        for address in wrong:
            more = Words("", "")
            if other is not None:
                size = int(numbers[other])
                more = Words(
                    f"；这一组占比都符合另一基数：{other}（{size}）",
                    f"; all shares of the group fit another base: {other} ({size})",
                )
            message = Words(
                f"{count}中没有整数对应{numbers[address]}%（基数{base}）{more.zh}",
                f"no whole number of {count} is {numbers[address]}% (base {base}){more.en}",
            )
            place = _pin(view, address).at
            yield Contradiction(
                "granularity", (address,), frozenset({numbers[address]}), place, message
            )


def _other_base(
    addresses: list[str], base: str, numbers: Mapping[str, Decimal], view: EditionView
) -> str | None:
    """Return another published count that every share of a group fits, if that tells anything.

    A large base fits every share; such a fit says nothing and is left out.
    """
    if len(addresses) < 2:
        return None
    decimals = max(-_exponent(numbers[a]) for a in addresses)
    for other, number in numbers.items():
        whole = number == number.to_integral_value() and _pin(view, other).unit != "%"
        if not whole or other == base or number < 20:
            continue
        by_chance = (number / Decimal(10) ** (decimals + 2)) ** len(addresses)
        if by_chance < Decimal("0.05") and all(fits(numbers[a], int(number)) for a in addresses):
            return other
    return None


def _counts(view: EditionView, numbers: Mapping[str, Decimal]) -> Iterator[Contradiction]:
    """Counts add up to their base, and each gives its share."""
    for name, figure in view.material.figures.items():
        counts = {r: a for r in figure.rows if (a := f"{name}.{r}.count") in numbers}
        base = base_of(view, f"{name}.*.share") or next(
            (b for r in counts if (b := base_of(view, f"{name}.{r}.share"))), None
        )
        if not counts or base is None or base not in numbers:
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
                place = _pin(view, share).at
                yield Contradiction("count-and-share", (share, address), clash, place, message)
        total = sum((numbers[a] for a in counts.values()), Decimal())
        if len(counts) == len(figure.rows) and total != whole:
            message = Words(
                f"“{name}”各项合计{total}，基数{base}为{whole}",
                f"the counts of “{name}” add up to {total}, but {base} is {whole}",
            )
            place = _pin(view, next(iter(counts.values()))).at
            yield Contradiction("sum", tuple(counts.values()), frozenset({total}), place, message)


def _sums(view: EditionView, numbers: Mapping[str, Decimal]) -> Iterator[Contradiction]:
    """Shares of a whole make 100, over the rows of a column or over the columns of a row."""
    for name, figure in view.material.figures.items():
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
    place = _pin(view, addresses[0]).at
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


def _rows(view: EditionView) -> Iterator[Contradiction]:
    for name, count in view.published.rows.items():
        columns: dict[str, list[str]] = {}
        for address in view.material.data.pins:
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
                place = _pin(view, pinned[-1]).at
                yield Contradiction("row-missing", tuple(pinned), numbers, place, message)


def _identities(view: EditionView, numbers: Mapping[str, Decimal]) -> Iterator[Contradiction]:
    for identity in view.published.identities:
        pattern = re.compile(re.escape(identity.address).replace(r"\*", r"(\w+)"))
        formula = identity.equals or identity.at_least or ""
        for address, mine in numbers.items():
            match = pattern.fullmatch(address)
            if match is None:
                continue
            part = match[1] if match.groups() else ""
            try:
                result, used = calculated(formula.replace("*", part), numbers)
            except NotCalculable:
                continue
            follows = rounded_like(result, mine)
            if (identity.equals and follows == mine) or (identity.at_least and result <= mine):
                continue
            sign = "=" if identity.equals else "≥"
            place = _pin(view, address).at
            rule = formula.replace("*", part)
            message = Words(
                f"“{address}”印作{mine}，而由{sign} {rule}得{follows}",
                f"“{address}” is printed as {mine}, but {sign} {rule} gives {follows}",
            )
            kind = "derived-statistic" if identity.equals else "bound"
            clash = frozenset({mine, follows})
            yield Contradiction(kind, (address, *used), clash, place, message)


def _order(view: EditionView) -> Iterator[Contradiction]:
    """A published ranking that falls throughout and once rises has a misprint there."""
    lists: dict[tuple[str, str, str], list[Pin]] = {}
    for address, pins in view.material.data.pins.items():
        figure, row, column = split(address)
        words = view.material.figures.get(figure)
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


def _ranks(view: EditionView, numbers: Mapping[str, Decimal]) -> Iterator[Contradiction]:
    """Printed ranks are 1, 2, 3 …, each once."""
    for name, figure in view.material.figures.items():
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
                    place = _pin(view, address).at
                    yield Contradiction("rank", (address,), frozenset({mine}), place, message)
