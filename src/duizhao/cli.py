"""The command line: `duizhao analyse | check | build | facts | reconcile`.

Exit codes: 0 fine, 1 the report has errors (all of them printed), 2 wrong use.
"""

from __future__ import annotations

import enum
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from duizhao import project as projects
from duizhao.diagnostics import (
    Diagnostic,
    Problems,
    Words,
    in_order,
    summary,
    terminal_language,
)

app = typer.Typer(
    name="duizhao",
    help="对照 duizhao: bilingual, computed annual reports · 双语计算年报",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class Form(enum.StrEnum):
    """How `check` writes its findings."""

    text = "text"
    json = "json"
    sarif = "sarif"
    github = "github"


class Engines(enum.StrEnum):
    """What `analyse` counts with; by itself it takes pandas, or DuckDB for what is too large."""

    pandas = "pandas"
    duckdb = "duckdb"
    spark = "spark"


Editions = Annotated[
    list[str] | None, typer.Argument(help="edition(s); all of them by default · 版本，默认全部")
]
EditionName = Annotated[str, typer.Argument(help="the edition · 版本")]


@app.command()
def analyse(
    editions: Editions = None,
    engine: Annotated[
        Engines | None, typer.Option(help="what counts; chosen by itself · 计算引擎，默认自动选择")
    ] = None,
) -> None:
    """Compute the figure tables from the microdata · 由微观数据计算图表数据."""
    from duizhao.analysis import analyse as run

    project = _project()
    language = terminal_language()

    def say(words: Words) -> None:
        typer.echo(words.of(language), err=True)

    for edition in _chosen(project, editions):
        if edition.file.microdata is not None:
            with _progress(edition.name) as progress:
                run(project, edition, progress, engine, say=say)


@app.command()
def check(
    editions: Editions = None,
    form: Annotated[
        Form, typer.Option("--format", help="how findings are written · 输出格式")
    ] = Form.text,
    accept: Annotated[
        bool, typer.Option("--accept", help="record the pairs as reviewed · 记录为已复核")
    ] = False,
) -> None:
    """Read and check everything, write nothing · 读取并检查，不写任何文件."""
    from duizhao.commands.check import run

    project = _project()
    language = terminal_language()
    outcome = run(project, _chosen(project, editions), accept)
    colour = form is Form.text and sys.stderr.isatty()
    text = outcome.written(form.value, language, colour)
    if form is Form.text:
        typer.echo(text, err=True, nl=False)
        if outcome.failed:
            typer.echo(summary(outcome.findings).of(language), err=True)
    else:
        typer.echo(text, nl=False)
    if outcome.failed:
        raise typer.Exit(1)


@app.command()
def build(editions: Editions = None) -> None:
    """Build the site and the PDFs · 生成网站和PDF."""
    from duizhao.commands.build import build as run

    project = _project()
    _chosen(project, editions)
    outcome = run(project)
    _show(outcome.warnings)
    for line in outcome.report(terminal_language()):
        typer.echo(line)


@app.command()
def facts(edition: EditionName) -> None:
    """List every number of an edition with its address, wording and status · 列出全部数值."""
    from duizhao.commands.facts import lines

    project = _project()
    for line in lines(project, project.edition(edition)):
        typer.echo(line)


@app.command()
def reconcile(edition: EditionName) -> None:
    """Print every pin beside the recomputed value · 对照公布值与重算值."""
    from duizhao.project.reconcile import show

    project = _project()
    show(project, project.edition(edition), terminal_language())


@contextmanager
def _progress(edition: str) -> Iterator[Callable[[str, int, int], None] | None]:
    """Show which function runs, on a terminal only; give None where nobody watches."""
    if not sys.stderr.isatty():
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


def _project() -> projects.Project:
    return projects.load(projects.find_root(Path.cwd()))


def _chosen(project: projects.Project, names: list[str] | None) -> list[projects.Edition]:
    return [project.edition(name) for name in names] if names else list(project.editions)


def _show(diagnostics: list[Diagnostic] | tuple[Diagnostic, ...]) -> None:
    language = terminal_language()
    for diagnostic in in_order(diagnostics):
        typer.echo(diagnostic.text(language), err=True)


def main() -> None:
    """Run the command line; a user's mistake is printed, never a traceback."""
    try:
        app()
    except Problems as problems:
        _show(problems.diagnostics)
        typer.echo(summary(problems.diagnostics).of(terminal_language()), err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        typer.echo(Words("已中断", "interrupted").of(terminal_language()), err=True)
        sys.exit(130)
