"""The report's measures on pandas, DuckDB and Spark: the same tables to the last byte.

Spark runs in local mode where Java and pyspark are present; where they are not, the summary of
the test run says so.
"""

from __future__ import annotations

import importlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import hypothesis.strategies as st
import narwhals as nw
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml
from hypothesis import given, settings

from duizhao import project
from duizhao.analysis import analyse
from duizhao.analysis.engines import Engine, opened
from duizhao.analysis.loading import importable
from duizhao.microdata.scan import Scanned
from tests.conftest import ROOT, Duizhao, spark_is_missing

EDITION = "2024"
TYPES = {"word": pa.string(), "whole": pa.int64(), "number": pa.float64(), "truth": pa.bool_()}
BOUNDS = {"low": 0, "middle": 2, "high": 4}
LARGE = 2**53 + 1

cells = st.fixed_dictionaries(
    {
        "word": st.none() | st.sampled_from(["a", "b", "B", "ä", "东"]),
        "whole": st.none() | st.integers(-2, 5) | st.just(LARGE),
        "number": st.none()
        | st.sampled_from([float("inf"), float("-inf"), float("nan"), -0.0, 4.000000000000001])
        | st.integers(-2, 12).map(lambda n: n / 2),
        "truth": st.booleans(),
    }
)
TRICKY: list[dict[str, Any]] = [
    {"word": "b", "whole": 4, "number": 4.0, "truth": True},
    {"word": "a", "whole": 2, "number": 4.000000000000001, "truth": False},
    {"word": "B", "whole": 0, "number": 2.0, "truth": True},
    {"word": "b", "whole": None, "number": float("nan"), "truth": True},
    {"word": None, "whole": LARGE, "number": float("inf"), "truth": False},
    {"word": "东", "whole": LARGE, "number": None, "truth": False},
    {"word": "a", "whole": -1, "number": float("-inf"), "truth": False},
]


def measures(shares: ModuleType, table: nw.LazyFrame[Any]) -> list[str]:
    """Return everything that the vocabulary can say of a table, as CSV."""
    frames = [
        shares.counted(table, "word"),
        shares.counted(table, "word", ["b", "c", "a"]),
        shares.counts(table, "whole", "truth").to_frame(),
        shares.counts(table, "truth").to_frame(),
        shares.totals(table, "whole", by="word").to_frame(),
        shares.binned(table, "number", BOUNDS),
        shares.binned(table, "whole", BOUNDS),
        shares.binned(table, nw.col("number") / nw.col("whole"), BOUNDS),
        shares.binned(table.filter(nw.col("truth")), nw.col("whole") / 2, BOUNDS),
        shares.counts(
            table.join(table.filter(nw.col("truth")).select("word"), on="word", how="semi"),
            *("word", "truth"),
        ).to_frame(),
    ]
    return [frame.to_csv() for frame in frames]


@contextmanager
def vocabulary() -> Iterator[ModuleType]:
    with importable(ROOT):
        yield importlib.import_module("analysis.shares")


def on_disk(content: list[dict[str, Any]], folder: Path) -> Scanned:
    arrays = [pa.array([row[name] for row in content], kind) for name, kind in TYPES.items()]
    path = folder / "table.parquet"
    pq.write_table(pa.Table.from_arrays(arrays, names=list(TYPES)), path)
    return Scanned(path, TYPES)


def in_memory(content: list[dict[str, Any]]) -> nw.LazyFrame[Any]:
    types: dict[str, Any] = {"word": "str", "whole": "Int64", "number": "float64", "truth": "bool"}
    columns = {name: pd.array([row[name] for row in content], dtype=types[name]) for name in TYPES}
    return nw.from_native(pd.DataFrame(columns)).lazy()


def measured(engine: Engine, table: Scanned, folder: Path) -> list[str]:
    with vocabulary() as shares, opened(engine, folder / "spill", None) as open_table:
        return measures(shares, open_table(table))


@pytest.mark.slow
@settings(max_examples=25, deadline=None)
@given(content=st.lists(cells, min_size=1, max_size=12))
def test_counts_totals_and_bins_are_the_same_from_disk(
    content: list[dict[str, Any]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("engines")
    with vocabulary() as shares:
        expected = measures(shares, in_memory(content))
    assert measured(Engine.duckdb, on_disk(content, folder), folder) == expected


def test_what_the_vocabulary_counts() -> None:
    with vocabulary() as shares:
        table = in_memory(TRICKY)
        assert shares.counted(table, "word")["count"].to_dict() == {"a": 2, "b": 2, "B": 1, "东": 1}
        assert list(shares.counted(table, "word").index) == ["a", "b", "B", "东"]
        assert shares.totals(table, "whole", by="word").to_dict() == {
            "B": 0,
            "a": 1,
            "b": 4,
            "东": LARGE,
        }
        assert shares.binned(table, "number", BOUNDS)["count"].to_dict() == {
            "low": 0,
            "middle": 2,
            "high": 1,
        }
        with pytest.raises(TypeError, match="whole numbers"):
            shares.totals(table, "number", by="word")


@pytest.fixture
def groups(report: Path, tmp_path: Path) -> Path:
    """Return the report with its microdata as files, and only the figures that count groups."""
    root = tmp_path / "report"
    shutil.copyfile(report / "duizhao.yml", root.mkdir() or root / "duizhao.yml")
    unwanted = shutil.ignore_patterns("__pycache__", "*.network", "model*.py")
    for part in ("analysis", f"data/{EDITION}", "glossary", f"build/microdata/{EDITION}"):
        shutil.copytree(report / part, root / part, ignore=unwanted)
    edition = yaml.safe_load((report / f"report/{EDITION}.yml").read_text(encoding="utf-8"))
    del edition["microdata"]["model"]
    (root / "report").mkdir()
    (root / f"report/{EDITION}.yml").write_text(yaml.safe_dump(edition), encoding="utf-8")
    folder = root / f"figures/{EDITION}"
    folder.mkdir(parents=True)
    for name in counting(report):
        shutil.copyfile(report / f"figures/{EDITION}/{name}.yml", folder / f"{name}.yml")
    return root


def counting(report: Path) -> list[str]:
    """Return the figures whose functions count groups: all but those of the network."""
    names = []
    with importable(report):
        for module in ("enterprises", "relations", "space", "facts"):
            names += vars(importlib.import_module(f"analysis.{module}"))
    return [name for name in names if (report / f"figures/{EDITION}/{name}.yml").is_file()]


def tables(root: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in (root / f"figures/{EDITION}").glob("*.csv")}


def computed(root: Path, engine: str | None = None, memory: int | None = None) -> list[str]:
    """Compute all tables anew; return what was said."""
    shutil.rmtree(root / "build/cache", ignore_errors=True)
    for file in (root / f"figures/{EDITION}").glob("*.csv"):
        file.unlink()
    said: list[str] = []
    loaded = project.load(root)
    edition = loaded.edition(EDITION)
    analyse(loaded, edition, None, engine, memory, lambda words: said.append(words.en))
    return said


@pytest.mark.slow
def test_every_figure_is_the_same_on_every_engine(groups: Path, report: Path) -> None:
    assert computed(groups) == []
    expected = tables(groups)
    assert len(expected) == 21
    committed = tables(report)
    assert expected == {name: committed[name] for name in expected}

    assert computed(groups, "duckdb") == []
    assert tables(groups) == expected

    [said] = computed(groups, None, 40_000_000)
    assert said.startswith("microdata enterprises.parquet, relations.parquet need about ")
    assert said.endswith("MB of memory, 20 MB may be used: DuckDB reads from disk")
    assert tables(groups) == expected
    assert not list(groups.rglob("spill"))


needs_spark = pytest.mark.skipif(spark_is_missing() is not None, reason=str(spark_is_missing()))


@needs_spark
@pytest.mark.slow
def test_spark_gives_the_same_too(
    groups: Path, report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pyspark.sql import SparkSession

    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    settings = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.sql.warehouse.dir": str(tmp_path / "warehouse"),
        "spark.driver.memory": "1g",
        # Compiling each query takes longer than these few rows.
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
    }
    builder = SparkSession.builder.master("local[2]")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    try:
        with vocabulary() as shares:
            expected = measures(shares, in_memory(TRICKY))
        assert measured(Engine.spark, on_disk(TRICKY, tmp_path), tmp_path) == expected
        assert computed(groups, "spark") == []
        from_spark, committed = tables(groups), tables(report)
        assert len(from_spark) == 21
        assert from_spark == {name: committed[name] for name in from_spark}
        assert SparkSession.getActiveSession() is session, "a running session is left running"
    finally:
        session.stop()


def test_a_spark_that_does_not_start_is_said(
    libraries: Path, duizhao: Duizhao, monkeypatch: pytest.MonkeyPatch
) -> None:
    lazily(libraries)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    ran = duizhao(libraries, "analyse", "--engine", "spark")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("Spark: no-spark: Spark did not start: ")
    assert "pip install 'duizhao[spark]'" in ran.err


LAZY = '''"""How much the branches lend."""

import narwhals as nw
import pandas as pd


def loans_by_branch(loans: nw.LazyFrame) -> pd.DataFrame:
    """Return loans of the last year by branch: count, and share in per cent."""
    last = loans.filter(nw.col("year") == 1998).group_by("branch").agg(count=nw.len())
    table = last.collect("pyarrow").to_native().to_pandas().set_index("branch")
    table["share"] = table["count"] / table["count"].sum() * 100
    return table.sort_values("count", ascending=False)


def loans_by_year(loans: FORM) -> pd.DataFrame:
    """Return the number of loans per year."""
'''
BODIES = {
    "nw.LazyFrame": '    groups = loans.group_by("year").agg(loans=nw.len())\n'
    '    table = groups.collect("pyarrow").to_native().to_pandas()\n'
    '    return table.set_index("year").sort_index()\n',
    "pd.DataFrame": '    return loans.groupby("year").size().rename("loans").to_frame()\n',
    "int": "    return loans\n",
}


def lazily(root: Path, form: str = "nw.LazyFrame", parquet: bool = True) -> Path:
    """Let the tiny project's functions take their table lazily, from a Parquet file."""
    script = LAZY.replace("FORM", form) + BODIES[form]
    (root / "analysis/lending.py").write_text(script, encoding="utf-8")
    file = root / "data/1998/loans.csv"
    if parquet:
        pd.read_csv(file).to_parquet(file.with_suffix(".parquet"))
        edition = root / "report/1998.yml"
        text = edition.read_text(encoding="utf-8").replace("loans.csv", "loans.parquet")
        edition.write_text(text, encoding="utf-8")
    return root / "figures/1998"


def run(root: Path, **settings: Any) -> list[str]:
    said: list[str] = []
    loaded = project.load(root)
    analyse(loaded, loaded.edition("1998"), say=lambda words: said.extend(words), **settings)
    return said


@pytest.mark.parametrize("parquet", [True, False])
@pytest.mark.parametrize("form", ["nw.LazyFrame", "pd.DataFrame"])
@pytest.mark.parametrize("engine", [None, "duckdb"])
def test_tables_come_in_the_form_that_is_asked_for(
    libraries: Path, parquet: bool, form: str, engine: str | None
) -> None:
    folder = lazily(libraries, form, parquet)
    before = {file.name: file.read_bytes() for file in folder.glob("*.csv")}
    for file in folder.glob("loans*.csv"):
        file.unlink()
    assert run(libraries, engine=engine) == []
    assert {file.name: file.read_bytes() for file in folder.glob("*.csv")} == before


def test_microdata_may_lie_outside_the_project(
    libraries: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = lazily(libraries)
    outside = tmp_path_factory.mktemp("outside") / "loans.parquet"
    (libraries / "data/1998/loans.parquet").rename(outside)
    edition = libraries / "report/1998.yml"
    text = edition.read_text(encoding="utf-8").replace("data/1998/loans.parquet", str(outside))
    edition.write_text(text, encoding="utf-8")
    before = {file.name: file.read_bytes() for file in folder.glob("*.csv")}
    for engine in ("duckdb", "duckdb", "pandas"):  # checked, known to be sound, read whole
        for file in folder.glob("loans*.csv"):
            file.unlink()
        assert run(libraries, engine=engine) == []
        assert {file.name: file.read_bytes() for file in folder.glob("*.csv")} == before


def test_what_does_not_fit_is_read_from_disk_which_is_said(libraries: Path) -> None:
    lazily(libraries)
    assert run(libraries, memory=1000) == [
        "微观数据loans.parquet约需1 MB内存，可用1 MB：由DuckDB从磁盘读取",
        "microdata loans.parquet needs about 1 MB of memory, 1 MB may be used:"
        " DuckDB reads from disk",
    ]


def test_what_does_not_fit_and_is_wanted_whole_is_refused(
    libraries: Path, duizhao: Duizhao, monkeypatch: pytest.MonkeyPatch
) -> None:
    lazily(libraries, "pd.DataFrame")
    monkeypatch.setattr("duizhao.analysis.memory.free", lambda: 1000)
    ran = duizhao(libraries, "analyse")
    assert ran.err.splitlines()[0] == (
        "data/1998/loans.parquet: memory: microdata loans.parquet would take about 1 MB of"
        " memory, 1 MB may be used, and they are wanted whole by loans_by_year"
    )
    assert "take nw.LazyFrame and collect the columns needed" in ran.err
    assert duizhao(libraries, "analyse", "--engine", "pandas").code == 0


def test_a_table_is_annotated_as_a_table(libraries: Path, duizhao: Duizhao) -> None:
    lazily(libraries, "int")
    ran = duizhao(libraries, "analyse")
    assert ran.err.startswith(
        "analysis/lending.py:15: annotation: “loans_by_year” takes the table “loans” as int"
    )


def test_mistakes_are_found_from_disk_and_what_was_checked_stays_checked(
    libraries: Path, duizhao: Duizhao, monkeypatch: pytest.MonkeyPatch
) -> None:
    lazily(libraries)
    file = libraries / "data/1998/loans.parquet"
    sound = pd.read_parquet(file)
    sound.assign(branch=sound["branch"].replace("west", "wets")).to_parquet(file)
    ran = duizhao(libraries, "analyse", "--engine", "duckdb")
    assert ran.code == 1
    assert "unknown-category: “wets” is no known “branch”" in ran.err
    in_memory = duizhao(libraries, "analyse")
    assert ran.err == in_memory.err

    sound.to_parquet(file)
    assert duizhao(libraries, "analyse", "--engine", "duckdb").code == 0
    script = libraries / "analysis/lending.py"
    script.write_text(script.read_text().replace("* 100", "* 100.0"))
    monkeypatch.setattr("duizhao.analysis.inputs.scan", refuse)
    assert duizhao(libraries, "analyse", "--engine", "duckdb").code == 0


def refuse(*_: object) -> None:
    raise AssertionError("the table was checked again")


def test_duckdb_leaves_nothing_on_the_terminal(libraries: Path) -> None:
    lazily(libraries)
    program = "from duizhao.cli import main; main()"
    command = [sys.executable, "-c", program, "analyse", "--engine", "duckdb"]
    done = subprocess.run(command, cwd=libraries, capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "")
