"""Expressions: nothing outside the list is reachable, every mistake is a finding, nothing hangs."""

from __future__ import annotations

import re
import shutil
import time
import warnings
from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tools import expression_page

from duizhao import project
from duizhao.diagnostics import Findings, Place
from duizhao.edition import load
from duizhao.expressions.evaluate import evaluate
from duizhao.expressions.kinds import KINDS, kind_of
from duizhao.expressions.namespace import FigureValues, Namespace, Row
from duizhao.expressions.parser import parse
from duizhao.expressions.provenance import Address
from duizhao.expressions.value import Misuse, Value
from duizhao.render.pictures import chart_data
from duizhao.render.views import figure_view
from duizhao.site.front_page import highlights
from tests.conftest import LIBRARIES, ROOT

# A figure whose rows and columns are called like members of everything, and like Python's own.
NAMES = (
    *("top", "ranks", "rows", "ref", "table_ref", "name", "id", "total", "change", "growth"),
    *("trend", "verb", "rank", "spelled", "round", "percent", "term", "figure", "value", "item"),
    *("in", "and", "not", "or", "abs", "names", "editions", "none", "5_to_9", "2020", "__class__"),
)
AWKWARD = (
    "title: {{zh: 怪名, en: Awkward}}\nrow: {{zh: 行, en: Row}}\nmeasure: __class__\n"
    "rows:\n{rows}columns:\n{columns}"
)


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Namespace:
    """Return what chapters of the tiny project may use, with the awkward figure."""
    root = shutil.copytree(LIBRARIES, tmp_path_factory.mktemp("expressions") / "project")
    folder = root / "figures" / "1998"
    rows = "".join(f'  "{name}": {{zh: 行{name}, en: row {name}}}\n' for name in NAMES)
    columns = "".join(
        f'  "{name}": {{title: {{zh: 列{name}, en: column {name}}}, unit: count}}\n'
        for name in NAMES
    )
    (folder / "awkward.yml").write_text(AWKWARD.format(rows=rows, columns=columns))
    numbers = range(len(NAMES))
    table = [",".join(["row", *NAMES])]
    table += [",".join([NAMES[row], *(str(100 * row + n) for n in numbers)]) for row in numbers]
    (folder / "awkward.csv").write_text("\n".join(table) + "\n")
    _, (one,) = load.load(project.load(root)).value
    assert "awkward" in one.names
    return one.names


def result(source: str, names: Namespace) -> object:
    """Return what an expression evaluates to, or its one finding as text."""
    findings = Findings()
    value = evaluate(source, Place("x"), names).into(findings)
    if value is None:
        (finding,) = findings
        return finding.text("en")
    assert findings == []
    return value


def reached(names: Namespace) -> Iterator[object]:
    """Yield a thing of every kind, and everything that every member of each gives."""
    sources = [kind.example for kind in KINDS.values()]
    sources += [one for kind in KINDS.values() for m in kind.members.values() for one in m.examples]
    sources += ["awkward", "awkward.term", 'awkward["top"]', "holdings", "holdings.budget"]
    for source in sources:
        thing = result(source, names)
        assert not isinstance(thing, str) or '"' in source or source.endswith(".id"), thing
        yield thing


def attributes(thing: object, depth: int) -> set[str]:
    """Return the names of all attributes of a Python object, and of those behind it."""
    found = set(dir(thing))
    for name in dir(thing) if depth else ():
        with suppress(Exception), warnings.catch_warnings(action="ignore"):
            found |= attributes(getattr(thing, name), depth - 1 if name[0] != "_" else 0)
    return found


def test_every_kind_is_reached(names: Namespace) -> None:
    assert {type(thing) for thing in reached(names)} == set(KINDS)


@pytest.mark.slow
def test_nothing_outside_the_list_can_be_asked_for(names: Namespace) -> None:
    """Every thing is asked for the names of all Python objects behind any, with brackets too."""
    things = list(reached(names))
    figure = names["loans_by_branch"]
    assert isinstance(figure, FigureValues)
    asked = set(NAMES) | {
        "parse_raw",
        "parse_file",
        "model_validate",
        "__globals__",
        "mro",
        "format",
    }
    for thing in [*things, figure.figure.file, figure.figure.document, figure.glossary]:
        asked |= attributes(thing, 1)
    asked |= attributes(figure.figure, 2)
    assert len(asked) > 400
    for thing in {id(one): one for one in things}.values():
        kind = kind_of(thing)
        data = set(kind.data(thing))
        for name in asked:
            for source in (f"it.{name}", f"it['{name}']", f"it.{name}()", f"it.{name}('x')"):
                findings = Findings()
                found = evaluate(source, Place("x"), {"it": thing}).into(findings)
                if found is not None:
                    assert type(found) in KINDS
                    listed = name in kind.members and "[" not in source
                    assert listed or (name in data and "(" not in source), (kind.words.en, source)
                else:
                    assert len(findings) == 1


def test_data_are_reached_whatever_they_are_called(names: Namespace) -> None:
    for row, name in enumerate(NAMES):
        for column, other in enumerate(NAMES):
            value = result(f'awkward["{name}"]["{other}"]', names)
            assert isinstance(value, Value)
            assert value.number == 100 * row + column
            assert value.origin == Address("awkward", name, other)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # With brackets it is the member, alone it is data, where the member takes brackets.
        ("awkward.top(1)[0].id", "__class__"),
        ("awkward.top.share", "has no “share”"),
        ("awkward.top.growth", Address("awkward", "top", "growth")),
        ("awkward.term.term", Address("awkward", "term", "term")),
        ("awkward.5_to_9.rank", Address("awkward", "5_to_9", "rank")),
        ("awkward.in.and", Address("awkward", "in", "and")),
        ("awkward[2020].total", Address("awkward", "2020", "total")),
        ("awkward.2020.total", Address("awkward", "2020", "total")),
        # A member that takes no brackets wins after a dot; square brackets are always data.
        ("awkward.rows == 31", True),
        ('awkward["rows"].value', Address("awkward", "rows", "value")),
        ("awkward.term.id", "term"),
        ('awkward.term["id"]', Address("awkward", "term", "id")),
        # Exact decimals, and what can be compared.
        ("0.1 + 0.2 == 0.3", True),
        ("holdings.volumes > 1 and not holdings.volumes < 1", True),
        ("1 < 2 < 3 <= 3", True),
        ("1 < 2 > 3", False),
        ('loans_by_branch.top(1)[0].id in ("east", "west")', True),
        ('loans_by_branch.top(1)[0].id not in ["east"]', False),
        ("-loans_by_branch.east.count|abs == 5", True),
        ("2 * loans_by_branch.east.count == loans_by_branch.east.count * 2", True),
        ("loans_by_branch.top(3)[-1].id", "north"),
        ("loans_by_year.loans[1998]", Address("loans_by_year", "1998", "loans")),
        # Each mistake has its own words.
        ("awkward.tpo(3)", "“awkward” has no “tpo(…)” (did you mean “top(…)”?)"),
        ("loans_by_branch.top", "“top” is followed by brackets (it is written top(n, column?))"),
        ("loans_by_branch.rows()", "“rows” is not followed by brackets (write .rows alone)"),
        ("loans_by_branch.top(1, [])", "the brackets are empty"),
        ("loans_by_branch.top(1, [1])", "“column” of “top” is the name of a column"),
        ('loans_by_branch.top(1, "shore")', "(did you mean “share”?)"),
        ("loans_by_branch.top(1.5)", "“n” of “top” is a whole number"),
        ("loans_by_branch.top()", "“top” needs “n”, a whole number"),
        ("loans_by_branch.top(1, n=2)", "the argument “n” is given twice"),
        ("loans_by_branch.top(1, by=2)", "“top” has no argument “by”"),
        ("loans_by_branch.east.count.round(99)", "a whole number from −9 to 9"),
        ("loans_by_branch.top(2)[5]", "2 rows are listed here"),
        ("loans_by_branch.east.count + 1", "only another value can be added"),
        ("loans_by_branch.east.count / 2", "divided by another value only (multiply, as in * 0.5)"),
        ("loans_by_branch.east.count * loans_by_branch.east.count", "cannot be multiplied"),
        (
            'loans_by_branch.east == "east"',
            "a name cannot be compared with a text (compare its .id)",
        ),
        ('loans_by_year.loans.trend(1997, 1998) != "fallign"', "(did you mean “falling”?)"),
        ('"a" in "abc"', "“in” is followed by a list"),
        ("not loans_by_branch.east.count", "“not” takes judgements, and this is a number"),
        ("loans_by_branch.east.count and 1 < 2", "“and” takes judgements"),
        ("loans_by_branch.east.count = 5", "“=” does not belong (to compare, write ==)"),
        ("loans_by_branch.top（2）", "“（” cannot be used here (did you mean ( ?)"),
        ('loans_by_branch.top(2, "share)', 'the quotation mark " is not closed'),
        ("(loans_by_branch.east.count", "at character 1 “(” is not closed"),
        ("loans_by_branch.east.count if 1 < 2 else 3", "“if” does not belong"),
        ("1e400", "“1e400” is no number"),
        ("growth(1, 2)", "“growth(…)” follows a figure, a column or a number"),
        ("loans_by_branch.east.count.ratio()", "is no quotient"),
        ("loans_by_branch.count.total.per(loans_by_branch.rows)", "does not come out even"),
        ("loans_by_branch.count.total.per(3)", "“other” of “per” is a number of the report"),
        ("(loans_by_branch.west.count / loans_by_year[1997].loans).fraction", "nearest is 2/5"),
        ("(loans_by_branch.east.count / loans_by_branch.west.count).multiple", "nearest is 2"),
        ("loans_by_branch.east.count.one_in", "is no share and no quotient"),
        ("none", "there is no figure called “none”"),
        ("1 / 0", "division by zero"),
    ],
)
def test_what_an_expression_means(source: str, expected: object, names: Namespace) -> None:
    found = result(source, names)
    if isinstance(expected, Address):
        assert isinstance(found, Value)
        assert found.origin == expected
    elif isinstance(expected, str):
        assert isinstance(found, str)
        assert expected in found
    else:
        assert found is expected


@pytest.mark.parametrize(
    "source",
    [
        *("9**(9**9)", "('a'*2000000000)|abs", "'%999999999d' % 1", "[[0]*10**8]*2", "'a'*10**11"),
        *("1e400", "holdings.volumes * 1e400", "9" * 5000, "'" + "a" * 1500 + "'"),
        *("+".join(["holdings.volumes"] * 3000), "+".join(["1"] * 900), "holdings" + ".x" * 900),
        *("(" * 500 + "1" + ")" * 500, "[" * 500, "-" * 1900 + "1", "not " * 490 + "1"),
        *("*".join(["9" * 20] * 60), "1" + "/9" * 900, "holdings" + "[0]" * 600),
        *("loans_by_branch.top(" * 300, "a" * 10**6, "1," * 900, "(" + "1," * 60 + ")"),
        *("x" + "|abs" * 400, " or ".join(["1<2"] * 300), "1" + "<1" * 900),
    ],
)
def test_what_is_too_big_is_refused_before_it_is_computed(source: str, names: Namespace) -> None:
    before = time.process_time()
    found = result(source, names)
    assert isinstance(found, str)
    assert len(found) < 600
    assert time.process_time() - before < 5  # no time limit: what never ends must be seen


WRITTEN = sorted(
    {
        source.strip()
        for path in [*(ROOT / "report").rglob("*.md"), *(LIBRARIES / "report").rglob("*.md")]
        for match in re.finditer(r"\{\{(.+?)\}\}|\{% claim (.+?)%\}", path.read_text("utf-8"))
        for source in match.groups()
        if source
    }
)
LETTERS = st.sampled_from(
    [
        *"abz_019 .()[]'\"\\,+-*/<>=|!%{}~;:（）“”，。é中\t\n\0",
        *("==", "<=", " not in ", " and ", "|abs", "loans_by_branch", ".top(", ".east", ".share"),
        *("names", "editions[1998]", ".__class__"),
    ]
)


def is_told(source: str, names: Namespace) -> None:
    before = time.process_time()
    findings = Findings()
    found = evaluate(source, Place("x"), names).into(findings)
    assert time.process_time() - before < 5  # no time limit: what never ends must be seen
    assert len(findings) == (1 if found is None else 0)
    assert found is None or type(found) in KINDS
    for finding in findings:
        assert finding.message.zh
        assert finding.message.en
        assert not re.search(r"jinja|Traceback|object at 0x|template", finding.text("en"), re.I)


@given(st.lists(LETTERS, max_size=40))
def test_any_text_is_a_value_or_a_finding(names: Namespace, letters: list[str]) -> None:
    is_told("".join(letters), names)


@given(st.sampled_from(WRITTEN), st.data())
def test_mutated_expressions_are_values_or_findings(
    names: Namespace, source: str, data: st.DataObject
) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        at, until = sorted(data.draw(st.tuples(*[st.integers(0, len(source))] * 2)))
        source = (
            source[:at] + data.draw(LETTERS) + source[data.draw(st.sampled_from([at, until])) :]
        )
    is_told(source, names)


@given(st.sampled_from(WRITTEN))
def test_what_the_report_says_is_well_formed(source: str) -> None:
    parse(source)


NUMBERS = st.decimals(0, 10**9, places=2)


@given(NUMBERS, NUMBERS)
def test_comparisons_are_those_of_the_numbers(a: Decimal, b: Decimal) -> None:
    stored = {
        name: Value(Address("x", name), number, "percent", 2, "published")
        for name, number in (("a", a), ("b", b))
    }
    for sign in ("<", "<=", ">", ">=", "==", "!="):
        expected = eval(f"a {sign} b", {"a": a, "b": b})
        assert result(f"a {sign} b", stored) is expected
        assert result(f"a {sign} {b}", stored) is expected


def test_a_row_is_itself(names: Namespace) -> None:
    assert isinstance(names["loans_by_branch"], FigureValues)
    assert isinstance(result("loans_by_branch.east", names), Row)
    assert result("loans_by_branch.east == loans_by_branch.top(1)[0]", names) is True


def test_a_malformed_source_never_parses() -> None:
    for source in (
        "",
        " ",
        "a.",
        ".a",
        "a..b",
        "a b",
        "1.2.3",
        "007",
        "1_000",
        "a[",
        "a]",
        "()",
        "#",
    ):
        with pytest.raises(Misuse):
            parse(source)


PICKLED = "cos\\nsystem\\n(S'echo run > {}'\\ntR."
ATTACK = 'holdings.figure.file.parse_raw("{}", content_type="pickle", allow_pickle=1).title.zh'


def test_no_door_runs_what_content_says(tmp_path: Path) -> None:
    """Chapter, claim, note, alternative text, highlight, fitted line: each is a finding."""
    root = shutil.copytree(LIBRARIES, tmp_path / "project")
    attack = ATTACK.format(PICKLED.format(tmp_path / "ran"))
    quoted = attack.replace("\\", "\\\\").replace('"', '\\"')
    for language in ("zh", "en"):
        chapter = root / f"report/{language}/1998/loans.md"
        text = f"\n{{{{ {attack} }}}}\n\n{{% claim {attack} == 'a' %}}\n"
        chapter.write_text(chapter.read_text("utf-8") + text, "utf-8")
    figure = root / "figures/1998/loans_by_year.yml"
    words = f'{{zh: "{{{{ {quoted} }}}}", en: "{{{{ {quoted} }}}}"}}'
    lines = figure.read_text("utf-8").splitlines()[:-2]
    fit = f'fit: {{exponent: "{quoted}", start: "{quoted}"}}'
    lines += [f"alt: {words}", f"note: {words}", f"chart: {{form: loglog, value: loans, {fit}}}"]
    figure.write_text("\n".join(lines), "utf-8")
    edition = root / "report/1998.yml"
    highlight = f'highlights: [{{value: "{quoted}", label: {{zh: 甲, en: A}}, figure: holdings}}]\n'
    edition.write_text(edition.read_text("utf-8") + highlight, "utf-8")

    findings = Findings()
    _, (one,) = load.load(project.load(root)).into(findings)
    year = one.context.figures["loans_by_year"]
    for language in ("zh", "en"):
        view = figure_view(year, one.context, language).into(findings)
        assert chart_data(year, view, one.context, language).value is not None
        assert list(highlights(one, language).into(findings)) == []

    assert not (tmp_path / "ran").exists()
    told = [finding for finding in findings if finding.rule == "syntax"]
    doors = {(finding.place.path, finding.place.line) for finding in told}
    assert len(doors) == 2 * 2 + 3 + 1
    assert all("parse_raw" in finding.message.en for finding in told)


def test_the_page_of_expressions_is_up_to_date() -> None:
    """The page is made from the list, each example run; an example that fails stops it."""
    made = expression_page.page()
    assert expression_page.PAGE.read_text("utf-8") == made, "run: python -m tools.expression_page"
    for kind in KINDS.values():
        assert kind.words.en in made
        assert kind.words.zh in made
        for member in kind.members.values():
            assert f"`.{member.signature}`" in made
            assert member.examples
