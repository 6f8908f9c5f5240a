"""Charts of one's own: when a report's function is called, and with what."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao import project
from duizhao.commands.build import charts_of
from duizhao.edition import load
from duizhao.render.pictures import MEDIA, draw_all
from tests.conftest import Duizhao

FUNCTION = '''

def loans_by_branch_chart(table, words):
    """Draw the branches, and tell a file that this was done."""
    from pathlib import Path

    import altair as alt

    with Path("called.txt").open("a", encoding="utf-8") as file:
        print(words.language, words.columns["share"], list(table.row), file=file)
    bars = alt.Chart(table).mark_bar().encode(x="share", y="row")
    return bars + bars.mark_text(align="left", dx=4).encode(text="share")
'''


@pytest.fixture
def own(libraries: Path) -> Path:
    """Return the libraries' report, one of its figures drawn by a function; no microdata."""
    script = libraries / "analysis/lending.py"
    script.write_text(script.read_text(encoding="utf-8") + FUNCTION, encoding="utf-8")
    figure = libraries / "figures/1998/loans_by_branch.yml"
    words = figure.read_text(encoding="utf-8").rpartition("chart:")[0]
    figure.write_text(f"{words}chart: {{form: own}}\n", encoding="utf-8")
    (libraries / "data/1998/loans.csv").unlink()
    return libraries


def called(root: Path) -> list[str]:
    path = root / "called.txt"
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []


def test_a_function_is_called_in_each_language_and_again_when_something_changed(
    own: Path, duizhao: Duizhao
) -> None:
    run = duizhao(own, "check")
    assert (run.code, run.err) == (0, "")
    assert called(own) == [
        "zh 占比 ['东馆', '西馆', '北馆']",
        "en Share ['East branch', 'West branch', 'North branch']",
    ]
    script = own / "analysis/lending.py"
    script.write_text(script.read_text(encoding="utf-8") + "\n# a remark\n", encoding="utf-8")
    assert duizhao(own, "check").code == 0
    assert len(called(own)) == 2
    table = own / "figures/1998/loans_by_branch.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("north,2", "north,4"), "utf-8")
    duizhao(own, "check")
    assert len(called(own)) == 4


def test_pictures_are_drawn_from_the_committed_table_alone(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(own)
    _, editions = load.load(project.load(own)).or_stop()
    drawn = draw_all(charts_of(editions).or_stop(), own / "build/cache/charts")
    for language, names in (("zh", ("东馆", "占比")), ("en", ("East branch", "Share"))):
        pictures = drawn["1998", language, "loans_by_branch"].pictures
        assert set(pictures) == set(MEDIA)
        for (_, width), picture in pictures.items():
            svg = picture.svg.read_text(encoding="utf-8")
            assert picture.width == width
            assert all(name in svg for name in (*names, "50.0%"))
            assert "<desc" in svg


def test_a_function_that_fails_later_is_told_by_build_as_by_check(
    own: Path, duizhao: Duizhao
) -> None:
    script = own / "analysis/lending.py"
    text = script.read_text(encoding="utf-8").replace('x="share", y', 'x="shares:Q", y')
    script.write_text(text, encoding="utf-8")
    said = [duizhao(own, command).err for command in ("check", "build")]
    assert said[0] == said[1]
    assert "“loans_by_branch”: the table has no column “shares”" in said[0]
    assert "did you mean “share”?" in said[0]
