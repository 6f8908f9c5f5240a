"""The command `analyse`: figure tables from the microdata, one edition after the other."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from duizhao.diagnostics import Words
from duizhao.diagnostics.extras import need
from duizhao.files.writing import writing
from duizhao.project import Project


def run(
    project: Project,
    names: Sequence[str],
    engine: str | None,
    say: Callable[[Words], None],
    quiet: bool = False,
) -> None:
    """Compute the tables of the named editions, of all where none is; those without microdata stay.

    Raises `Problems` with whatever keeps an edition from being computed.
    """
    from duizhao.analysis import analyse

    editions = [project.edition(name) for name in names] or project.editions
    editions = [one for one in editions if one.file.microdata is not None]
    if editions:
        need("analysis")
    with writing(project.root):
        for edition in editions:
            with _progress(edition.name, quiet) as progress:
                analyse(project, edition, progress, engine, say=say)


@contextmanager
def _progress(edition: str, quiet: bool) -> Iterator[Callable[[str, int, int], None] | None]:
    """Show which function runs, on a terminal only; give None where nobody watches."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(edition, total=None)

        def told(name: str, before: int, total: int) -> None:
            bar.update(task, description=f"{edition}  {name}", completed=before, total=total)

        yield told
