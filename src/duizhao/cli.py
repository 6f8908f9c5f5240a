"""The command line: `duizhao new | analyse | check | serve | build | publish | export | facts |
why | diff | reconcile`, and `compare` and `audit` for texts and tables that are no project.

Exit codes: 0 fine, 1 the report has errors (all of them printed), 2 wrong use.
"""

from __future__ import annotations

import enum
import importlib.metadata
from pathlib import Path
from typing import Annotated

import typer

from duizhao.commands.console import Asked, Form, Shape, command

app = typer.Typer(
    name="duizhao",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class Kind(enum.StrEnum):
    """What an edition is exported as."""

    quarto = "quarto"
    notebooks = "notebooks"


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


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"duizhao {importlib.metadata.version('duizhao')}")
        raise typer.Exit


@app.callback()
def said(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="which one · 版本号"),
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="no progress · 不显示进度")] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="each stage with its seconds · 各阶段的秒数")
    ] = False,
    profile: Annotated[
        bool,
        typer.Option("--profile", help="what takes time, duizhao.pstats · 耗时之处，写入文件"),
    ] = False,
) -> None:
    """对照 duizhao: bilingual, computed annual reports · 双语计算年报."""
    context.obj = Asked(quiet, verbose, profile)


@app.command()
def new(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER|EDITION",
            help="a new or empty folder; with --from an edition · 新文件夹；有--from时是新版本",
        ),
    ],
    languages: Annotated[
        str | None, typer.Option(help="zh,en; en,zh; zh; en: the source first · 语言，原文在前")
    ] = None,
    name_zh: Annotated[str | None, typer.Option(help="the report's name · 报告的中文名称")] = None,
    name_en: Annotated[str | None, typer.Option(help="the report's name · 报告的英文名称")] = None,
    publisher_zh: Annotated[str | None, typer.Option(help="publisher · 出版者的中文名称")] = None,
    publisher_en: Annotated[str | None, typer.Option(help="publisher · 出版者的英文名称")] = None,
    microdata: Annotated[
        bool | None, typer.Option("--microdata/--no-microdata", help="with microdata · 有微观数据")
    ] = None,
    edition: Annotated[
        str | None,
        typer.Option("--from", help="begin the next edition from this one · 由这一版新建下一版"),
    ] = None,
) -> None:
    """Start a report that builds at once, or its next edition · 新建报告，或新的一版."""
    if edition is not None:
        _next_edition(str(folder), edition)
        return
    from duizhao.commands.new import asked, refused
    from duizhao.commands.new import new as made

    with command() as console:
        refused(folder)
        given = {
            "languages": languages,
            "name_zh": name_zh,
            "name_en": name_en,
            "publisher_zh": publisher_zh,
            "publisher_en": publisher_en,
        }
        for line in made(folder, asked(console, given, microdata)).report(console.language):
            console.line(line)


def _next_edition(name: str, old: str) -> None:
    from duizhao.commands.new import next_edition

    with command() as console:
        for words in next_edition(console.project(), name, old):
            console.say(words)


@app.command()
def analyse(
    context: typer.Context,
    editions: Editions = None,
    engine: Annotated[
        Engines | None, typer.Option(help="what counts; chosen by itself · 计算引擎，默认自动选择")
    ] = None,
    form: FormName = Form.text,
) -> None:
    """Compute the figure tables from the microdata · 由微观数据计算图表数据."""
    from duizhao.commands.analyse import run

    with command(form, context.obj) as console:
        run(console.project(), editions or (), engine, console.note, console.progress.quiet)


@app.command()
def check(
    context: typer.Context,
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
    """Read and check everything; only --accept writes · 通读检查，只有--accept才写文件."""
    from duizhao.commands.check import run

    with command(form, context.obj) as console:
        doing = console.progress.doing
        console.found(run(console.project(), parts or (), accept, console.say, doing))


@app.command()
def serve(
    context: typer.Context,
    port: Annotated[int, typer.Option(help="from this port on · 起始端口")] = 8000,
) -> None:
    """Preview both languages while you write · 边写边预览两种语言."""
    from duizhao.commands.serve import serve as run

    with command(asked=context.obj) as console:
        run(port, console.language, console.line, console.progress.doing)


@app.command()
def language_server() -> None:
    """Tell an editor of findings and calls, over stdin and stdout · 编辑器的语言服务器."""
    from duizhao.commands.language_server import serve as run

    with command() as console:
        run(console.language)


@app.command()
def build(
    context: typer.Context,
    form: FormName = Form.text,
    edition: Annotated[list[str] | None, typer.Argument(hidden=True)] = None,
    draft: Annotated[
        bool,
        typer.Option(
            "--draft",
            help="what is sound, with findings in their place, in build/draft"
            " · 在build/draft里生成没有问题的部分，问题标在原处",
        ),
    ] = False,
) -> None:
    """Build the site and the PDFs of all editions · 生成全部版本的网站和PDF."""
    from duizhao.commands.build import WHOLE
    from duizhao.commands.build import build as run

    with command(form, context.obj) as console:
        if edition:
            console.note(WHOLE)
            raise typer.Exit(2)
        if draft:
            from duizhao.commands.draft import DRAFT
            from duizhao.commands.draft import draft as sketch

            doing = console.progress.doing
            door, findings = sketch(console.project(), console.language, doing)
            console.found(findings)
            console.say(DRAFT)
            console.line(f"  {door}")
            return
        outcome = run(console.project(), console.progress.doing)
        console.found(outcome.warnings)
        for line in outcome.report(console.language):
            console.line(line)


@app.command()
def export(
    kind: Annotated[Kind, typer.Argument(help="what for · 导出为")],
    edition: EditionName,
    folder: Annotated[Path, typer.Argument(help="a new or empty folder · 新的或空的文件夹")],
    language: Annotated[str | None, typer.Option(help="of notebooks · 笔记本的语言")] = None,
    form: FormName = Form.text,
) -> None:
    """Write an edition as a Quarto book or as notebooks · 导出为Quarto图书或笔记本."""
    from duizhao.commands import export as ways

    with command(form) as console:
        if kind is Kind.notebooks:
            console.say(ways.notebooks(console.project(), edition, folder, language))
        elif language is not None:
            console.note(ways.BOTH)
            raise typer.Exit(2)
        else:
            console.say(ways.quarto(console.project(), edition, folder))


@app.command()
def publish(
    target: Annotated[
        Path | None, typer.Argument(help="a folder, or a .zip to read offline · 文件夹，或.zip")
    ] = None,
    branch: Annotated[
        str | None, typer.Option(help="a branch of git, such as gh-pages · git的分支")
    ] = None,
) -> None:
    """Build, then put the site where readers get it · 生成网站并放到发布的地方."""
    from duizhao.commands import publish as ways
    from duizhao.commands.build import build as run

    with command() as console:
        if (target is None) == (branch is None):
            console.note(ways.ONE)
            raise typer.Exit(2)
        project = console.project()
        console.found(run(project).warnings)
        if branch is not None:
            done = ways.to_branch(project, branch)
        elif target is not None and target.suffix.lower() == ".zip":
            done = ways.to_zip(project, target)
        else:
            done = ways.to_folder(project, target or Path())
        for line in done.report(console.language):
            console.line(line)


@app.command()
def facts(
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[EDITION] [WORDS]",
            help="an edition, and words that numbers have; all by default"
            " · 版本，以及数值所含的词；默认全部",
        ),
    ] = None,
    unused: Annotated[
        bool,
        typer.Option("--unused", help="numbers that no chapter says or shows · 各章都没有用到的"),
    ] = False,
    form: FormName = Form.text,
) -> None:
    """List the numbers of an edition with address, wording and status · 列出数值."""
    from duizhao.commands.facts import lines

    with command(form) as console:
        for line in lines(console.project(), words or (), unused):
            console.line(line)


@app.command()
def diff(
    before: Annotated[
        str, typer.Argument(metavar="EDITION|REVISION", help="an edition, or git’s · 版本，或git的")
    ],
    after: Annotated[
        str | None, typer.Argument(metavar="EDITION", help="another edition · 另一版")
    ] = None,
    shape: Annotated[
        Shape, typer.Option("--format", help="how it is written · 输出格式")
    ] = Shape.text,
) -> None:
    """Tell what a reader would notice: numbers, claims, sentences · 比较两版或两次提交."""
    from duizhao.commands.diff import lines

    with command() as console:
        for line in lines(console.project(), before, after, shape, console.language):
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
        for line in lines(console.project(), edition, number, console.language):
            console.line(line)


@app.command()
def reconcile(
    edition: Annotated[
        str | None, typer.Argument(help="the edition; none: all, summed up · 版本；不写则汇总各版")
    ] = None,
    summary: Annotated[
        bool, typer.Option("--summary", help="how far the source is accounted for · 原文数字的去向")
    ] = False,
    form: FormName = Form.text,
) -> None:
    """Print every pin beside the recomputed value · 对照公布值与重算值."""
    from duizhao.commands import accounted, reconcile

    with command(form) as console:
        project = console.project()
        if edition is not None and not summary:
            console.found(reconcile.run(project, edition, console.language, console.output))
        else:
            names = [edition] if edition else [one.name for one in project.editions]
            console.found(accounted.run(project, names, console.language, console.output))


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
    from duizhao.commands.compare import run

    with command(form) as console:
        found, written = run(Path(), [first, *([second] if second else [])], glossary, page)
        console.found(found)
        if written is not None:
            console.line(str(written))


@app.command()
def audit(
    table: Annotated[str, typer.Argument(help=".csv, .xlsx (book.xlsx#sheet), .parquet · 表")],
    base: Annotated[
        int | None, typer.Option(min=1, help="how many things shares are of · 占比的基数")
    ] = None,
    form: FormName = Form.text,
) -> None:
    """Hold the numbers of any table against each other · 核对任意一张表里的数."""
    from duizhao.commands.audit import run

    with command(form) as console:
        console.found(run(Path(), table, base))


def main() -> None:
    """Run the command line; a user's mistake is printed, never a traceback."""
    app()
