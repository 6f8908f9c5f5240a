"""Sources: every contradiction of the published numbers is in errata.yml, each kind by its rule."""

from __future__ import annotations

import fnmatch
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from duizhao.check.registry import edition_rule
from duizhao.check.scopes import EditionView
from duizhao.check.settings import Settings
from duizhao.check.sources import derivations, ranks, shares, sums
from duizhao.check.sources.contradictions import COVERED_BY, NAMES, Contradiction, covers, printed
from duizhao.diagnostics import Checked, Diagnostic, Words
from duizhao.render.context import Context


@dataclass(frozen=True)
class Found:
    """Every contradiction among the published numbers of an edition, and the ranks as printed."""

    contradictions: tuple[Contradiction, ...]
    ranks: Checked[tuple[ranks.PrintedRank, ...]]


# What was found last in an edition, by the data and settings themselves: a dozen rules ask for it,
# and while one chapter changes again and again the data are the same.
_FOUND: dict[tuple[Path, str], tuple[Context, Settings, Found]] = {}


def found_in(view: EditionView) -> Found:
    """Return what an edition's published numbers contradict, and the ranks that are printed."""
    key = (view.root, view.edition.name)
    kept = _FOUND.get(key)
    if kept is None or kept[0] is not view.context or kept[1] is not view.settings:
        if len(_FOUND) > 64:
            _FOUND.clear()
        read = ranks.load(view.root, view.edition.name)
        found = Found(tuple(_calculated(view, read.value)), read)
        kept = _FOUND[key] = (view.context, view.settings, found)
    return kept[2]


def _calculated(
    view: EditionView, printed_ranks: Iterable[ranks.PrintedRank]
) -> Iterator[Contradiction]:
    numbers = printed(view)
    yield from derivations.between_places(view)
    yield from shares.against_bases(view, numbers)
    yield from shares.of_titles(view, numbers)
    yield from shares.of_counts(view, numbers)
    yield from sums.of_shares(view, numbers)
    yield from sums.of_rows(view)
    yield from derivations.identities(view, numbers)
    yield from ranks.of_lists(view)
    yield from ranks.of_columns(view, numbers)
    yield from ranks.of_printed(view, numbers, printed_ranks)


def _uncovered(rule: str, kind: str, view: EditionView) -> Iterator[Diagnostic]:
    """Yield the contradictions of a kind of which no erratum speaks."""
    for one in found_in(view).contradictions:
        if one.kind != kind or any(covers(e, one) for e in view.context.data.errata):
            continue
        if kind == "total-differs" and view.context.data.erratum(one.addresses[0]) is None:
            continue  # told by `contradiction` when the data are read
        name, wanted = NAMES[kind], COVERED_BY[kind][0]
        yield Diagnostic(
            rule,
            one.place,
            Words(f"{name.zh}：{one.message.zh}", f"{name.en}: {one.message.en}"),
            Words(
                f"请核对原文；属实则记入errata.yml（kind: {wanted}）",
                f"compare the source; if it says so, record it in errata.yml (kind: {wanted})",
            ),
        )


@edition_rule("source-places", "sources")
def source_places(view: EditionView) -> Iterator[Diagnostic]:
    """The source prints one number differently in two places, and its erratum misses one.

    The summary is compared with the body, text with tables, and the Chinese text with the
    English, in base units: 2,413.82亿元 is RMB 241.382 billion. A number without any erratum is
    told when the data are read (`contradiction`); here an erratum has chosen the value to use, and
    has to list every value that is printed.

    同一个数在原文各处（摘要与正文、文字与表、中文与英文）不同，而勘误没有列全。按基本单位比较。
    """
    yield from _uncovered("source-places", "total-differs", view)


@edition_rule("source-granularity", "sources")
def source_granularity(view: EditionView) -> Iterator[Diagnostic]:
    """No whole number of the base gives a published share.

    The granularity test: 29.73 % of 2,205 things would be 655.5 of them. `bases` in check.yml says
    which count a share is a share of. When every share of the group fits another printed count,
    that count is named: probably it is the true base.

    占比不可能由整数得出：基数中没有任何整数对应所印的占比。若这一组占比都符合另一个印出的
    数，就一并指出，那很可能才是真正的基数。
    """
    yield from _uncovered("source-granularity", "granularity", view)


@edition_rule("source-base", "sources")
def source_base(view: EditionView) -> Iterator[Diagnostic]:
    """Two bases stand under one title.

    Some shares of a figure fit its stated base, and the others none of its whole numbers but
    another printed count; the source prints two values of the base at one figure or table; two
    figures of one title have different bases; or, where no base is stated, the counts and shares
    of its rows imply bases that exclude each other. Such shares cannot be compared or added.

    同一标题下的占比出自两个基数：一部分符合所述基数，其余只符合另一个印出的数；原文的同一图表
    印了基数的两个值；同题的图表基数不同；或者各行的个数与占比所对应的基数互不相容。这样的占比
    不能相比，也不能相加。
    """
    yield from _uncovered("source-base", "two-bases", view)


@edition_rule("source-count", "sources")
def source_count(view: EditionView) -> Iterator[Diagnostic]:
    """A published count does not give the share that is printed beside it.

    个数除以基数，得不出与它同时印出的占比。
    """
    yield from _uncovered("source-count", "count-and-share", view)


@edition_rule("source-sum", "sources")
def source_sum(view: EditionView) -> Iterator[Diagnostic]:
    """Shares of a whole add up to more or less than it, or counts to something else than theirs.

    Tested where a figure says `total` and all its parts are printed, or their sum is too large
    already. Where a part is missing, `source-bin` names it.

    各部分占比之和不等于总体，或个数之和不等于总数。
    """
    yield from _uncovered("source-sum", "sum", view)


@edition_rule("source-bin", "sources")
def source_bin(view: EditionView) -> Iterator[Diagnostic]:
    """A bin is missing: all parts of a whole are printed but one or few, which are named.

    What is left to the whole is what they have together.

    缺少分组：总体的各部分几乎都印了，只缺所指出的几组，余数即为它们的合计。
    """
    yield from _uncovered("source-bin", "bin-missing", view)


@edition_rule("source-rows", "sources")
def source_rows(view: EditionView) -> Iterator[Diagnostic]:
    """A list has fewer or more rows than its title says, such as a “top 20” with 19.

    `rows` in check.yml says how many rows the source promises.

    列表的行数与其标题不符，例如“前二十”只有十九行。
    """
    yield from _uncovered("source-rows", "row-missing", view)


@edition_rule("source-statistic", "sources")
def source_statistic(view: EditionView) -> Iterator[Diagnostic]:
    """A published statistic does not follow from the numbers that it is made of.

    A mean degree, a growth rate, a compound annual growth rate, a sum over places: `identities` in
    check.yml says what follows from what, and it is calculated with the printed digits.

    统计量推算不出：按check.yml的identities由其他公布值计算（平均度、增长率、年均复合增长率等），
    得不出所印的数。
    """
    yield from _uncovered("source-statistic", "derived-statistic", view)


@edition_rule("source-bound", "sources")
def source_bound(view: EditionView) -> Iterator[Diagnostic]:
    """A published total is smaller than parts of it that are published elsewhere.

    总量小于别处公布的部分之和。
    """
    yield from _uncovered("source-bound", "bound", view)


@edition_rule("source-order", "sources")
def source_order(view: EditionView) -> Iterator[Diagnostic]:
    """A published ranking falls throughout and rises once: a number there is probably misprinted.

    由高到低的名单在一处升高，很可能有数字印错。
    """
    yield from _uncovered("source-order", "order", view)


@edition_rule("source-rank", "sources")
def source_rank(view: EditionView) -> Iterator[Diagnostic]:
    """A rank that the source prints is used twice, leaves a gap, or is denied by the numbers.

    `ranks.csv` beside the pins lists the printed ranks, in digits or words (4, 第四, fourth); each
    is compared with the order of the printed numbers.

    原文所印的名次用了两次、有跳缺，或与数值的次序不符。名次（数字或文字）列在ranks.csv里。
    """
    yield from _uncovered("source-rank", "rank", view)
    numbers = view.context.data.pins
    for one in (yield from found_in(view).ranks):
        if one.rank is None:
            message = Words(f"“{one.text}”不是名次", f"“{one.text}” is no rank")
            hint = Words("请照原文写，如4、第四、fourth", "write it as printed: 4, 第四, fourth")
            yield Diagnostic("source-rank", one.at, message, hint)
        elif one.address not in numbers:
            message = Words(
                f"“{one.address}”没有公布的数值，名次无从核对",
                f"“{one.address}” has no published number to compare its rank with",
            )
            yield Diagnostic("source-rank", one.at, message)


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
    for one in view.context.differences:
        if one.verdict not in ("differs", "erratum") or one.difference is None:
            continue
        if view.context.data.erratum(one.address) is not None:
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
