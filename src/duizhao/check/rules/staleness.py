"""Staleness: a translation that was not touched when its source changed, a table of last year."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from duizhao.check.registry import pair_rule, project_rule
from duizhao.check.scopes import EditionView, PairView
from duizhao.diagnostics import Diagnostic, Place, Related, Words
from duizhao.project.figures import Figure

# So many numbers are not the same two years running by chance.
MANY = 4


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


@project_rule("table-copied", "staleness")
def table_copied(views: Sequence[EditionView]) -> Iterator[Diagnostic]:
    """A computed table has the very numbers that another edition has: it was copied, not computed.

    Run `analyse`. Numbers that really are another edition’s are taken from it, so that they say
    so: `taken_from` in the figure’s file.

    算出来的表与另一版的数完全相同：多半是把去年的表抄了过来，没有重新计算。请运行analyse；确实取自
    另一版的数，在图表的.yml里写taken_from，注明出处。
    """
    for newer, older in combinations(views, 2):
        for name, figure in newer.context.figures.items():
            other = older.context.figures.get(name)
            numbers = _computed(figure)
            if other is None or len(numbers) < MANY or numbers.items() - _numbers(other).items():
                continue
            paths = (f"figures/{one.edition.name}/{name}.csv" for one in (newer, older))
            own, source = (Place(path, 1) for path in paths)
            yield Diagnostic(
                "table-copied",
                own,
                Words(
                    f"{len(numbers)}个数与{older.edition.name}版的完全相同",
                    f"all {len(numbers)} numbers are those of the {older.edition.name} edition",
                ),
                Words(
                    f"请运行analyse {newer.edition.name}；确实取自那一版的，写taken_from",
                    f"run analyse {newer.edition.name}; what is taken from there says `taken_from`",
                ),
                related=Related(source),
            )


def _computed(figure: Figure) -> Mapping[tuple[str, str], Decimal]:
    """Return the numbers that analysis computed for this edition itself."""
    own = {name for name, column in figure.file.columns.items() if column.taken_from is None}
    return {
        at: number
        for at, number in _numbers(figure).items()
        if figure.cells[at].status in ("computed", "estimated") and at[1] in own
    }


def _numbers(figure: Figure) -> Mapping[tuple[str, str], Decimal]:
    return {at: cell.number for at, cell in figure.cells.items() if cell.number is not None}
