"""What has changed: two editions, or the report in git and as it is now."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from duizhao.commands.changes.sentences import mentions
from tests.conftest import Duizhao
from tests.test_next_edition import with_data_of_1999, without_marks

TABLE = "figures/1998/loans_by_branch.csv"


@pytest.fixture
def committed(libraries: Path) -> Path:
    """Return the tiny project, committed in git, below the root of its repository."""
    root = libraries.parent
    for words in ("init -q", "add -A", "-c user.name=a -c user.email=a@b commit -qm one"):
        subprocess.run(["git", *words.split()], cwd=root, check=True)
    return libraries


def changed(folder: Path, path: str, *pairs: tuple[str, str]) -> None:
    text = (folder / path).read_text("utf-8")
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after)
    (folder / path).write_text(text, encoding="utf-8")


def west_leads(folder: Path) -> None:
    """Let the west branch overtake the east one, which is no longer a half; nothing is pinned."""
    changed(folder, TABLE, ("east,5,50.0", "east,3,30.0"), ("west,3,30.0", "west,5,50.5"))
    changed(folder, TABLE, ("north,2,20.0", "north,2,19.5"))
    changed(
        folder,
        "data/1998/published.csv",
        ("loans_by_branch.east.count,5,册,register,table:1,\n", ""),
    )


@pytest.mark.parametrize("language", ["zh", "en"])
def test_since_a_commit(language: str, committed: Path, duizhao: Duizhao) -> None:
    west_leads(committed)
    told = duizhao(committed, "diff", "HEAD", language=language)
    assert told.code == 0
    rank, half = {
        "zh": ("由第1位到第2位", "升过50%"),
        "en": ("from rank 1 to 2", "now above 50%"),
    }[language]
    east = next(x for x in told.out.splitlines() if "loans_by_branch.east.share  " in x)
    assert "50.0% → 30.0%" in east
    assert rank in east
    assert "−40%" in east
    assert half in next(x for x in told.out.splitlines() if "loans_by_branch.west.share  " in x)
    # The claim that falls, what is true, and the sentence in both languages as it would read now.
    assert "loans_by_branch.east.share >= 50" in told.out
    assert "loans_by_branch.east.share = 30" in told.out
    assert "report/zh/1998/loans.md:5:1  东馆居第二，占30.0%" in told.out
    assert "report/en/1998/loans.md:5:1  The East branch ranks second with 30.0%" in told.out
    # What changes by less than a tenth is counted.
    assert "loans_by_branch（1" in told.out or "loans_by_branch (1 number)" in told.out


def test_nothing_changed(committed: Path, duizhao: Duizhao) -> None:
    assert duizhao(committed, "diff", "HEAD").out == "nothing differs\n"
    assert duizhao(committed, "diff", "HEAD", "--format", "json").out == "[]\n"
    # Words alone change no number.
    changed(committed, "report/en/1998/loans.md", ("ranks", "comes"))
    assert duizhao(committed, "diff", "HEAD", language="zh").out == "没有变化\n"


def test_what_git_does_not_know(committed: Path, duizhao: Duizhao) -> None:
    unknown = duizhao(committed, "diff", "1998")
    assert unknown.code == 1
    assert "git knows no “1998”" in unknown.err
    assert "duizhao diff 1998 1998" in unknown.err
    assert "unknown-revision" in duizhao(committed, "diff", "--", "--output=x").err
    assert "unknown-edition" in duizhao(committed, "diff", "1998", "1999").err
    changed(committed, "duizhao.yml", ("publisher:", "publishers:"))
    subprocess.run(["git", "commit", "-aqm", "two"], cwd=committed, check=True, env=WHO)
    changed(committed, "duizhao.yml", ("publishers:", "publisher:"))
    unreadable = duizhao(committed, "diff", "HEAD").err
    assert (
        "unreadable-revision: the numbers of “HEAD” cannot be read: duizhao.yml:1:1" in unreadable
    )


WHO = {f"GIT_{who}_{what}": "a" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}


def test_for_a_pull_request_and_for_programs(committed: Path, duizhao: Duizhao) -> None:
    west_leads(committed)
    page = duizhao(committed, "diff", "HEAD", "--format", "markdown").out.splitlines()
    assert page[0] == "### 1998@HEAD → 1998"
    assert any(line.startswith("| `loans_by_branch.east.share` | 50.0% | 30.0% |") for line in page)
    (told,) = json.loads(duizhao(committed, "diff", "HEAD", "--format", "json").out)
    first = told["changes"][0]
    assert first["notices"] == ["rank", "threshold", "size"]
    assert first["before"]["text"] == {"zh": "30.0%", "en": "30.0%"}
    assert first["crossed"] == ["50"]
    (fallen,) = [one for one in told["claims"] if one["outcome"] == "falls"]
    assert fallen["places"] == {
        "zh": "report/zh/1998/loans.md:5:1",
        "en": "report/en/1998/loans.md:5:1",
    }


def test_claims_of_last_year_are_held_against_this_year(libraries: Path, duizhao: Duizhao) -> None:
    rows = "{% claim loans_by_branch.rows == 3 %}\n"
    for code in ("zh", "en"):
        overview = f"report/{code}/1998/overview.md"
        changed(libraries, overview, ("\n\n{% table", f"\n{rows}\n{{% table"))
    duizhao(libraries, "new", "1999", "--from", "1998")
    # Before anything is computed no claim can be tested, and none is said to hold or not to.
    before = duizhao(libraries, "diff", "1998", "1999").out
    assert "no longer hold: 0, that still do: 0, that cannot be tested yet: 3" in before
    with_data_of_1999(libraries)
    assert duizhao(libraries, "analyse", "1999").code == 0
    after = duizhao(libraries, "diff", "1998", "1999").out
    assert "claims that no longer hold: 2, that still do: 1" in after
    # Its sentences are those of the new edition, with its numbers.
    assert 'loans_by_year.loans.trend(1998, 1999) == "rising"' in after
    assert "report/zh/1999/loans.md:12:1  借阅量从10册次下降到8册次" in after
    assert "report/en/1999/loans.md:12:1  Loans declined from 10 to 8, by −20.0%" in after
    # Where it makes other claims, the sentences of the old one are told.
    without_marks(libraries)
    for code in ("zh", "en"):
        path = f"report/{code}/1999/loans.md"
        changed(libraries, path, ('"rising"', '"falling"'))
    again = duizhao(libraries, "diff", "1998", "1999").out
    assert "report/en/1998/loans.md:12:1  Loans rose from 8 to 10" in again


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("a.b.c + d[1999].e", [("a", "b", "c"), ("d", "1999", "e")]),
        ("editions[1998].a.b", [("a", "b")]),
        ('a.top(2, "c")[0].id == "x"', [("a", "top", "2", "c", "0", "id")]),
        ("a.b.growth(1998, 1999, 1)", [("a", "b", "growth", "1998", "1999", "1")]),
        ("not (a.b > 1 and c.d|abs < 2)", [("a", "b"), ("c", "d")]),
        ("a.b.per(c.d, 1)", [("a", "b", "per", "1"), ("c", "d")]),
        ("a..b", []),
    ],
)
def test_what_an_expression_names(source: str, names: list[tuple[str, ...]]) -> None:
    assert [(one.figure, *one.names) for one in mentions(source)] == names
