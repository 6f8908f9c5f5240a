"""What holds the tree together: no topic in the generator, no circle of imports, short modules."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
import yaml

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


def imports(path: Path) -> set[str]:
    """Return the names of our modules that a module imports when it is loaded."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    package = name_of(path).split(".")
    if path.name != "__init__.py":
        package = package[:-1]
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            parts = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*parts, node.module] if node.module else parts)
            names = {f"{base}.{alias.name}" for alias in node.names}
            found |= {name if name in names_of_modules() else base for name in names}
    return {name for name in found if name.startswith("duizhao")}


@cache
def names_of_modules() -> set[str]:
    return {name_of(module) for module in MODULES}


def name_of(path: Path) -> str:
    parts = path.relative_to(ROOT / "src").with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


# From the top down: a room imports those below it, and none above.
ROOMS = (
    *(
        "__main__",
        "cli",
        "commands",
        "preview",
        "book",
        "site",
        "downloads",
        "edition",
        "compare",
        "check",
        "render",
    ),
    *("analysis", "expressions", "microdata", "document", "project"),
    *("network", "composite", "charts"),
    *("files", "language", "interruption", "diagnostics"),
)


def test_rooms_import_downwards() -> None:
    upwards = []
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        here = name_of(path).split(".")[1:2] or [""]
        # Imports within functions count as well.
        nodes = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
        for node in nodes:
            names = [alias.name for alias in node.names]
            module = getattr(node, "module", None)
            full = [f"{module}.{name}" for name in names] if module else names
            for name in full:
                parts = name.split(".")
                if parts[0] != "duizhao" or len(parts) < 2 or here == [""]:
                    continue
                if parts[1] in ROOMS and ROOMS.index(parts[1]) < ROOMS.index(here[0]):
                    upwards.append(f"{name_of(path)} → {name}")
    assert upwards == []
    assert {name_of(path).split(".")[1] for path in MODULES if name_of(path) != "duizhao"} == {
        *ROOMS
    }


def test_no_circle_of_imports() -> None:
    graph = {name_of(path): imports(path) - {name_of(path)} for path in MODULES}
    done: list[str] = []

    def visit(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, "circle: " + " → ".join([*way, name])
        if name not in done:
            for other in sorted(graph.get(name, ())):
                visit(other, (*way, name))
            done.append(name)

    for name in graph:
        visit(name, ())


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
    assert ast.get_docstring(ast.parse(text)), "the first line says what a module does"
    assert text.count("\n") <= LONGEST


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SOURCE).as_posix())
def test_no_list_of_findings_is_handed_in(path: Path) -> None:
    grown = [
        f"{function.name}({argument.arg})"
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
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
