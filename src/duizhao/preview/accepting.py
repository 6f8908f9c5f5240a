"""A paragraph accepted as reviewed from the preview, as `check --accept` does it."""

from __future__ import annotations

from duizhao.edition.accepting import Part, accepted
from duizhao.files.writing import write_all, writing
from duizhao.preview.report import Key, Report
from duizhao.project import reviews


def accept(report: Report, key: Key, anchor: str) -> None:
    """Record a paragraph as reviewed; raise `Problems` while another process writes the project."""
    edition, name = key
    contents = report.editions[edition]
    if report.checker is None:
        return
    views = [shown.view for own, shown in report.chapters.items() if own[0] == edition]
    whole = report.checker.whole(contents.edition, contents.context, views)
    done = accepted(report.root, [Part(contents.edition, name, anchor)], [whole])
    with writing(report.root):
        write_all(
            {report.root / one.path: reviews.written(one.reviews, one.view.edition) for one in done}
        )


def unreviewed(report: Report, key: Key) -> frozenset[str]:
    """Return the anchors of the paragraphs of a reviewed chapter that have changed since."""
    view = report.chapters[key].view
    if view.reviews is None:
        return frozenset()
    known = {one.prints for one in view.reviews}
    return frozenset(
        one.anchor for one in view.blocks if one.review and one.review.prints not in known
    )
