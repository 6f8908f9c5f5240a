"""The model of the 2024 microdata: the same every time, quick, accepted by the schemas, sound."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pandas as pd
import pytest

from duizhao import microdata
from duizhao.analysis.loading import importable
from duizhao.diagnostics import Findings
from tests.conftest import ROOT

TABLES = ("enterprises", "relations")
NODES, RELATIONS, ENTERPRISES = 35_672, 91_158, 4_311


@pytest.fixture(scope="module", autouse=True)
def scripts() -> Iterator[None]:
    """Let `analysis` mean the report's scripts."""
    with importable(ROOT):
        yield


def script(name: str) -> ModuleType:
    return importlib.import_module(f"analysis.{name}")


@dataclass(frozen=True)
class Made:
    folder: Path
    seconds: float
    enterprises: pd.DataFrame
    relations: pd.DataFrame


@pytest.fixture(scope="module")
def made(scripts: None, tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("microdata")
    make = script("model").make
    begin = time.process_time()
    make("2024", folder)
    seconds = time.process_time() - begin
    return Made(folder, seconds, *(pd.read_parquet(folder / f"{name}.parquet") for name in TABLES))


@pytest.mark.slow
def test_every_process_makes_the_same_bytes(made: Made, tmp_path: Path) -> None:
    code = "import pathlib, sys; from analysis.model import make; "
    code += "make('2024', pathlib.Path(sys.argv[1]))"
    # Another seed of Python's own hashes: nothing may hang on the order of a set.
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=ROOT, env=environment, check=True
    )
    for name in TABLES:
        again = (tmp_path / f"{name}.parquet").read_bytes()
        assert again == (made.folder / f"{name}.parquet").read_bytes()


def test_it_takes_seconds(made: Made) -> None:
    assert made.seconds < 10


@pytest.mark.parametrize("name", TABLES)
def test_the_schemas_accept_it(made: Made, name: str) -> None:
    findings = Findings()
    read = microdata.read(made.folder, f"{name}.parquet", script("schemas").SCHEMAS[name]).into(
        findings
    )
    assert not findings
    assert read is not None
    assert len(read) == len(getattr(made, name))


# What is spoilt in one row, and the word that the finding must hold.
SPOILT: dict[str, tuple[str, Callable[[pd.DataFrame], Any], str]] = {
    "unknown province": (
        "enterprises",
        lambda t: t.province.where(t.index != 3, "bejing"),
        "bejing",
    ),
    "negative staff": ("enterprises", lambda t: t.staff.where(t.index != 3, -1), "-1"),
    "negative revenue": ("enterprises", lambda t: t.revenue.where(t.index != 1, -5), "-5"),
    "founded in the future": ("enterprises", lambda t: t.founded.where(t.index != 3, 2044), "2044"),
    "one id twice": ("enterprises", lambda t: t.id.where(t.index != 3, "huawei"), "huawei"),
    "unknown layer": ("enterprises", lambda t: t.layer.where(t.index != 3, "basis"), "basis"),
    "year before the first": ("relations", lambda t: t.year.where(t.index != 3, 1914), "1914"),
    "unknown technology": ("relations", lambda t: t.technology.where(t.index != 3, "5g"), "5g"),
    "unknown field": ("relations", lambda t: t.field.where(t.index != 3, "smart_cty"), "smart_cty"),
    "a place that is none": (
        "relations",
        lambda t: t.provider_province.where(t.index != 3, "atlantis"),
        "atlantis",
    ),
}


@pytest.mark.parametrize("what", SPOILT)
def test_the_schemas_refuse(made: Made, tmp_path: Path, what: str) -> None:
    name, spoil, word = SPOILT[what]
    table: pd.DataFrame = getattr(made, name).head(50)
    column = spoil(table)
    table.assign(**{column.name: column}).to_csv(tmp_path / f"{name}.csv", index=False)
    findings = Findings()
    read = microdata.read(tmp_path, f"{name}.csv", script("schemas").SCHEMAS[name]).into(findings)
    assert read is None
    assert len(findings) == 1
    assert word in findings[0].message.en
    assert findings[0].place.line is not None


def test_the_network_is_one_of_the_sample(made: Made) -> None:
    relations, members = made.relations, set(made.enterprises["id"])
    ends = relations[["provider", "receiver"]]
    of_sample = ends.isin(members)
    assert len(relations) == RELATIONS
    assert pd.concat([ends["provider"], ends["receiver"]]).nunique() == NODES
    assert of_sample.any(axis=1).all(), "relation nodes are not related with each other"
    assert not (ends["provider"] == ends["receiver"]).any()
    pairs = pd.Series(["|".join(sorted(pair)) for pair in ends.itertuples(index=False)])
    assert pairs.is_unique, "a pair is related once"
    assert len(members) == ENTERPRISES
    assert members <= set(ends["provider"]) | set(ends["receiver"])


def test_nobody_passes_the_published_rankings(made: Made) -> None:
    degree = pd.concat([made.relations["provider"], made.relations["receiver"]]).value_counts()
    in_sample = degree.index.isin(made.enterprises["id"])
    named = set(script("model_named").ENTERPRISES), set(script("model_named").PARTNERS)
    for group, names in zip((degree[in_sample], degree[~in_sample]), named, strict=True):
        assert len(names) == 20
        assert group[~group.index.isin(names)].max() < group[group.index.isin(names)].min()


def test_the_two_tables_tell_one_story(made: Made) -> None:
    enterprises, relations = made.enterprises.set_index("id"), made.relations
    for end in ("provider", "receiver"):
        place = relations.groupby(end)[f"{end}_province"].nunique(dropna=False)
        assert (place == 1).all(), "a node is in one place"
        inside = relations[relations[end].isin(enterprises.index)]
        own = enterprises["province"].reindex(inside[end]).to_numpy()
        assert (inside[f"{end}_province"].to_numpy() == own).all()
        founded = enterprises["founded"].reindex(inside[end]).to_numpy()
        assert (inside["year"].to_numpy() >= founded).all(), "nobody cooperates before its founding"
    assert (relations.groupby("receiver")["industry"].nunique() == 1).all()
    assert enterprises.loc[~enterprises["listed"], ["revenue", "rd_expense"]].isna().all(axis=None)
    assert enterprises.loc[enterprises["listed"], ["revenue", "rd_expense"]].notna().all(axis=None)
