"""Write docs/reference.md and docs/schemas/ from the models that read the YAML files.

Run `python -m tools.reference`; a test holds that what is committed is what this makes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import TypeAdapter

from duizhao.check.settings import Checks
from duizhao.diagnostics import Words
from duizhao.project import EditionFile, ProjectFile
from duizhao.project.figures.file import AnotherView, FigureFile
from duizhao.project.glossary import Entry
from duizhao.project.published import Erratum

ROOT = Path(__file__).parent.parent
LIBRARIES = "tests/projects/libraries"


@dataclass(frozen=True)
class Kind:
    """A kind of YAML file: its schema's name, where such files lie, what it is, an example.

    The example is the beginning of a file of this repository, `lines` long.
    """

    name: str
    paths: str
    title: Words
    model: Any
    example: str
    lines: int = 40


KINDS = (
    Kind(
        "project",
        "duizhao.yml",
        Words("项目", "The project"),
        ProjectFile,
        f"{LIBRARIES}/duizhao.yml",
    ),
    Kind(
        "edition",
        "report/*.yml",
        Words("版本", "An edition"),
        EditionFile,
        f"{LIBRARIES}/report/1998.yml",
    ),
    Kind(
        "figure",
        "figures/*/*.yml",
        Words("图表", "A figure"),
        FigureFile | AnotherView,
        f"{LIBRARIES}/figures/1998/loans_by_branch.yml",
    ),
    Kind(
        "glossary",
        "glossary/*.yml",
        Words("术语表：编码和词条", "The glossary: ids and their entries"),
        dict[str, Entry],
        "glossary/categories.yml",
        10,
    ),
    Kind(
        "errata",
        "data/*/errata.yml",
        Words("勘误：一张列表", "Errata: a list"),
        list[Erratum],
        "data/2024/errata.yml",
        18,
    ),
    Kind(
        "check",
        "check.yml",
        Words("检查的例外和体例", "Exceptions and house style"),
        Checks,
        "check.yml",
        18,
    ),
)

HEAD = """\
# Reference · 参考

Every key of every YAML file that people write. Made by `python -m tools.reference` from the models
that read the files: what stands here is what the program accepts. A key without a default must be
there; of the languages `zh` and `en` those must be that the report is written in. For an
editor that completes and checks while one types, write in a file's first line, with the way from
the file to the schema:

人手写的每种YAML文件的每个键。本页由`python -m tools.reference`从读取这些文件的模型生成，
写在这里的就是程序所接受的。没有默认值的键必须写；`zh`和`en`写报告所用的语言。要让编辑器边写边补全、边检查，请在文件首行写上从该文件到模式文件的相对路径：

```yaml
# yaml-language-server: $schema=../../docs/schemas/figure.json
```
"""


def schema(kind: Kind) -> dict[str, Any]:
    """Return the JSON Schema of a kind of file, with descriptions in both languages."""
    made: dict[str, Any] = TypeAdapter(kind.model).json_schema(by_alias=True)
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.paths,
    }
    return head | _untitled(made)


def _untitled(part: Any) -> Any:
    """Return a schema without the titles that repeat the keys, and empty defaults."""
    if isinstance(part, list):
        return [_untitled(one) for one in part]
    if not isinstance(part, dict):
        return part
    kept = {}
    for key, value in part.items():
        empty = not any(value.values()) if isinstance(value, dict) else value in (None, "", [])
        if (key == "title" and isinstance(value, str)) or (key == "default" and empty):
            continue
        if key in ("properties", "$defs"):
            kept[key] = {name: _untitled(one) for name, one in value.items()}
        else:
            kept[key] = _untitled(value)
    return kept


def page() -> str:
    """Return the reference page."""
    parts = [HEAD]
    told: set[str] = set()
    for kind in KINDS:
        made = schema(kind)
        parts.append(f"## {kind.title.en} · {kind.title.zh}\n\n`{kind.paths}`\n")
        parts.append(f"Schema · 模式文件：[{kind.name}.json](schemas/{kind.name}.json)\n")
        parts.append(f"```yaml\n{_example(kind)}\n```\n")
        definitions: Mapping[str, Any] = made.get("$defs", {})
        if "properties" in made:
            parts.append(_table(made))
        order = [name for name in _mentioned(made, definitions) if name not in told]
        for name in order:
            told.add(name)
            parts.append(f"### {_heading(name, definitions)}\n\n{_told(definitions[name])}")
            parts.append(_table(definitions[name]))
    return "\n".join(parts)


def _mentioned(part: Any, definitions: Mapping[str, Any]) -> Iterator[str]:
    """Yield the definitions that a schema refers to, in the order of the keys, each once."""
    seen: list[str] = []

    def visit(one: Any) -> None:
        if isinstance(one, list):
            for inner in one:
                visit(inner)
        elif isinstance(one, dict):
            if "$ref" in one:
                name = one["$ref"].rpartition("/")[2]
                if name not in seen:
                    seen.append(name)
                    visit(definitions[name])
            for key, inner in one.items():
                if key not in ("$defs", "discriminator"):
                    visit(inner)

    visit(part)
    yield from seen


def _heading(name: str, definitions: Mapping[str, Any]) -> str:
    form = definitions[name].get("properties", {}).get("form", {}).get("const")
    return f"chart: {form}" if form else name


def _told(definition: Mapping[str, Any]) -> str:
    """Return what a definition is, in both languages, with an example where it is a form."""
    paragraphs = str(definition.get("description", "")).split("\n\n")
    text = "\n\n".join(" ".join(one.split()) for one in paragraphs) + "\n"
    form = definition.get("properties", {}).get("form", {}).get("const")
    example = _chart(form) if form else None
    return text + (f"\n```yaml\n{example}\n```\n" if example else "")


def _table(definition: Mapping[str, Any]) -> str:
    rows = ["| key · 键 | type · 类型 | default · 默认 | 含义 | meaning |", "|---|---|---|---|---|"]
    needed = definition.get("required", [])
    for key, one in definition.get("properties", {}).items():
        zh, _, en = str(one.get("description", "")).partition("\n")
        usual = "" if key in needed else json.dumps(one["default"]) if "default" in one else "–"
        cells = (f"`{key}`", _type(one), usual, zh, en)
        rows.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(rows) + "\n"


def _type(one: Mapping[str, Any]) -> str:
    """Return a schema's type in a few words."""
    if "$ref" in one:
        return str(one["$ref"]).rpartition("/")[2]
    if "const" in one:
        return f"`{one['const']}`"
    if "discriminator" in one:
        return "a form of chart · 一种图形"
    if "enum" in one:
        return " ".join(f"`{value}`" for value in one["enum"])
    if "oneOf" in one or "anyOf" in one:
        inner = [_type(each) for each in one.get("oneOf") or one["anyOf"]]
        return "/".join(dict.fromkeys(each for each in inner if each != "null"))
    if one.get("type") == "array":
        items = one.get("items") or (one.get("prefixItems") or [{}])[0]
        return f"[{_type(items)}, …]"
    if one.get("type") == "object" and "additionalProperties" in one:
        return f"{{…: {_type(one['additionalProperties'])}}}"
    kind = one.get("type", "")
    return "/".join(kind) if isinstance(kind, list) else str(one.get("format") or kind)


def _example(kind: Kind) -> str:
    lines = (ROOT / kind.example).read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines[: kind.lines]).strip()


def _chart(form: str) -> str | None:
    """Return how a figure of the report writes a chart of a form, or one of the gallery."""
    report, gallery = ROOT / "figures", ROOT / "docs/gallery/figures"
    for path in [*sorted(report.glob("*/*.yml")), *sorted(gallery.glob("*/*.yml"))]:
        text = path.read_text(encoding="utf-8")
        if f"form: {form}" in text and yaml.safe_load(text)["chart"]["form"] == form:
            found = re.search(r"^chart:.*(?:\n  .*)*", text, re.MULTILINE)
            return found[0] if found else None
    return None


def pages() -> dict[str, str]:
    """Return everything that is made, by its path."""
    made = {
        f"docs/schemas/{kind.name}.json": json.dumps(schema(kind), indent=2, ensure_ascii=False)
        + "\n"
        for kind in KINDS
    }
    return {"docs/reference.md": page(), **made}


def main() -> None:
    """Write them all."""
    for path, text in pages().items():
        target = ROOT / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
