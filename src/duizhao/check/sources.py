"""Sources: every contradiction of the published numbers is in errata.yml, and nothing else is."""

from __future__ import annotations

import fnmatch
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from duizhao.check.contradictions import (
    COVERED_BY,
    Contradiction,
    covers,
    found_in,
    rounded_like,
)
from duizhao.check.formulas import arithmetic
from duizhao.check.registry import edition_rule
from duizhao.check.scopes import EditionView
from duizhao.data import Erratum, Found
from duizhao.diagnostics import Diagnostic, Place, Words

# Kinds of errata that a calculation finds by itself: such an entry needs a contradiction.
CALCULATED = {"total-differs", "granularity", "derived-statistic", "bin-missing", "row-missing"}


@edition_rule("source-contradiction", "sources")
def source_contradiction(view: EditionView) -> Iterator[Diagnostic]:
    """Published numbers contradict each other, and errata.yml does not say so.

    Tested are: a share that no whole number of its base can give (the granularity test; when all
    shares of a group fit another published count, that is named), counts against their shares and
    their sum, shares that do not make 100 (with the missing bin), numbers that differ between
    places or languages of the source, statistics that do not follow from others (`identities` in
    check.yml), lists with too few rows, rankings that rise, ranks used twice. An erratum covers a
    contradiction when its kind, one of its addresses and all the numbers agree.

    公布的数字自相矛盾，而errata.yml没有记录：占比不可能由整数得出、合计不是100、前后不一、
    统计量推算不出、行数不足、名次重复等。勘误的种类、地址和数值都相符，才算记录在案。
    """
    for one in found_in(view):
        if one.kind == "total-differs" and view.material.data.erratum(one.addresses[0]) is None:
            continue  # told by `contradiction` when the data are read
        if not any(covers(erratum, one) for erratum in view.material.data.errata):
            yield Diagnostic(
                "source-contradiction",
                one.place,
                Words(f"{_named(one).zh}：{one.message.zh}", f"{_named(one).en}: {one.message.en}"),
                Words(
                    f"请核对原文；属实则记入errata.yml（kind: {sorted(COVERED_BY[one.kind])[0]}）",
                    f"compare the source; if it says so, record it in errata.yml "
                    f"(kind: {sorted(COVERED_BY[one.kind])[0]})",
                ),
            )


NAMES = {
    "total-differs": Words("前后不一", "places differ"),
    "granularity": Words("占比无整数可得", "impossible share"),
    "count-and-share": Words("个数与占比不符", "count and share"),
    "sum": Words("合计不符", "sum"),
    "bin-missing": Words("缺少分组", "missing bin"),
    "row-missing": Words("行数不足", "missing row"),
    "derived-statistic": Words("推算不符", "derived statistic"),
    "bound": Words("超出上限", "impossible total"),
    "order": Words("次序不符", "order"),
    "rank": Words("名次不符", "rank"),
}


def _named(one: Contradiction) -> Words:
    return NAMES[one.kind]


@edition_rule("stale-erratum", "sources")
def stale_erratum(view: EditionView) -> Iterator[Diagnostic]:
    """An entry of errata.yml no longer corresponds to anything.

    A value that it finds at a place is not printed there by any pin; its arithmetic gives another
    number; or it is of a kind that calculation finds, and calculation finds nothing.

    勘误已经没有对应：所列的值在该处没有公布，所列的算式得不出该值，或者按其种类应能算出的矛盾
    并不存在。
    """
    found = found_in(view)
    for erratum in view.material.data.errata:
        place = view.material.data.errata_places.get(
            erratum.id, Place(f"data/{view.edition.name}/errata.yml")
        )
        for message in _stale(erratum, found, view):
            yield Diagnostic(
                "stale-erratum",
                place,
                Words(f"“{erratum.id}”：{message.zh}", f"“{erratum.id}”: {message.en}"),
                Words("请改正或删去这一条", "correct the entry or remove it"),
            )


def _stale(erratum: Erratum, found: list[Contradiction], view: EditionView) -> Iterator[Words]:
    calculated = erratum.kind in CALCULATED and erratum.addresses
    if calculated and not any(covers(erratum, one) for one in found):
        yield Words("公布的数字中没有这一矛盾", "the published numbers hold no such contradiction")
    for one in erratum.found:
        yield from _wrong_formula(one)
        if one.how is None and erratum.addresses and not _is_printed(one, erratum, view):
            where = f"{one.place or ''}:{one.line or ''}".strip(":")
            yield Words(f"{where}没有公布{one.value}", f"{one.value} is not printed at {where}")


def _wrong_formula(one: Found) -> Iterator[Words]:
    """Yield what is wrong with an entry's arithmetic: `a, b` gives `x, y`; `a = b` gives `x`."""
    parts = (one.how or "").split(", ")
    values = one.value.split(", ")
    if len(parts) != len(values):
        return
    for part, value in zip(parts, values, strict=True):
        try:
            said = Decimal(value)
        except InvalidOperation:
            continue
        for side in part.split(" = "):
            result = arithmetic(side)
            if result is None:
                continue
            # A quotient of counts may be said as a percentage.
            if said not in (rounded_like(result, said), rounded_like(100 * result, said)):
                yield Words(
                    f"{side}得{rounded_like(result, said)}，不是{value}",
                    f"{side} gives {rounded_like(result, said)}, not {value}",
                )


def _is_printed(one: Found, erratum: Erratum, view: EditionView) -> bool:
    if not re.fullmatch(r"\d+(?:\.\d+)?", one.value) or one.line is None:
        return True  # words, or no place: nothing that a pin could confirm
    pins = [pin for listed in view.material.data.pins.values() for pin in listed]
    at_line = [pin for pin in pins if pin.source.line == one.line]
    numeric = [pin for pin in at_line if pin.source.place == one.place] or at_line
    if not numeric:
        return True  # the source prints it outside what is pinned, as a title or a note
    own = [pin for pin in numeric if pin.address in erratum.addresses]
    return any(pin.printed == one.value for pin in own or numeric)


@edition_rule("recomputed-differs", "sources")
def recomputed_differs(view: EditionView) -> Iterator[Diagnostic]:
    """A published number is not what analysis computes from the microdata.

    Tested for every pin of which `figures/` holds a computed cell, at the decimals of the coarser
    of the two. Either the pin was copied wrongly, or the source or the data is wrong (then
    errata.yml says so), or a model meets the number only nearly (then `differences` in check.yml
    says how nearly, and why).

    公布值与由微观数据重算的值不符。若是抄错请改正；若是原文或数据有误请记入errata.yml；若是模型
    只能近似，请在check.yml的differences下写明差多少、为什么。
    """
    for one in view.material.differences:
        if one.verdict not in ("differs", "erratum") or one.difference is None:
            continue
        if view.material.data.erratum(one.address) is not None:
            continue  # errata.yml has chosen a value for this very address
        distance = abs(one.difference)
        if any(
            fnmatch.fnmatchcase(one.address, known.address) and distance <= known.within
            for known in view.published.differences
        ):
            continue
        yield Diagnostic(
            "recomputed-differs",
            one.pins[0].at,
            Words(
                f"“{one.address}”公布为{one.pinned:f}，重算得{one.recomputed:f}",
                f"“{one.address}” is published as {one.pinned:f}, computed as {one.recomputed:f}",
            ),
            Words("请核对原文和数据", "compare the source and the data"),
        )
