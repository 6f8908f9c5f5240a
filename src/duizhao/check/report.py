"""How findings are printed: for people, as JSON, as SARIF 2.1.0, as GitHub annotations."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Literal

from duizhao.check.registry import RULES
from duizhao.diagnostics import Diagnostic, Place, in_order

Format = Literal["text", "json", "sarif", "github"]
# What the other language says where a finding stands: its place and its words.
Related = Callable[[Diagnostic], tuple[Place, str] | None]
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
RED, YELLOW, DIM, BOLD, PLAIN = "\x1b[31m", "\x1b[33m", "\x1b[2m", "\x1b[1m", "\x1b[0m"
WIDTH = 96


def none_related(_: Diagnostic) -> tuple[Place, str] | None:
    """Return no related place: where nothing was read, nothing stands beside a finding."""
    return None


def written(
    diagnostics: Sequence[Diagnostic],
    form: Format,
    root: Path,
    language: str,
    related: Related = none_related,
    colour: bool = False,
) -> str:
    """Return all findings in one of the formats, sorted by place; lines end with a newline.

    `text` is one line for each finding; with `colour`, for a terminal, the line of the source and
    a caret follow. The other formats are for programs and hold both languages.
    """
    findings = in_order(diagnostics)
    if form == "json":
        listed = [_as_json(one, related(one)) for one in findings]
        return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"
    if form == "sarif":
        return json.dumps(_sarif(findings, language, related), ensure_ascii=False, indent=2) + "\n"
    if form == "github":
        return "".join(_annotation(one, language) + "\n" for one in findings)
    if colour:
        return "".join(_for_people(one, root, language, related(one)) for one in findings)
    return "".join(one.text(language) + "\n" for one in findings)


def _as_json(one: Diagnostic, related: tuple[Place, str] | None) -> dict[str, Any]:
    found: dict[str, Any] = {
        "rule": one.rule,
        "severity": one.severity,
        "path": one.place.path,
        "line": one.place.line,
        "column": one.place.column,
        "cell": one.place.cell,
        "message": one.message._asdict(),
        "hint": one.hint._asdict() if one.hint else None,
    }
    if related is not None:
        place, text = related
        found["related"] = {"path": place.path, "line": place.line, "text": text}
    return found


def _location(place: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": place.path, "uriBaseId": "ROOT"}}
    if place.line is not None:
        region = {"startLine": place.line}
        if place.column is not None:
            region["startColumn"] = place.column
        physical["region"] = region
    return {"physicalLocation": physical}


def _sarif(findings: Sequence[Diagnostic], language: str, related: Related) -> dict[str, Any]:
    """Return the findings after the OASIS standard SARIF 2.1.0 (2020)."""
    ids = sorted({*RULES, *(one.rule for one in findings)})
    rules = []
    for id in ids:
        rule: dict[str, Any] = {"id": id}
        if id in RULES:
            text = RULES[id].doc
            rule["shortDescription"] = {"text": text.split("\n", 1)[0]}
            rule["fullDescription"] = {"text": text}
            rule["properties"] = {"tags": [RULES[id].family]}
        rules.append(rule)
    results = []
    for one in findings:
        message = one.message.of(language)
        if one.hint is not None:
            message += f"（{one.hint.zh}）" if language == "zh" else f" ({one.hint.en})"
        result: dict[str, Any] = {
            "ruleId": one.rule,
            "ruleIndex": ids.index(one.rule),
            "level": one.severity,
            "message": {"text": message},
            "locations": [_location(one.place)],
        }
        beside = related(one)
        if beside is not None:
            place, text = beside
            result["relatedLocations"] = [{**_location(place), "message": {"text": text}}]
        results.append(result)
    driver = {"name": "duizhao", "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _annotation(one: Diagnostic, language: str) -> str:
    """Return a finding as a workflow command of GitHub Actions."""
    place = [f"file={_escaped(one.place.path, property=True)}"]
    if one.place.line is not None:
        place.append(f"line={one.place.line}")
    if one.place.column is not None:
        place.append(f"col={one.place.column}")
    place.append(f"title={_escaped(one.rule, property=True)}")
    text = one.message.of(language)
    if one.hint is not None:
        text += f"（{one.hint.zh}）" if language == "zh" else f" ({one.hint.en})"
    return f"::{one.severity} {','.join(place)}::{_escaped(text)}"


def _escaped(text: str, property: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property else text


def _for_people(
    one: Diagnostic, root: Path, language: str, related: tuple[Place, str] | None
) -> str:
    mark = RED if one.severity == "error" else YELLOW
    text = f"{BOLD}{one.place}{PLAIN} {mark}{one.rule}{PLAIN} {one.message.of(language)}\n"
    text += _excerpt(one.place, root, mark)
    if one.hint is not None:
        text += f"  {DIM}→ {one.hint.of(language)}{PLAIN}\n"
    if related is not None:
        text += f"  {DIM}{related[0]}: {related[1]}{PLAIN}\n"
    return text


def _excerpt(place: Place, root: Path, mark: str) -> str:
    """Return the line of the source, shortened around the finding, and a caret under it."""
    if place.line is None:
        return ""
    try:
        line = (root / place.path).read_text(encoding="utf-8-sig").split("\n")[place.line - 1]
    except (OSError, UnicodeDecodeError, IndexError):
        return ""
    at = (place.column or 1) - 1
    start = max(0, at - WIDTH // 3)
    shown = line[start : start + WIDTH // (2 if _wide(line[start:]) else 1)]
    lead = "…" if start else ""
    indent = sum(2 if _wide(c) else 1 for c in lead + shown[: at - start])
    return f"  {lead}{shown}\n  {' ' * indent}{mark}^{PLAIN}\n"


def _wide(text: str) -> bool:
    """Whether a text begins with a character that a terminal shows two cells wide."""
    return any("\u2e80" <= c <= "\u9fff" or "\uff00" <= c <= "\uff60" for c in text[:8])
