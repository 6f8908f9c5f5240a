"""What readers are told: a figure's note, a contradiction, a number that is not reproduced."""

from __future__ import annotations

from pathlib import Path

import pytest

from duizhao import project as projects
from duizhao.book.target import PrintTarget
from duizhao.diagnostics import Findings
from duizhao.edition import load
from duizhao.expressions.value import Reference
from duizhao.render.context import Context
from duizhao.render.errata import errata_view, reconcile_view
from duizhao.render.views import table_view

WORDS = "figures/1998/loans_by_branch.yml"
ERRATUM = """- id: west_share
  kind: sum
  addresses: [loans_by_branch.west.share]
  found:
    - {value: "30.40", place: "table:2", line: 9}
    - {value: "30.0", how: (3 - 0) / 10, place: "section:1"}
  what: {zh: 两处不同。, en: Two places differ.}
  why: {zh: 各印各的。, en: Both stand.}
"""


def loaded(root: Path, findings: Findings) -> Context:
    _, (edition, *_) = load.load(projects.load(root)).into(findings)
    return edition.context


def pinned(root: Path) -> Path:
    line = "loans_by_branch.west.share,30.40,%,register,table:2,9\n"
    (root / "data/1998/published.csv").write_text(
        "address,value,unit,document,place,line\n" + line, encoding="utf-8"
    )
    (root / "data/1998/errata.yml").write_text(ERRATUM, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("language", "row"),
    [
        ("zh", ["各馆借阅量，{}，占比", "30.40%", "30.0%", "−0.40个百分点"]),
        ("en", ["Loans by branch · {} · Share", "30.40%", "30.0%", "−0.40 percentage points"]),
    ],
)
def test_a_number_not_reproduced_is_called_by_name_with_all_its_digits(
    libraries: Path, language: str, row: list[str]
) -> None:
    context = loaded(pinned(libraries), Findings())
    (cells,) = reconcile_view(context, language).rows
    name = context.glossary["west"].name(language)
    assert [cell.text for cell in cells] == [row[0].format(name), *row[1:]]
    assert cells[0].leads_to == Reference("loans_by_branch", "figure")
    printed = PrintTarget(language, context.numbering, {}).table(reconcile_view(context, language))
    assert "numeric: (false, true, true, true,)" in printed["c"][1]
    assert 'display-link("loans_by_branch"' in printed["c"][1]


@pytest.mark.parametrize(
    ("language", "found"),
    [
        ("zh", "30.40（表2）；30.0（第1节，(3−0)÷10）"),
        ("en", "30.40 (table 2); 30.0 (section 1, (3 − 0) ÷ 10)"),
    ],
)
def test_a_formula_stands_with_its_place_and_is_written_as_print_does(
    libraries: Path, language: str, found: str
) -> None:
    context = loaded(pinned(libraries), Findings())
    (cells,) = errata_view(context.data, language).rows
    assert cells[1].text == found


def test_words_are_no_formula(libraries: Path) -> None:
    file = pinned(libraries) / "data/1998/errata.yml"
    file.write_text(file.read_text("utf-8").replace("(3 - 0) / 10", "由占比推算"), "utf-8")
    findings = Findings()
    loaded(libraries, findings)
    (finding,) = [one for one in findings if one.rule == "erratum-formula"]
    assert (finding.place.path, finding.place.line) == ("data/1998/errata.yml", 6)


def test_a_note_says_numbers_as_chapters_do(libraries: Path) -> None:
    file = libraries / WORDS
    text = file.read_text("utf-8").replace("\nchart:", "\nnote: {zh: '%s', en: '%s'}\nchart:")
    file.write_text(text % ("共{{ loans_by_branch.rows }}馆", "{{ loans_by_branch.rows }} in all"))
    context = loaded(libraries, Findings())
    count = len(context.figures["loans_by_branch"].rows)
    for language, note in (("zh", f"共{count}馆"), ("en", f"{count} in all")):
        view = table_view(context.figures["loans_by_branch"], context, language).value
        assert view.note == note
    file.write_text(text % (("{{ loans_by_branch.wset }}",) * 2))
    findings = Findings()
    context = loaded(libraries, findings)
    table_view(context.figures["loans_by_branch"], context, "zh").into(findings)
    assert any(one.place.path == WORDS and one.rule == "unknown-value" for one in findings)


@pytest.mark.parametrize(
    ("twin", "header"),
    [("east", ["Neighbour", "Share"]), ("west", ["Branch", "Neighbour", "Share"])],
)
def test_rows_are_named_once(libraries: Path, twin: str, header: list[str]) -> None:
    folder = libraries / "figures/1998"
    (folder / "neighbours.csv").write_text(f"row,neighbour,share\neast,{twin},40\n", "utf-8")
    (folder / "neighbours.yml").write_text(
        "title: {zh: 邻馆, en: Neighbours}\nrow: {zh: 馆, en: Branch}\ncolumns:\n"
        "  neighbour: {title: {zh: 邻馆, en: Neighbour}, unit: name}\n"
        "  share: {title: {zh: 占比, en: Share}, unit: percent}\n",
        "utf-8",
    )
    context = loaded(libraries, Findings())
    view = table_view(context.figures["neighbours"], context, "en").value
    assert list(view.header) == header
