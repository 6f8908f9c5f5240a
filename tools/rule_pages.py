"""Write docs/rules/, a page for every id that a finding can have, and the tables of docs/check.md.

Run `python -m tools.rule_pages`; a test holds that the committed pages are what this makes.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

from duizhao import project
from duizhao.check import RULES
from duizhao.check.sources.contradictions import NAMES, covers
from duizhao.check.sources.uncovered import found_in
from duizhao.diagnostics.rules import Rule, rules
from duizhao.edition import load

ROOT = Path(__file__).parent.parent
BASE = ROOT / "tests" / "projects" / "libraries"
CASES = ROOT / "tests" / "cases" / "rules"
EDITION = "2024"


def page(rule: Rule) -> str:
    """Return the page of a rule: its words in both languages and, in `check`, two examples."""
    chinese = rule.title.zh + rule.text.zh
    lines = [f"# {rule.id}", "", f"*{rule.family}*", "", rule.doc("en"), "", chinese, ""]
    if rule.id not in RULES:
        return "\n".join(lines).rstrip() + "\n"
    for side, title in (("wrong", "Wrong · 错误"), ("right", "Right · 正确")):
        lines += [f"## {title}", ""]
        for path in sorted((CASES / rule.id / side).rglob("*")):
            if path.is_file():
                relative = path.relative_to(CASES / rule.id / side).as_posix()
                lines += [f"`{relative}`", "", "```", *_new_lines(path, relative), "```", ""]
    return "\n".join(lines).rstrip() + "\n"


def _new_lines(path: Path, relative: str) -> list[str]:
    """Return the lines of an example that the tiny project does not have there."""
    base = BASE / relative
    before = base.read_text(encoding="utf-8").split("\n") if base.is_file() else []
    after = path.read_text(encoding="utf-8").split("\n")
    new = [line for line in after if line not in before and line.strip()]
    gone = [f"(without) {line}" for line in before if line not in after and line.strip()]
    return new or gone or ["(as it is)"]


def index() -> str:
    """Return the table of all rules."""
    lines = ["| rule | family | what it finds |", "|---|---|---|"]
    for rule in sorted(RULES.values(), key=lambda r: (r.family, r.id)):
        title = rule.title.en
        lines.append(f"| [{rule.id}](rules/{rule.id}.md) | {rule.family} | {title} |")
    return "\n".join(lines)


def every_id() -> str:
    """Return the page that lists every id, by family, in both languages."""
    lines = [
        "# Findings · 问题一览",
        "",
        "Every finding has an id; each id has a page here, made by `python -m tools.rule_pages`.",
        "每个问题都有编号，每个编号在这里有一页。",
    ]
    families: dict[str, list[Rule]] = {}
    for rule in rules().values():
        families.setdefault(rule.family, []).append(rule)
    for family, members in families.items():
        lines += ["", f"## {family}", "", "| id | finds | 发现什么 |", "|---|---|---|"]
        lines += [
            f"| [{rule.id}]({rule.id}.md) | {rule.title.en} | {rule.title.zh} |"
            for rule in sorted(members, key=lambda one: one.id)
        ]
    return "\n".join(lines) + "\n"


def contradictions() -> str:
    """Return the table of what calculation finds in the source, with the errata that cover it."""
    whole = project.load(ROOT)
    views = load.views(whole).value
    view = next(one for one in views if one.edition.name == EDITION)
    found = found_in(view).contradictions
    lines = ["| found by calculation | what is wrong | errata.yml |", "|---|---|---|"]
    covered: set[str] = set()
    for one in found:
        errata = [e.id for e in view.context.data.errata if covers(e, one)]
        covered |= set(errata)
        text = one.message.en.replace("|", "/")
        lines.append(f"| {NAMES[one.kind].en} | {text} | {', '.join(errata)} |")
    lines += ["", "| found by reading | what is wrong | errata.yml |", "|---|---|---|"]
    for erratum in view.context.data.errata:
        if erratum.id not in covered:
            lines.append(f"| {erratum.kind} | {erratum.what.en} | {erratum.id} |")
    return "\n".join(lines)


def mutants() -> str | None:
    """Return the table of the last mutation test, or None when it has not been run here."""
    rows: list[list[str]] = []
    for group in ("chapters", "data"):
        path = ROOT / "build" / "mutants" / f"{group}.csv"
        if not path.is_file():
            return None
        with path.open(encoding="utf-8", newline="") as stream:
            rows += list(csv.reader(stream))[1:]
    total = [str(sum(int(row[i]) for row in rows)) for i in (1, 2, 3)]
    lines = ["| fault | made | caught | at its file and line |", "|---|---:|---:|---:|"]
    lines += [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([*lines, f"| **all** | {' | '.join(total)} |"])


def filled(text: str, name: str, table: str) -> str:
    """Return a page with the table between the marks of that name replaced."""
    pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    return pattern.sub(lambda m: f"{m[1]}{table}\n{m[2]}", text)


def pages() -> dict[str, str]:
    """Return every page that is made, by its path: those of the rules, and docs/check.md."""
    made = {f"docs/rules/{rule.id}.md": page(rule) for rule in rules().values()}
    made["docs/rules/README.md"] = every_id()
    text = (ROOT / "docs" / "check.md").read_text(encoding="utf-8")
    text = filled(text, "rules", index())
    made["docs/check.md"] = filled(text, "contradictions", contradictions())
    return made


def main(arguments: list[str]) -> None:
    """Write the pages; with `--mutants`, the table of the last mutation test as well."""
    made = pages()
    if "--mutants" in arguments:
        table = mutants()
        if table is None:
            sys.exit("run tests/mutants first")
        made["docs/check.md"] = filled(made["docs/check.md"], "mutants", table)
    for path, text in made.items():
        target = ROOT / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    for path in (ROOT / "docs" / "rules").glob("*.md"):
        if path.relative_to(ROOT).as_posix() not in made:
            path.unlink()


if __name__ == "__main__":
    main(sys.argv[1:])
