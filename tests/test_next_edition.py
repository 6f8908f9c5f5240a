"""The next edition: begun from the one before it, with nothing of last year taken for this year."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizhao.commands.succession import carried
from duizhao.commands.succession.years import MARK, Years
from tests.conftest import Duizhao

YEARS = Years.between("1999", "2000", ["1997", "1998", "1999"])
EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")


def begun(folder: Path) -> dict[str, str]:
    """Return the text of every file of the edition 1999, by its path."""
    files = [path for path in folder.glob("[dfr]*/**/*") if path.is_file()]
    own = (path.relative_to(folder).as_posix() for path in files)
    return {path: (folder / path).read_text("utf-8") for path in own if "1999" in path}


def with_data_of_1999(folder: Path) -> None:
    """Pin days of loans, and put microdata of 1999 where they belong: the west branch leads."""
    pins = folder / "data/1999/published.csv"
    days = "loans_by_days.under_7.share,60.0,%,register,table:2,\n"
    pins.write_text(pins.read_text("utf-8") + days, encoding="utf-8")
    holdings = "holdings.volumes,130.5,万,register,page:1,\n"
    pins.write_text(pins.read_text("utf-8") + holdings, encoding="utf-8")
    schemas = folder / "analysis/schemas.py"
    schemas.write_text(schemas.read_text("utf-8").replace("le=1998", "le=1999"), encoding="utf-8")
    branches = ["west"] * 5 + ["east"] * 2 + ["north"]
    before = (folder / "data/1998/loans.csv").read_text("utf-8").splitlines()
    rows = [f"{len(before) + n},{branch},1999" for n, branch in enumerate(branches)]
    (folder / "data/1999/loans.csv").write_text("\n".join([*before, *rows]), encoding="utf-8")


def without_marks(folder: Path) -> None:
    """Take every mark out, as a person does who has read the sentences."""
    for path, text in begun(folder).items():
        (folder / path).write_text(text.replace(MARK, ""), encoding="utf-8")


def test_words_come_along_and_no_number(libraries: Path, duizhao: Duizhao) -> None:
    made = duizhao(libraries, "new", "1999", "--from", "1998")
    assert (made.code, made.err) == (0, "")
    files = begun(libraries)
    assert files["data/1999/published.csv"] == "address,value,unit,document,place,line\n"
    assert [path for path in files if path.endswith(".csv")] == ["data/1999/published.csv"]
    assert {path for path in files if path.startswith("report/")} == {
        "report/1999.yml",
        *(
            f"report/{code}/1999/{name}.md"
            for code in ("zh", "en")
            for name in ("loans", "overview")
        ),
    }
    assert "tables: {loans: data/1999/loans.csv}" in files["report/1999.yml"]
    for path, text in files.items():
        for year in re.finditer(r"199[789]年?", EXPRESSION.sub("", text)):
            after = EXPRESSION.sub("", text)[year.end() :]
            assert after.startswith((MARK, "/")) or "date:" in text, (path, year)
    assert "loans_by_year.loans.growth(1998, 1999, 1)" in files["report/en/1999/loans.md"]
    assert "loans_by_year[1997]" not in "".join(files.values())
    # The steps, with what is to be decided in each file.
    assert f"{MARK} stands behind 2 years" in made.out
    assert "data/1999/loans.csv" in made.out


@pytest.mark.parametrize("language", ["zh", "en"])
def test_marks_are_refused_until_each_was_read(
    language: str, libraries: Path, duizhao: Duizhao
) -> None:
    duizhao(libraries, "new", "1999", "--from", "1998")
    with_data_of_1999(libraries)
    # Marks stop the last step alone.
    assert duizhao(libraries, "analyse", "1999").code == 0
    checked = duizhao(libraries, "check", "1999", language=language)
    assert checked.err.count(" leftover: ") == 2
    assert "chinese-punctuation" not in checked.err
    # What was pinned for last year has no value this year.
    assert (
        checked.err.count("“holdings” has no “budget”" if language == "en" else "没有“budget”") == 2
    )
    without_marks(libraries)
    assert " leftover: " not in duizhao(libraries, "check", "1999").err


def test_numbers_are_of_this_year_and_claims_tell_what_is_true(
    libraries: Path, duizhao: Duizhao
) -> None:
    duizhao(libraries, "new", "1999", "--from", "1998")
    with_data_of_1999(libraries)
    without_marks(libraries)
    assert duizhao(libraries, "analyse", "1999").code == 0
    checked = duizhao(libraries, "check", "1999").err
    assert "loans_by_branch.east.share >= 50; in fact loans_by_branch.east.share = 25" in checked
    assert 'trend(1998, 1999) == "rising"; in fact' in checked
    table = (libraries / "figures/1999/loans_by_year.csv").read_text("utf-8")
    assert table.splitlines()[-1] == "1999,8"


def test_nothing_that_is_there_is_changed(libraries: Path, duizhao: Duizhao) -> None:
    (libraries / "data/1999").mkdir()
    (libraries / "data/1999/published.csv").write_text("mine", encoding="utf-8")
    refused = duizhao(libraries, "new", "1999", "--from", "1998", language="zh")
    assert refused.code == 1
    assert "data/1999/published.csv: edition-exists: 已经有这个文件" in refused.err
    assert list(begun(libraries).values()) == ["mine"]
    assert "edition-exists" in duizhao(libraries, "new", "1998", "--from", "1998").err
    assert "edition-name" in duizhao(libraries, "new", "a/b", "--from", "1998").err
    assert "did you mean" in duizhao(libraries, "new", "1999", "--from", "199").err


def test_microdata_that_editions_share_are_not_taken_for_the_new_ones(
    libraries: Path, duizhao: Duizhao
) -> None:
    shutil.move(libraries / "data/1998/loans.csv", libraries / "data/loans.csv")
    file = libraries / "report/1998.yml"
    file.write_text(file.read_text("utf-8").replace("data/1998/", "data/"), encoding="utf-8")
    duizhao(libraries, "new", "1999", "--from", "1998")
    analysed = duizhao(libraries, "analyse", "1999")
    assert analysed.code == 1
    assert "data/1999/loans.csv" in analysed.err


@pytest.mark.parametrize(
    ("written", "carried_over"),
    [
        ("In 1999 it rose, since 1990.", "In 2000?? it rose, since 1990."),
        ("1999年底比1998年多。", "2000年??底比1999年??多。"),
        ("一九九九年的借阅", "二〇〇〇年??的借阅"),
        ("更早的一九九〇年", "更早的一九九〇年"),
        ("more than last year, and this year", "more than last year??, and this year??"),
        ("去年的两倍，上一版已述", "去年??的两倍，上一版??已述"),
        ("by 2000, not by 2030", "by 2000??, not by 2030"),
        ("{{ a[1998].b }} and {{ a[1990].b }}", "{{ a[1999].b }} and {{ a[1990].b }}"),
        ("{% claim a.in_1999 > 1999 %}", "{% claim a.in_2000 > 2000 %}"),
        ("[here](../1998/a.md#in-1998)", "[here](../1999/a.md#in-1998)"),
        ("[x](https://a.example/1999/)", "[x](https://a.example/1999/)??"),
        ("as `1999` has it", "as `2000`?? has it"),
        ("$x_{1999}$", "$x_{2000}$??"),
        ("~~~text\n1999: {{ a[1999] }}\n~~~", "~~~text\n2000: {{ a[2000] }}\n~~~\n\n??"),
        ("~~~text\n{{ a[1999] }}\n~~~", "~~~text\n{{ a[2000] }}\n~~~"),
        ("[^n1999] # B {#b-1999}", "[^n1999] # B {#b-1999}"),
        ("1,999 of 11999", "1,999 of 11999"),
        ("the years 1998–1999/2000", "the years 1999??–2000??/2000??"),
    ],
)
def test_words_are_marked_and_addresses_moved(written: str, carried_over: str) -> None:
    assert carried.chapter(written, YEARS) == carried_over


def test_editions_that_are_no_years_move_nothing_and_mark_every_year() -> None:
    years = Years.between("spring", "autumn", ["1999"])
    assert carried.chapter("1950, {{ a[1999] }}", years) == "1950??, {{ a[1999] }}"


@given(
    st.lists(
        st.sampled_from(["1990", "1998", "1999", " a ", "年", "，", "`", "$", "{{ x[1999] }}"])
    )
)
def test_no_year_is_left_unmarked(parts: list[str]) -> None:
    written = " ".join(parts)
    made = carried.chapter(written, YEARS)
    assert made.replace(MARK, "").count("1998") == 0
    assert len(re.findall(r"1999|2000", made)) == len(re.findall(r"1998|1999", written))
    if "`" not in written and "$" not in written:
        words = EXPRESSION.sub("", made)
        assert not re.search(r"(?:1999|2000)(?!\?\?|年\?\?)", words)
