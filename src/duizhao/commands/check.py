"""The command `check`: everything read, every rule run, pairs recorded as reviewed on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from duizhao.commands.progress import READING, Doing, untold
from duizhao.diagnostics import Diagnostic, Problems, Words
from duizhao.edition.accepting import Part, accepted, chapters_named, unknown
from duizhao.files.writing import write_all, writing
from duizhao.project import Project, owner, reviews
from duizhao.project.look import read_look
from duizhao.project.memo import Memo


def run(
    project: Project,
    named: Sequence[str],
    accept: bool,
    say: Callable[[Words], None],
    doing: Doing = untold,
) -> tuple[Diagnostic, ...]:
    """Check a project; return what was found in the named parts and in what they share with others.

    Where no part is named, all editions are meant.
    With `accept`, they are recorded as reviewed, and `say` is told which. Accepting silences
    staleness alone, and what was wrong with the records themselves: every other finding stays.
    Raises `Problems` for a chapter or paragraph that there is not; then nothing is recorded.
    """
    parts = [Part.of(project, one) for one in named] or [Part(one) for one in project.editions]
    known = None
    if not accept and all(one.chapter is None for one in parts):
        known = Memo.of(project).everything
    if known is not None:
        return _of(parts, (*known, *read_look(project.root).findings))
    from duizhao.edition import load

    with doing(READING):
        checked = load.views(project)
    if wrong := tuple(unknown(parts, checked.value)):
        raise Problems(wrong)
    found = (*checked.findings, *read_look(project.root).findings)
    own = _of(parts, found)
    if not accept:
        return own
    done = tuple(accepted(project.root, parts, checked.value))
    with writing(project.root):
        write_all(
            {
                project.root / one.path: reviews.written(one.reviews, one.view.edition)
                for one in done
            }
        )
    for one in done:
        if one.blocks:
            say(one.told)
    fresh = frozenset(place for one in done for place in one.places)
    records = {one.path for one in done}
    return tuple(
        one
        for one in own
        if not (one.rule == "stale-translation" and one.place in fresh)
        and one.place.path not in records
    )


def _of(parts: Sequence[Part], found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(one for one in found if _concerns(parts, one.place.path))


def _concerns(parts: Sequence[Part], path: str) -> bool:
    """Whether a file is of these parts or shared: other editions and other chapters are not."""
    edition = owner(path)
    if edition is None:
        return True
    if all(part.edition.name != edition for part in parts):
        return False
    chapters = chapters_named(parts, edition)
    folder, _, file = path.rpartition("/")
    is_chapter = folder.startswith("report/") and folder.endswith(f"/{edition}")
    return chapters is None or not is_chapter or file.partition(".")[0] in chapters
