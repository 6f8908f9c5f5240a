"""Derivations: one address has one number, and what follows from other numbers does follow."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal

from duizhao.check.scopes import EditionView
from duizhao.check.sources.contradictions import Contradiction, pin_of, rounded_like
from duizhao.check.sources.formulas import NotCalculable, about, calculated
from duizhao.diagnostics import Words


def between_places(view: EditionView) -> Iterator[Contradiction]:
    """Yield the addresses for which places or documents print different numbers."""
    for address, pins in view.context.data.pins.items():
        values = {Decimal(pin.printed) for pin in pins}
        if len({pin.number for pin in pins}) > 1:
            documents = {pin.source.document for pin in pins}
            places: dict[str, list[str]] = {}
            for pin in pins:
                where_printed = pin.source.place
                if len(documents) > 1:
                    where_printed = f"{pin.source.document} {where_printed}"
                places.setdefault(f"{pin.printed}{pin.unit}", []).append(where_printed)
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


def identities(view: EditionView, numbers: Mapping[str, Decimal]) -> Iterator[Contradiction]:
    """Yield numbers that break a calculation which check.yml says that they obey."""
    for identity in view.published.identities:
        pattern = re.compile(re.escape(identity.address).replace(r"\*", r"(\w+)"))
        formula = identity.equals or identity.at_least or ""
        for address, mine in numbers.items():
            match = pattern.fullmatch(address)
            if match is None:
                continue
            part = match[1] if match.groups() else ""
            try:
                result, used = calculated(about(formula, part), numbers)
            except NotCalculable:
                continue
            follows = rounded_like(result, mine)
            if (identity.equals and follows == mine) or (identity.at_least and result <= mine):
                continue
            sign = "=" if identity.equals else "≥"
            place = pin_of(view, address).at
            rule = about(formula, part)
            message = Words(
                f"“{address}”印作{mine}，而由{sign} {rule}得{follows}",
                f"“{address}” is printed as {mine}, but {sign} {rule} gives {follows}",
            )
            kind = "derived-statistic" if identity.equals else "bound"
            clash = frozenset({mine, follows})
            yield Contradiction(kind, (address, *used), clash, place, message)
