"""What holds the tree together: ARCHITECTURE.md is read, and what it says of the code is tried."""

from __future__ import annotations

import ast
import re
import sys
from functools import cache
from pathlib import Path
from types import FrameType

import pytest
import yaml

from duizhao import cli, project
from duizhao.edition import load

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "duizhao"
# What `duizhao new` copies is a small report of its own, not a part of the generator.
STARTER = SOURCE / "commands" / "starter"
MODULES = sorted(path for path in SOURCE.rglob("*.py") if STARTER not in path.parents)
WRITTEN = sorted(
    path
    for path in SOURCE.rglob("*")
    if path.suffix in {".py", ".js", ".ts", ".css", ".html", ".typ", ".lua", ".yml"}
    and "__pycache__" not in path.parts
    and STARTER not in path.parents
)
LONGEST = 400


PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
MOST_FLOORS, MOST_ARROWS = 15, 110
# No rooms: the package itself, and what makes it ready to be interrupted and starts it.
START = {"duizhao", "duizhao.__main__"}


def floors() -> list[list[str]]:
    """Return the rooms as the page lists them: those on one line know nothing of each other."""
    lines = (line[:20].split() for line in BLOCKS[1].splitlines())
    return [*filter(None, lines)]


def imports(path: Path) -> set[str]:
    """Return the names of all that a module imports, those within its functions included."""
    package = name_of(path).split(".")
    if path.name != "__init__.py":
        package = package[:-1]
    found: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            parts = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*parts, node.module] if node.module else parts)
            names = {f"{base}.{alias.name}" for alias in node.names}
            found |= {name if name in names_of_modules() else base for name in names}
    return found - {name_of(path)}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def graph() -> dict[str, frozenset[str]]:
    """Return what each module imports."""
    return {name_of(path): frozenset(imports(path)) for path in MODULES}


def arrows() -> set[tuple[str, str]]:
    """Return the pairs of rooms of which the first imports the second."""
    pairs = ((name, other) for name, others in graph().items() for other in others)
    return {
        (room(name), room(other))
        for name, other in pairs
        if other in graph() and room(name) != room(other) and START.isdisjoint((name, other))
    }


def room(name: str) -> str:
    return name.split(".")[1] if "." in name else ""


def who(*libraries: str) -> set[str]:
    """Return the modules, without `duizhao.`, that import one of these libraries."""
    return {
        name.removeprefix("duizhao.")
        for name, others in graph().items()
        if any(f"{other}.".startswith(f"{one}.") for other in others for one in libraries)
    }


@cache
def names_of_modules() -> set[str]:
    return {name_of(module) for module in MODULES}


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT / "src").with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_rooms_import_downwards_as_the_page_lists_them() -> None:
    order = {name: number for number, line in enumerate(floors()) for name in line}
    assert {room(name) for name in graph() if name not in START} == {*order}
    assert [f"{one} → {other}" for one, other in arrows() if order[one] >= order[other]] == []


def test_rooms_are_few_steps_apart() -> None:
    below: dict[str, int] = {}
    for line in reversed(floors()):
        for one in line:
            below[one] = 1 + max((below[b] for a, b in arrows() if a == one), default=0)
    assert max(below.values()) <= MOST_FLOORS
    assert len(arrows()) <= MOST_ARROWS


def test_no_circle_of_imports() -> None:
    done: list[str] = []

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, "circle: " + " → ".join([*way, name])
        if name not in done:
            for other in sorted(graph().get(name, ())):
                visit(other, (*way, name))
            done.append(name)

    for name in graph():
        visit(name, ())


def test_what_comes_from_outside_has_the_doors_that_the_page_names() -> None:
    assert who("subprocess") == {"files.pandoc", "files.history", "site.publish"}
    assert who("mkdocs", "material") == {"site.build_language"}
    assert who("typst") == {"book.typeset", "downloads.png"}
    assert {room(f"duizhao.{name}") for name in who("markdown_it", "mdit_py_plugins")} == {
        *("document", "compare")
    }
    assert who("pyspark") == {"analysis.engines"}
    assert {room(f"duizhao.{name}") for name in who("duckdb")} == {"microdata"}
    assert who("html.parser", "bs4", "lxml") == {"compare.web"}
    # No entry of a cache is run, and nothing that content says is.
    assert who("pickle", "marshal", "shelve", "jsonpickle") == set()
    # A command ends in one place; `cli` ends wrong use, two processes of ours end themselves.
    ends = r"\bsys\.exit|\btyper\.Exit|\bos\._exit|\bSystemExit"
    assert written(ends) == {*("cli", "commands.console", "interruption", "site.build_language")}
    assert written(r"^\s*global \w|\bContextVar\b|(?<![\w.])(?:exec|eval)\(") == set()


def written(pattern: str) -> set[str]:
    """Return the modules, without `duizhao.`, in which a pattern is found."""
    return {
        name_of(path).removeprefix("duizhao.")
        for path in MODULES
        if re.search(pattern, path.read_text(encoding="utf-8"), re.MULTILINE)
    }


def test_only_drawing_loads_what_draws() -> None:
    drawing = {name for name in graph() if re.search(r"\.forms\.\w+\.drawing$", name)}
    importing = {name for name, others in graph().items() if others & drawing}
    assert importing - drawing == {"duizhao.charts.drawing"}


def test_every_command_is_a_module() -> None:
    asked = {command.callback.__name__ for command in cli.app.registered_commands}  # type: ignore[union-attr]
    assert asked == {name for name in asked if (SOURCE / "commands" / f"{name}.py").is_file()}
    (listed,) = re.findall(r"^commands .*?`starter`\), (.*?);", BLOCKS[1], re.M | re.S)
    assert {"new", *re.findall(r"\w+", listed)} == asked


def test_every_name_and_path_on_the_page_is_there() -> None:
    words = re.findall(r"`([\w./]+)`", PAGE)
    paths = {word for word in words if "/" in word and word.split("/")[0] not in ("build", "site")}
    listed = (line.split()[0].split("<")[0] for line in BLOCKS[0].splitlines() if line[0] != " ")
    paths |= {name for name in listed if name not in ("build/", "site/")}
    assert {
        one for one in paths if not any((top / one).exists() for top in (ROOT, SOURCE))
    } == set()
    files = (".csv", ".yml", ".md", ".json")
    names = {word for word in words if "." in word.strip(".") and not word.endswith(files)}
    ours = {name for name in names - paths if f"duizhao.{name.split('.')[0]}" in graph()}
    assert {name for name in ours if not there(name)} == set()


def there(name: str) -> bool:
    """Tell whether a dotted name below `duizhao` is a module, or something that one defines."""
    module, _, last = f"duizhao.{name}".rpartition(".")
    if f"{module}.{last}" in graph():
        return True
    path = next((path for path in MODULES if name_of(path) == module), None)
    defined = rf"^(?:def |class ){last}\b|^{last}\b.* = "
    return path is not None and bool(re.search(defined, path.read_text("utf-8"), re.MULTILINE))


def test_a_pin_takes_the_way_that_the_page_tells() -> None:
    (told,) = re.findall(r"^A pin on its way .*$", PAGE, re.MULTILINE)
    way = re.findall(r"`([a-z_]+(?:\.\w+)+)`", told.replace("`published.csv`", ""))
    hops = [name for name in way if name[0].islower() and not name.endswith(("Article", "Writer"))]
    seen: dict[str, None] = {}

    def entered(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            name = f"{frame.f_globals.get('__name__', '')}.{frame.f_code.co_name}"
            seen.setdefault(name.removeprefix("duizhao."))

    opened = project.load(ROOT / "tests/projects/libraries")
    sys.setprofile(entered)
    try:
        load.load(opened)
    finally:
        sys.setprofile(None)
    assert [name for name in seen if name in hops] == hops
    assert len(way) - 1 <= 10


@pytest.mark.parametrize("path", WRITTEN, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_the_generator_names_no_topic_institute_or_year(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    # A typeface, a system folder, whose licence it is, who publishes standards, a word with a
    # numeral in it.
    text = re.sub("Microsoft(?: YaHei|/Windows)|University of Washington Inter", "", text)
    text = re.sub(r"IEC\|IEEE|三峡 三星", "", text)
    years = {edition.stem for edition in (ROOT / "report").glob("*.yml")}
    years |= {path.stem for path in (ROOT / "figures").iterdir()}
    for year in years:
        assert not re.search(rf"(?<![\w.\-/+]){year}(?![\w.])", text), year
    assert topics().findall(text) == []


@cache
def topics() -> re.Pattern[str]:
    """Return what finds names that only the report may use: its own, places, organisations."""
    project = yaml.safe_load((ROOT / "duizhao.yml").read_text(encoding="utf-8"))
    words = [text for key in ("name", "publisher") for text in project[key].values()]
    for file in ("places", "organisations"):
        entries = yaml.safe_load((ROOT / f"glossary/{file}.yml").read_text(encoding="utf-8"))
        for entry in entries.values():
            words += [entry["zh"], entry["en"]]
    words += ["人工智能", "artificial intelligence", "AI", "中国", "China", "南开", "Nankai"]
    return re.compile(rf"(?<![A-Za-z])(?:{'|'.join(map(re.escape, words))})(?![A-Za-z])")


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_a_module_says_what_it_does_and_stays_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert ast.get_docstring(tree(path)), "the first line says what a module does"
    assert text.count("\n") <= LONGEST


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_no_list_of_findings_is_handed_in(path: Path) -> None:
    grown = [
        f"{function.name}({argument.arg})"
        for function in ast.walk(tree(path))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        and not function.name.startswith("_")
        for argument in (*function.args.args, *function.args.kwonlyargs)
        if argument.annotation is not None
        and re.fullmatch(r"Findings|list\[Diagnostic\]", ast.unparse(argument.annotation))
    ]
    assert grown == (["into(findings)"] if name_of(path).endswith("diagnostics.checked") else [])


@pytest.mark.parametrize("folder", ["report", "figures", "glossary", "data"])
def test_what_editors_work_in_holds_no_python(folder: str) -> None:
    assert not list((ROOT / folder).rglob("*.py"))
