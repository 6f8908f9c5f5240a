"""Drawn networks: one committed file each, always the same bytes, and all that a build needs."""

from __future__ import annotations

import hashlib
import shutil
import zlib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from duizhao.analysis.placing import placed
from duizhao.charts.communities import called
from duizhao.charts.data import Layer
from duizhao.charts.layer import prepared
from duizhao.diagnostics import Problems
from duizhao.files.network_file import GRID, MAGIC, Damaged, PlacedNetwork, decoded, encoded
from tests.conftest import ROOT, Duizhao
from tests.processes import outputs

COMMITTED = ROOT / "figures/2024/network_hubs.network"
DIGEST = """
import hashlib
from tests.test_network_file import relations
from duizhao.files.network_file import encoded
from duizhao.analysis.placing import placed
print(hashlib.sha256(encoded(placed(relations(), "giver", "taker", "year"))).hexdigest())
"""


def relations(count: int = 600) -> pd.DataFrame:
    """Return relations with repeats, loops, hubs and labels that are not ASCII."""
    random = np.random.default_rng(3)
    names = np.array([f"馆{i}" if i % 3 else f"branch {i}" for i in range(count // 3)])
    ends = (random.random((2, count)) ** 3 * len(names)).astype(int)
    years = random.integers(1990, 1999, count)
    return pd.DataFrame({"giver": names[ends[0]], "taker": names[ends[1]], "year": years})


def same(one: PlacedNetwork, two: PlacedNetwork) -> bool:
    return one.same_relations(two) and np.array_equal(one.places, two.places)


def test_a_file_holds_the_whole_network() -> None:
    table = relations()
    network = placed(table, "giver", "taker", "year")
    read = decoded(encoded(network))
    assert same(read, network)
    back = [
        (read.labels[a], read.labels[b], int(year))
        for a, b, year in zip(read.providers, read.receivers, read.years, strict=True)
    ]
    assert sorted(back) == sorted(table.itertuples(index=False, name=None))
    ends = pd.concat([table["giver"], table["taker"]]).value_counts()
    assert dict(zip(read.labels, read.degree.tolist(), strict=True)) == ends.to_dict()
    assert read.places.min() >= 0
    assert read.places.max() <= GRID


@pytest.mark.parametrize("table", [relations().iloc[:0], relations().iloc[:1]], ids=["0", "1"])
def test_the_smallest_networks(table: pd.DataFrame) -> None:
    for year in ("year", None):
        network = placed(table, "giver", "taker", year)
        assert same(decoded(encoded(network)), network)


@pytest.mark.slow
def test_the_same_bytes_in_every_process_and_order() -> None:
    runs = outputs(DIGEST)
    shuffled = relations().sample(frac=1, random_state=1)
    runs.add(hashlib.sha256(encoded(placed(shuffled, "giver", "taker", "year"))).hexdigest())
    assert len(runs) == 1


def test_places_stay_while_the_network_is_the_same() -> None:
    first = placed(relations(), "giver", "taker", "year")
    moved = PlacedNetwork(**{**vars(first), "places": first.places[::-1].copy()})
    assert placed(relations(), "giver", "taker", "year", moved) is moved
    fewer = placed(relations().iloc[1:], "giver", "taker", "year", moved)
    assert not np.array_equal(fewer.places[:5], moved.places[:5])


def test_the_committed_network_is_the_one_of_the_table() -> None:
    network = decoded(COMMITTED.read_bytes())
    assert COMMITTED.stat().st_size < 1_000_000
    hubs = pd.read_csv(COMMITTED.with_suffix(".csv"), index_col="row", dtype={"row": str})
    where = {label: place for place, label in enumerate(network.labels)}
    rows = [where[row] for row in hubs.index]
    assert network.degree[rows].tolist() == hubs["degree"].tolist()
    assert (network.membership[rows] + 1).tolist() == hubs["community"].tolist()
    assert network.sizes[network.membership[rows]].tolist() == hubs["community_nodes"].tolist()
    by_year = pd.read_csv(ROOT / "figures/2024/network_by_year.csv", index_col="row")
    for year, row in by_year.iterrows():
        kept = network.years <= year
        assert int(kept.sum()) == row["edges"]
        ends = np.union1d(network.providers[kept], network.receivers[kept])
        assert len(ends) == row["nodes"]


def _body(numbers: list[int], labels: str = "") -> bytes:
    return MAGIC + zlib.compress(bytes(numbers) + labels.encode())


GOOD = encoded(placed(relations(60), "giver", "taker", "year"))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"DZN0" + GOOD[4:],
        GOOD[:-9],
        GOOD[:40] + bytes([GOOD[40] ^ 255]) + GOOD[41:],
        MAGIC + zlib.compress(zlib.decompress(GOOD[4:])[:200]),
        MAGIC + zlib.compress(zlib.decompress(GOOD[4:]) + b"\nmore"),
        MAGIC + zlib.compress(zlib.decompress(GOOD[4:])[:-1] + b"\xff"),
        _body([1, 0, 1, 0xFF, 0x7F, 0, 0, 0, 0, 5, 0], "a"),
        _body([0x80] * 9 + [1]),
    ],
    ids=["empty", "version", "cut", "altered", "short", "labels", "utf-8", "range", "large"],
)
def test_a_damaged_file_is_refused(content: bytes) -> None:
    with pytest.raises(Damaged):
        decoded(content)


def test_every_cut_of_a_file_is_refused() -> None:
    for end in range(0, len(GOOD), 7):
        with pytest.raises(Damaged):
            decoded(GOOD[:end])


@pytest.mark.parametrize("content", [None, b"DZN1 nothing"], ids=["missing", "damaged"])
def test_a_file_that_is_not_in_order_is_placed(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "web.network").write_bytes(content)
    with pytest.raises(Problems) as caught:
        prepared(Layer("web.network"), tmp_path)
    finding = caught.value.diagnostics[0]
    assert finding.rule == ("no-network" if content is None else "damaged-network")
    assert finding.place.path == "web.network"
    assert finding.hint is not None
    assert "duizhao analyse" in finding.hint.zh
    assert "duizhao analyse" in finding.hint.en


@pytest.mark.parametrize(
    ("size", "names", "zh", "en"),
    [
        (
            93,
            ["A", "B", "C"],
            "社群3：A、B等（93个节点）",
            "Community 3: A, B and others (93 nodes)",
        ),
        (2, ["A", "B"], "社群3：A、B（2个节点）", "Community 3: A, B (2 nodes)"),
        (1, [], "社群3（1个节点）", "Community 3 (1 node)"),
    ],
)
def test_communities_are_called_after_who_leads_them(
    size: int, names: list[str], zh: str, en: str
) -> None:
    assert [called(3, size, names, language) for language in ("zh", "en")] == [zh, en]


WEB = """\
title: {zh: 馆际互借网络, en: The web of loans between branches}
row: {zh: 分馆, en: Branch}
columns: {degree: {title: {zh: 互借次数, en: Loans}, unit: count}}
alt: {zh: 网络图，点是分馆，线是借阅。, en: 'Network, branches as dots and loans as lines.'}
chart: {form: network, layer: {table: ties, from: giver, to: taker, year: year}}
"""
SCHEMA = """

class Ties(pa.DataFrameModel):
    \"\"\"Who lent to whom, and when.\"\"\"

    giver: str
    taker: str
    year: int


SCHEMAS = {"loans": Loans, "ties": Ties}
"""
FUNCTION = '''

def web(ties: pd.DataFrame) -> pd.DataFrame:
    """Return the number of loans that each branch takes part in."""
    return pd.concat([ties["giver"], ties["taker"]]).value_counts().rename("degree").to_frame()
'''
TIES = "giver,taker,year\neast,west,1990\nwest,north,1991\neast,north,1991\neast,west,1992\n"


@pytest.fixture
def web(libraries: Path) -> Path:
    """Return the tiny project with a network of its branches."""
    (libraries / "data/1998/ties.csv").write_text(TIES, encoding="utf-8")
    (libraries / "figures/1998/web.yml").write_text(WEB, encoding="utf-8")
    for path, text in (("analysis/schemas.py", SCHEMA), ("analysis/lending.py", FUNCTION)):
        with (libraries / path).open("a", encoding="utf-8") as stream:
            stream.write(text)
    edition = libraries / "report/1998.yml"
    text = edition.read_text("utf-8").replace(
        "loans: data/1998/loans.csv", "loans: data/1998/loans.csv, ties: data/1998/ties.csv"
    )
    edition.write_text(text, encoding="utf-8")
    for language, mention in (("zh", "互借见{{ web.ref }}。"), ("en", "See {{ web.ref }}.")):
        with (libraries / f"report/{language}/1998/loans.md").open("a", encoding="utf-8") as stream:
            stream.write(f"\n{mention}\n\n{{% figure web %}}\n")
    return libraries


@pytest.mark.slow
def test_a_build_needs_no_microdata(web: Path, duizhao: Duizhao) -> None:
    assert duizhao(web, "analyse").code == 0
    committed = (web / "figures/1998/web.network").read_bytes()
    assert decoded(committed).labels == ("east", "north", "west")
    for table in ("loans", "ties"):
        (web / f"data/1998/{table}.csv").unlink()
    shutil.rmtree(web / "build")
    run = duizhao(web, "build")
    assert run.code == 0, run.err
    picture = (web / "site/en/1998/charts/web-light-wide.svg").read_text("utf-8")
    assert "data:image/png;base64," in picture

    (web / "figures/1998/web.network").write_bytes(committed[:-3])
    for language, words in (("zh", "已损坏"), ("en", "damaged")):
        run = duizhao(web, "build", language=language)
        assert run.code == 1
        assert "figures/1998/web.network" in run.out + run.err
        assert words in run.out + run.err
    assert (web / "site/index.html").is_file()


def test_analysis_writes_a_lost_network_again_and_names_wrong_columns(
    web: Path, duizhao: Duizhao
) -> None:
    assert duizhao(web, "analyse").code == 0
    file = web / "figures/1998/web.network"
    before = file.read_bytes()
    file.unlink()
    assert duizhao(web, "analyse").code == 0
    assert file.read_bytes() == before
    words = (web / "figures/1998/web.yml").read_text("utf-8")
    (web / "figures/1998/web.yml").write_text(
        words.replace("year: year", "year: yaer"), encoding="utf-8"
    )
    run = duizhao(web, "analyse")
    assert run.code == 1
    assert "figures/1998/web.yml:5" in run.out + run.err
    assert "did you mean “year”?" in run.out + run.err
