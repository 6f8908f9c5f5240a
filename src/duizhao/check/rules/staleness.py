"""Staleness: a translation that was not touched when its source changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from duizhao.check.registry import pair_rule
from duizhao.check.scopes import PairView
from duizhao.diagnostics import Diagnostic, Words


@pair_rule("stale-translation", "staleness")
def stale_translation(view: PairView) -> Iterator[Diagnostic]:
    """The source of a block has changed since the pair was reviewed, its translation has not.

    Known by content, not by dates of files: `report/reviewed/` keeps the fingerprints of both
    texts. The first of the report’s `languages` is the source. `check --accept`
    records all pairs as reviewed, and silences this rule alone.

    原文改了，译文还是复核时的样子。依据是内容指纹，不是文件日期。复核之后运行check --accept。
    """
    if view.reviews is None or not view.aligned:
        return
    source, *others = view.edition.languages
    reviewed = {one.prints for one in view.reviews}
    for side, language in enumerate(others, 1):
        yield from _stale(view, reviewed, source, language, {prints[side] for prints in reviewed})


def _stale(
    view: PairView,
    reviewed: Collection[tuple[str, ...]],
    source: str,
    language: str,
    translations: Collection[str],
) -> Iterator[Diagnostic]:
    side = view.edition.languages.index(language)
    for block in view.blocks:
        if block.review is None:
            continue
        prints = block.review.prints
        if prints in reviewed or prints[side] not in translations:
            continue
        origin, other = block.of(source), block.of(language)
        yield Diagnostic(
            "stale-translation",
            other.start,
            Words(
                f"原文{origin.start}改过，译文没有改",
                f"the source {origin.start} has changed, this translation has not",
            ),
            Words("复核后运行check --accept", "review it, then run check --accept"),
        )
