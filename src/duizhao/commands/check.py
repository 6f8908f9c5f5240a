"""The command `check`: everything read, every rule run, pairs recorded as reviewed on demand."""

from __future__ import annotations

from collections.abc import Sequence

from duizhao.diagnostics import Diagnostic
from duizhao.files.writing import write_all, writing
from duizhao.project import Edition, Project, owner, reviews


def run(project: Project, editions: Sequence[Edition], accept: bool) -> tuple[Diagnostic, ...]:
    """Check a project; return what was found in `editions` and in what all editions share.

    With `accept`, their chapters are recorded as reviewed. Accepting silences staleness alone,
    and what was wrong with the records themselves: every other finding stays.
    """
    from duizhao.edition import load

    checked = load.views(project)
    names = {edition.name for edition in editions}
    own = [one for one in checked.findings if owner(one.place.path) in {*names, None}]
    if not accept:
        return tuple(own)
    records = {
        reviews.path_of(view.edition, pair.name): reviews.written(
            (one.review for one in pair.blocks if one.review is not None), view.edition
        )
        for view in checked.value
        if view.edition.name in names
        for pair in view.pairs
    }
    with writing(project.root):
        write_all({project.root / path: record for path, record in records.items()})
    return tuple(
        one for one in own if one.rule != "stale-translation" and one.place.path not in records
    )
