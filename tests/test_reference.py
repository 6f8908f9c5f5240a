"""The reference and the schemas say what the program accepts."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from tools import reference
from tools.reference import KINDS, Kind

from tests.conftest import LIBRARIES, ROOT

FILES = [
    pytest.param(kind, path, id=path.relative_to(ROOT).as_posix())
    for root in (ROOT, LIBRARIES)
    for kind in KINDS
    for path in sorted(root.glob(kind.paths))
]


def plain(path: Path) -> Any:
    """Return a YAML file as JSON has it: keys are texts, and so are dates."""
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return json.loads(json.dumps(data, default=str))


@cache
def validator(kind: Kind) -> Draft202012Validator:
    path = ROOT / f"docs/schemas/{kind.name}.json"
    made = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(made)
    return Draft202012Validator(made)


def test_what_is_committed_is_what_the_models_say() -> None:
    made = reference.pages()
    for path, text in made.items():
        assert (ROOT / path).read_text(encoding="utf-8") == text, "run python -m tools.reference"
    schemas = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs/schemas").iterdir()}
    assert schemas == set(made) - {"docs/reference.md"}


@pytest.mark.parametrize(("kind", "path"), FILES)
def test_every_file_is_valid_by_its_schema(kind: Kind, path: Path) -> None:
    assert [error.message for error in validator(kind).iter_errors(plain(path))] == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_key_that_nobody_knows_is_not_valid(kind: Kind) -> None:
    data = plain(ROOT / kind.example)
    inner = data[0] if isinstance(data, list) else data
    inner = next(iter(inner.values())) if kind.name == "glossary" else inner
    inner["nobody_knows"] = 1
    assert list(validator(kind).iter_errors(data))


def test_every_key_is_told_in_both_languages() -> None:
    rows = [row for row in reference.page().splitlines() if row.startswith("| `")]
    assert len(rows) > 80
    for row in rows:
        _, key, kind, _, zh, en, _ = row.replace("\\|", "/").split("|")
        assert kind.strip(), key
        assert (zh.strip() and en.strip()) or key.strip() == "`form`", key
