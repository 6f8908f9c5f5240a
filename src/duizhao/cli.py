"""The command line: `duizhao new | analyse | check | serve | build | facts | why | reconcile`, and
`compare` and `audit` for texts and tables that are no project.

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
from duizhao.commands.console import Console, Form, command
from duizhao.diagnostics import Words, terminal_language
from duizhao.files.writing import writing

app = typer.Typer(
    name="duizhao",
    help="对照 duizhao: bilingual, computed annual reports · 双语计算年报",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
WHOLE = Words(
    "build总是构建整个网站：各版的页面互相引用，没有变化的部分取自缓存",
    "build always makes the whole site: pages of the editions refer to each other, and what has not"
    " changed comes from the cache",
)


class Engines(enum.StrEnum):
    """What `analyse` counts with; by itself it takes pandas, or DuckDB for what is too large."""

    pandas = "pandas"
    duckdb = "duckdb"
    spark = "spark"


Editions = Annotated[
    list[str] | None, typer.Argument(help="edition(s); all of them by default · 版本，默认全部")
]
EditionName = Annotated[str, typer.Argument(help="the edition · 版本")]
FormName = Annotated[
    Form, typer.Option("--format", help="how findings are written · 问题的输出格式")
]


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(help="a new or empty folder · 新建的或空的文件夹")],
    name_zh: Annotated[str | None, typer.Option(help="the report's name · 报告的中文名称")] = None,
    name_en: Annotated[str | None, typer.Option(help="the report's name · 报告的英文名称")] = None,
    publisher_zh: Annotated[str | None, typer.Option(help="publisher · 出版者的中文名称")] = None,
    publisher_en: Annotated[str | None, typer.Option(help="publisher · 出版者的英文名称")] = None,
    microdata: Annotated[
        bool | None, typer.Option("--microdata/--no-microdata", help="with microdata · 有微观数据")
    ] = None,
) -> None:
    """Start a report that builds at once · 新建一份可以立即生成的报告."""
    from duizhao.commands.new import Answers, refused
    from duizhao.commands.new import new as made

    with command() as console:
        refused(folder)
        usual = Answers()
        name = usual.name
        name = Words(
            console.answer(name_zh, Words("报告的中文名称", "Name in Chinese"), name.zh),
            console.answer(name_en, Words("报告的英文名称", "Name in English"), name.en),
        )
        publisher = Words(
            console.answer(
                publisher_zh, Words("出版者（中文）", "Publisher in Chinese"), usual.publisher.zh
            ),
            console.answer(
                publisher_en, Words("出版者（英文）", "Publisher in English"), usual.publisher.en
            ),
        )
        asked = Words("有没有微观数据", "With microdata")
        answers = Answers(name, publisher, console.answer(microdata, asked, usual.microdata))
        for line in made(folder, answers).report(console.language):
            console.line(line)


@app.command()
def analyse(
    editions: Editions = None,
    engine: Annotated[
        Engines | None, typer.Option(help="what counts; chosen by itself · 计算引擎，默认自动选择")
    ] = None,
    form: FormName = Form.text,
) -> None:
    """Compute the figure tables from the microdata · 由微观数据计算图表数据."""
    from duizhao.analysis import analyse as run

    with command(form) as console:
        project = _project(console)
        chosen = _chosen(project, editions)
        with writing(project.root):
            for edition in chosen:
                if edition.file.microdata is not None:
                    with _progress(edition.name) as progress:
                        run(project, edition, progress, engine, say=console.note)


@app.command()
def check(
    parts: Annotated[
        list[str] | None,
        typer.Argument(
            help="1998, 1998/summary, 1998/summary#anchor; all by default · 版本、章、段，默认全部"
        ),
    ] = None,
    form: FormName = Form.text,
    accept: Annotated[
        bool, typer.Option("--accept", help="record the pairs as reviewed · 记录为已复核")
    ] = False,
) -> None:
    """Read and check everything, write nothing · 读取并检查，不写任何文件."""
    from duizhao.commands.accepting import Part
    from duizhao.commands.check import run

    with command(form) as console:
        project = _project(console)
        named = [Part.of(project, one) for one in parts or ()]
        every = named or [Part(one) for one in project.editions]
        console.found(run(project, every, accept, console.say))


@app.command()
def serve(
    port: Annotated[int, typer.Option(help="from this port on · 起始端口")] = 8000,
) -> None:
    """Preview both languages while you write · 边写边预览两种语言."""
    from duizhao.commands.serve import serve as run

    with command() as console:
        run(projects.find_root(Path.cwd()), port, console.language, console.line)


@app.command()
def build(
    form: FormName = Form.text,
    edition: Annotated[list[str] | None, typer.Argument(hidden=True)] = None,
) -> None:
    """Build the site and the PDFs of all editions · 生成全部版本的网站和PDF."""
    if edition:
        typer.echo(WHOLE.of(terminal_language()), err=True)
        raise typer.Exit(2)
    from duizhao.commands.build import build as run

    with command(form) as console:
        outcome = run(_project(console))
        console.found(outcome.warnings)
        for line in outcome.report(console.language):
            console.line(line)


@app.command()
def facts(
    edition: EditionName,
    words: Annotated[
        list[str] | None, typer.Argument(help="only numbers with these words · 只列含这些词的数")
    ] = None,
    form: FormName = Form.text,
) -> None:
    """List the numbers of an edition with address, wording and status · 列出数值."""
    from duizhao.edition.facts import lines

    with command(form) as console:
        project = _project(console)
        for line in lines(project, project.edition(edition), words or ()):
            console.line(line)


@app.command()
def why(
    edition: EditionName,
    number: Annotated[
        str, typer.Argument(help="an address or expression · 地址或表达式，如figure.row.column")
    ],
) -> None:
    """Tell where a number comes from, from the sentence to the file · 追溯一个数的来历."""
    from duizhao.commands.why import lines

    with command() as console:
        project = _project(console)
        for line in lines(project, project.edition(edition), number, console.language):
            console.line(line)


@app.command()
def reconcile(edition: EditionName, form: FormName = Form.text) -> None:
    """Print every pin beside the recomputed value · 对照公布值与重算值."""
    from duizhao.project.reconcile import reconcile as compared
    from duizhao.project.reconcile import show

    with command(form) as console:
        project = _project(console)
        differences = compared(project, project.edition(edition))
        console.found(differences.findings)
        show(differences.value, console.language, console.output)


@app.command()
def compare(
    first: Annotated[
        str, typer.Argument(help=".md .docx .html .txt .pdf; one may hold both languages · 文本")
    ],
    second: Annotated[
        str | None, typer.Argument(help="the other language · 另一种语言的文本")
    ] = None,
    glossary: Annotated[
        Path | None, typer.Option(help="a folder `glossary` of names · 术语表文件夹")
    ] = None,
    page: Annotated[
        Path | None, typer.Option(help="write both side by side as HTML · 写成对照网页")
    ] = None,
    form: FormName = Form.text,
) -> None:
    """Compare two texts that are no project · 对照任意两份中英文文本."""
    from duizhao.commands.compare import compare as run
    from duizhao.commands.compare import write_page

    with command(form) as console:
        compared = run(Path(), [first, *([second] if second else [])], glossary)
        console.found(compared.findings)
        if page is not None and compared.value is not None:
            write_page(page, compared.value, compared.findings)
            console.line(str(page))


@app.command()
def audit(
    table: Annotated[str, typer.Argument(help=".csv, .xlsx (book.xlsx#sheet), .parquet · 表")],
    base: Annotated[
        int | None, typer.Option(min=1, help="how many things shares are of · 占比的基数")
    ] = None,
    form: FormName = Form.text,
) -> None:
    """Hold the numbers of any table against each other · 核对任意一张表里的数."""
    from duizhao.commands.audit import audit as run

    with command(form) as console:
        console.found(run(Path(), table, base).findings)


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


def _project(console: Console) -> projects.Project:
    console.root = projects.find_root(Path.cwd())
    return projects.load(console.root)


def _chosen(project: projects.Project, names: list[str] | None) -> list[projects.Edition]:
    return [project.edition(name) for name in names] if names else list(project.editions)


def main() -> None:
    """Run the command line; a user's mistake is printed, never a traceback."""
    app()
