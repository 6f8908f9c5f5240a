"""Analysis of the tiny project: what it writes, what it need not do again, what it says.

Every folder of tests/cases/analysis is a mistake: its files are laid over the tiny project, and
`duizhao analyse` must say exactly what expected.en.txt and expected.zh.txt say.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from duizhao import project
from duizhao.analysis import Outcome, analyse, fingerprints, record
from duizhao.project import figures as edition_figures
from duizhao.project import glossary, published
from tests.conftest import Duizhao

CASES = Path(__file__).parent / "cases" / "analysis"
FIGURES = ("loans_by_branch", "loans_by_year")


def lay(case: str, over: Path) -> None:
    for file in (CASES / case).rglob("*"):
        if file.is_file() and not file.name.startswith("expected."):
            target = over / file.relative_to(CASES / case)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)


def tables(root: Path) -> dict[str, bytes]:
    folder = root / "figures/1998"
    files = (file for file in sorted(folder.iterdir()) if file.name != record.NAME)
    return {file.name: file.read_bytes() for file in files}


def run(root: Path) -> Outcome:
    loaded = project.load(root)
    return analyse(loaded, loaded.edition("1998"))


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("case", sorted(p.name for p in CASES.iterdir()))
def test_a_mistake_is_named(case: str, language: str, libraries: Path, duizhao: Duizhao) -> None:
    lay(case, libraries)
    before = tables(libraries)

    ran = duizhao(libraries, "analyse", language=language)

    assert ran.err == (CASES / case / f"expected.{language}.txt").read_text(encoding="utf-8")
    assert (ran.code, ran.out) == (1, "")
    assert tables(libraries) == before, "nothing is written when anything is wrong"


def analysed(root: Path) -> list[str]:
    """Analyse, and return the functions that ran."""
    ran: list[str] = []
    loaded = project.load(root)
    analyse(loaded, loaded.edition("1998"), lambda name, before, total: ran.append(name))
    return ran


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_the_committed_tables_come_out_again(libraries: Path, duizhao: Duizhao) -> None:
    committed = tables(libraries)
    for name in FIGURES:
        (libraries / f"figures/1998/{name}.csv").unlink()

    ran = duizhao(libraries, "analyse")

    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert tables(libraries) == committed


def test_only_changed_tables_are_written(libraries: Path) -> None:
    branch, year = (libraries / f"figures/1998/{name}.csv" for name in FIGURES)
    replace(branch, "50.0", "49.9")
    untouched = year.stat().st_mtime_ns
    assert run(libraries) == Outcome(FIGURES, ("loans_by_branch",))
    assert "50.0" in branch.read_text(encoding="utf-8")
    assert year.stat().st_mtime_ns == untouched
    assert run(libraries) == Outcome(FIGURES, ())


def test_an_altered_table_is_written_again(libraries: Path) -> None:
    run(libraries)
    replace(libraries / "figures/1998/loans_by_year.csv", "1998,10", "1998,11")
    assert run(libraries) == Outcome(FIGURES, ("loans_by_year",))


def test_nothing_is_loaded_when_nothing_changed(libraries: Path) -> None:
    run(libraries)
    program = (
        "import sys; from pathlib import Path; from duizhao import project, analysis;"
        "p = project.load(Path.cwd()); analysis.analyse(p, p.edition('1998'));"
        "print(sorted({'pandas', 'networkx', 'pyarrow', 'analysis'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, cwd=libraries, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


BRANCHES = '''"""How much the branches lend."""

import pandas as pd

from . import measures
from .constants import PERCENT as FULL


def last_year(loans: pd.DataFrame, edition: str) -> pd.DataFrame:
    """Return the loans of the edition's year."""
    return loans[loans["year"] == int(edition)]


def loans_by_branch(last_year: pd.DataFrame) -> pd.DataFrame:
    """Return loans by branch: count, and share in per cent."""
    last_year["one"] = 1
    table = last_year.groupby("branch")["one"].sum().rename("count").to_frame()
    table["share"] = measures.share(table["count"], FULL)
    return table.sort_values("count", ascending=False)


def loans_by_year(last_year: pd.DataFrame, loans: pd.DataFrame) -> pd.DataFrame:
    """Return the number of loans per year."""
    assert "one" not in last_year
    return _yearly(loans, True)


def _yearly(loans: pd.DataFrame, loans_by_branch: bool) -> pd.DataFrame:
    """Name a parameter like another figure: it depends on that figure no more than before."""
    assert loans_by_branch
    return loans.groupby("year").size().rename("loans").to_frame()
'''
MEASURES = '''"""Measures."""


def share(part, whole):
    """Return a share."""
    return _of(part) * whole


def _of(part):
    return part / part.sum()


def unused():
    """Return nothing that anybody asks for."""
    return 1
'''


@pytest.fixture
def branches(libraries: Path) -> Path:
    """Return the tiny project with scripts that import each other, analysed once."""
    folder = libraries / "analysis"
    (folder / "lending.py").write_text(BRANCHES, encoding="utf-8")
    (folder / "measures.py").write_text(MEASURES, encoding="utf-8")
    (folder / "constants.py").write_text("PERCENT = 100\nOTHER = 1\n", encoding="utf-8")
    committed = tables(libraries)
    assert analysed(libraries) == ["last_year", "loans_by_branch", "loans_by_year"]
    assert tables(libraries) == committed
    return libraries


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("analysis/lending.py", 'assert "one"', "# a remark\n    assert  'one'"),
        ("analysis/lending.py", "Return loans by branch: count", "Return the count by branch"),
        ("analysis/measures.py", "return 1", "return 2"),
        ("analysis/constants.py", "OTHER = 1", "OTHER = 2"),
        ("figures/1998/loans_by_year.yml", "Loans by year", "Loans by calendar year"),
        ("glossary/branches.yml", "West", "Western"),
    ],
)
def test_what_no_result_depends_on_runs_nothing(
    branches: Path, file: str, old: str, new: str
) -> None:
    replace(branches / file, old, new)
    assert analysed(branches) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("analysis/lending.py", "ascending=False", "ascending=True", {"loans_by_branch"}),
        ("analysis/measures.py", "/ part.sum()", "/ sum(part)", {"loans_by_branch"}),
        ("analysis/constants.py", "PERCENT = 100", "PERCENT = 100.0", {"loans_by_branch"}),
        ("analysis/lending.py", "int(edition)]", "int(edition) + 0]", set(FIGURES)),
        ("analysis/schemas.py", "ge=1990", "ge=1991", set(FIGURES)),
        ("data/1998/loans.csv", "1,east,1997", "1,west,1997", set(FIGURES)),
    ],
)
def test_what_depends_on_a_change_runs_again(
    branches: Path, file: str, old: str, new: str, expected: set[str]
) -> None:
    replace(branches / file, old, new)
    # An intermediate result that is quickly made is not kept: it runs whenever it is needed.
    assert set(analysed(branches)) == {"last_year", *expected}


def test_what_the_generator_measures_runs_again_when_it_measures_otherwise(
    libraries: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    generator = shutil.copytree(fingerprints.GENERATOR, tmp_path / "duizhao")
    monkeypatch.setattr(fingerprints, "GENERATOR", generator)
    script = libraries / "analysis/lending.py"
    replace(script, "import pandas as pd\n", "import pandas as pd\nfrom duizhao import network\n")
    replace(script, 'table["share"] =', 'assert network.gini\n    table["share"] =')
    assert analysed(libraries) == list(FIGURES)

    (generator / "language/other.py").write_text("NEW = 1\n")
    assert analysed(libraries) == []
    with (generator / "network/degrees.py").open("a") as stream:
        stream.write("NEW = 1\n")
    assert analysed(libraries) == ["loans_by_branch"]


def test_a_slow_result_is_kept_though_no_figure_shows_it(libraries: Path) -> None:
    script = libraries / "analysis/lending.py"
    script.write_text(
        BRANCHES.replace("from . import measures\n", "import time\n")
        .replace("from .constants import PERCENT as FULL\n", "")
        .replace('measures.share(table["count"], FULL)', "100 * table / table.sum()")
        .replace("    return loans[", "    time.sleep(0.6)\n    return loans["),
        encoding="utf-8",
    )
    assert analysed(libraries) == ["last_year", "loans_by_branch", "loans_by_year"]
    replace(script, "100 * table", "100.0 * table")
    assert analysed(libraries) == ["loans_by_branch"]


GRAPHS = '''"""Who borrows where."""

import networkx
import pandas as pd

from duizhao.network import Network


def borrowing(loans: pd.DataFrame) -> Network:
    """Return who borrowed where in the last year."""
    loans = loans[loans["year"] == 1998]
    return Network.of("r" + loans["id"].astype(str), loans["branch"].astype(str))


def loans_by_branch(loans: pd.DataFrame, borrowing: networkx.DiGraph) -> pd.DataFrame:
    """Return loans by branch, counted on a graph of networkx."""
    count = pd.Series(dict(borrowing.in_degree(sorted(set(loans["branch"])))), name="count")
    borrowing.clear()
    table = count.sort_values(ascending=False, kind="stable").to_frame()
    return table.assign(share=100 * table["count"] / table["count"].sum())


def loans_by_year(loans: pd.DataFrame, borrowing: networkx.Graph) -> pd.DataFrame:
    """Return loans per year; nobody else's graph has been cleared."""
    assert type(borrowing) is networkx.Graph
    assert borrowing.size() == sum(loans["year"] == 1998)
    return loans.groupby("year").size().rename("loans").to_frame()
'''


def test_a_function_may_ask_for_a_graph_of_networkx(libraries: Path) -> None:
    committed = tables(libraries)
    (libraries / "analysis/lending.py").write_text(GRAPHS, encoding="utf-8")
    run(libraries)
    assert tables(libraries) == committed


def test_a_result_that_was_damaged_is_made_anew(branches: Path) -> None:
    kept = sorted((branches / "build/cache/analysis/1998/results").glob("*.parquet"))
    assert [file.name.partition("-")[0] for file in kept] == list(FIGURES)
    committed = tables(branches)
    for damage in (b"", b"PAR1", kept[1].read_bytes()):
        kept[0].write_bytes(damage)
        (branches / "build/cache/analysis/1998/unchanged.json").write_bytes(damage[:3])
        assert analysed(branches) == ["last_year", "loans_by_branch"]
        assert tables(branches) == committed


def test_numbers_are_rounded_half_up_as_people_round(libraries: Path) -> None:
    (libraries / "analysis/lending.py").write_text(
        '"""Numbers that floats round wrongly."""\n\n'
        "from decimal import Decimal\n\nimport numpy as np\nimport pandas as pd\n\n\n"
        "def loans_by_branch(loans: pd.DataFrame) -> pd.DataFrame:\n"
        "    counts = [3, np.float64(2.0000000001), np.nan]\n"
        "    shares = [1.45, Decimal('0.25'), -0.04]\n"
        "    return pd.DataFrame({'count': counts, 'share': shares},"
        " index=['north', 'west', 'east'])\n\n\n"
        "def loans_by_year(loans: pd.DataFrame) -> pd.DataFrame:\n"
        "    return pd.DataFrame({'loans': [10**15 + 1]}, index=[1997.0])\n",
        encoding="utf-8",
    )
    run(libraries)
    branch, year = (libraries / f"figures/1998/{name}.csv" for name in FIGURES)
    assert branch.read_bytes() == b"row,count,share\nnorth,3,1.5\nwest,2,0.3\neast,,0.0\n"
    assert year.read_bytes() == b"row,loans\n1997,1000000000000001\n"


MODEL = '''"""Loans that are made up."""

from decimal import Decimal
from pathlib import Path

from .sizes import SIZE


def make(edition: str, folder: Path) -> None:
    """Write the loans, and count how often."""
    rows = [f"{n},{'east' if n % 2 else 'west'},{edition}" for n in range(1, SIZE + 1)]
    (folder / "loans.csv").write_text("\\n".join(["id,branch,year", *rows]) + "\\n")
    with (folder / "times").open("a") as stream:
        stream.write("x")
'''


def test_a_model_is_made_when_it_has_to_be(libraries: Path) -> None:
    lay("no_model", libraries)
    folder = libraries / "build/microdata/1998"
    (libraries / "analysis/borrowing.py").write_text(MODEL, encoding="utf-8")
    (libraries / "analysis/sizes.py").write_text("SIZE = 4\n", encoding="utf-8")

    def times() -> int:
        run(libraries)
        return len((folder / "times").read_text())

    assert times() == 1
    assert b"east,2,50.0" in tables(libraries)["loans_by_branch.csv"]
    assert times() == 1
    replace(libraries / "analysis/lending.py", "* 100", "* 100.0")
    assert times() == 1, "the model does not depend on the figures"
    (folder / "loans.csv").unlink()
    assert times() == 2
    replace(folder / "loans.csv", "1,east", "1,west")
    assert times() == 3
    replace(libraries / "analysis/sizes.py", "4", "8")
    assert times() == 4
    assert b"east,4,50.0" in tables(libraries)["loans_by_branch.csv"]
    replace(libraries / "data/1998/published.csv", "holdings.budget,2.5", "holdings.budget,2.6")
    assert times() == 5, "a model may be fitted to what is published"


def test_the_process_is_left_as_it_was(libraries: Path, tmp_path: Path) -> None:
    other = shutil.copytree(libraries, tmp_path / "other")
    replace(other / "analysis/lending.py", 'loans.groupby("year")', '2 * loans.groupby("year")')
    path, modules = list(sys.path), set(sys.modules)
    finders, bytecode = list(sys.meta_path), sys.dont_write_bytecode

    run(libraries)
    run(other)

    assert (sys.path, sys.meta_path, sys.dont_write_bytecode) == (path, finders, bytecode)
    assert not {n for n in set(sys.modules) - modules if n.split(".")[0] == "analysis"}
    assert b"1998,10\n" in tables(libraries)["loans_by_year.csv"]
    assert b"1998,20\n" in tables(other)["loans_by_year.csv"]
    assert not list(libraries.rglob("__pycache__"))


def test_analysis_asks_nothing_of_the_network(
    libraries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was attempted")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert run(libraries).figures == FIGURES


def test_an_edition_without_microdata_has_nothing_to_compute(libraries: Path) -> None:
    file = libraries / "report/1998.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text[: text.index("microdata:")], encoding="utf-8")
    for name in FIGURES:
        (libraries / f"figures/1998/{name}.yml").unlink()
    shutil.rmtree(libraries / "analysis")
    assert run(libraries) == Outcome((), ())


def test_what_is_made_of_published_numbers_alone_is_no_models(libraries: Path) -> None:
    lay("from_published", libraries)
    folder = libraries / "figures/1998"
    for name in ("by_branch", "longer", "fixed"):
        (folder / f"{name}.yml").unlink()
    replace(libraries / "report/1998.yml", "status: computed", "status: modelled")
    with (folder / "opening_days.yml").open("a", encoding="utf-8") as file:
        file.write("from_published: true\n")

    run(libraries)

    loaded = project.load(libraries)
    edition = loaded.edition("1998")
    read = edition_figures.load(
        libraries,
        edition,
        glossary.load(libraries, edition.languages).or_stop(),
        published.load(libraries, edition).or_stop(),
    ).or_stop()
    assert read["opening_days"].cells["short", "share"].number == Decimal("80.5")
    assert read["opening_days"].cells["short", "share"].status == "derived"
    assert ("west", "count") in read["loans_by_branch"].withheld
    assert analysed(libraries) == []
    replace(libraries / "data/1998/published.csv", "under_7.share,50.0", "under_7.share,50.5")
    assert analysed(libraries) == ["opening_days"]
