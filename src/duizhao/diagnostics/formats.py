"""Findings for programs: JSON, SARIF 2.1.0, and annotations of GitHub Actions."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Literal

from duizhao.diagnostics.finding import Diagnostic, Place, Words, in_order
from duizhao.diagnostics.printing import PLAIN, Style, printed
from duizhao.diagnostics.rules import rules
from duizhao.diagnostics.visible import shown

Format = Literal["text", "json", "sarif", "github"]
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def written(
    diagnostics: Iterable[Diagnostic],
    form: Format,
    root: Path,
    language: str,
    style: Style = PLAIN,
) -> str:
    """Return all findings in one of the formats, sorted by place; lines end with a newline.

    `text` is for people (see `printing`); the others are for programs, and JSON holds both
    languages.
    """
    findings = in_order(diagnostics)
    if form == "json":
        return json.dumps([_as_json(f) for f in findings], ensure_ascii=False, indent=2) + "\n"
    if form == "sarif":
        return json.dumps(_sarif(findings, language), ensure_ascii=False, indent=2) + "\n"
    if form == "github":
        return "".join(_annotation(one, language) + "\n" for one in findings)
    return printed(findings, root, language, style)


def _as_json(one: Diagnostic) -> dict[str, Any]:
    hints = [_both(hint) for hint in one.hints]
    found: dict[str, Any] = {
        "rule": one.rule,
        "severity": one.severity,
        "path": one.place.path,
        "line": one.place.line,
        "column": one.place.column,
        "end": one.place.end,
        "cell": one.place.cell,
        "message": _both(one.message),
        "hint": hints[0] if hints else None,
        "hints": hints,
    }
    if one.related is not None:
        place, text = one.related
        found["related"] = {
            "path": place.path,
            "line": place.line,
            "column": place.column,
            "text": shown(text),
        }
    return found


def _both(words: Words) -> dict[str, str]:
    return {"zh": shown(words.zh), "en": shown(words.en)}


def _location(place: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": place.path, "uriBaseId": "ROOT"}}
    if place.line is not None:
        region = {"startLine": place.line}
        if place.column is not None:
            region["startColumn"] = place.column
            if place.end is not None:
                region["endColumn"] = place.end
        physical["region"] = region
    return {"physicalLocation": physical}


def _sarif(findings: Sequence[Diagnostic], language: str) -> dict[str, Any]:
    """Return the findings after the OASIS standard SARIF 2.1.0 (2020)."""
    known = rules()
    ids = sorted({*known, *(one.rule for one in findings)})
    described = []
    for id in ids:
        rule: dict[str, Any] = {"id": id}
        if id in known:
            rule["shortDescription"] = {"text": known[id].title.of(language)}
            rule["fullDescription"] = {"text": known[id].doc(language)}
            rule["properties"] = {"tags": [known[id].family]}
        described.append(rule)
    results = []
    for one in findings:
        result: dict[str, Any] = {
            "ruleId": one.rule,
            "ruleIndex": ids.index(one.rule),
            "level": one.severity,
            "message": {"text": one.said(language)},
            "locations": [_location(one.place)],
        }
        if one.related is not None:
            place, text = one.related
            beside = {**_location(place), "message": {"text": shown(text) or str(place)}}
            result["relatedLocations"] = [beside]
        results.append(result)
    driver = {"name": "duizhao", "rules": described}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _annotation(one: Diagnostic, language: str) -> str:
    """Return a finding as a workflow command of GitHub Actions."""
    at = one.place
    place = [f"file={_escaped(at.path, property=True)}"]
    for key, value in (("line", at.line), ("col", at.column), ("endColumn", at.end)):
        if value is not None:
            place.append(f"{key}={value}")
    place.append(f"title={_escaped(one.rule, property=True)}")
    return f"::{one.severity} {','.join(place)}::{_escaped(one.said(language))}"


def _escaped(text: str, property: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property else text
