"""What numbers say of themselves, from the tiny project; and where terms are marked."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from duizhao import project as projects
from duizhao.diagnostics import Findings, Place
from duizhao.document.plain import plain
from duizhao.document.tree import Node, Text, replaced
from duizhao.edition import load
from duizhao.expressions.evaluate import evaluate
from duizhao.expressions.value import Value
from duizhao.files.multilingual import Texts
from duizhao.project.glossary import Entry, Glossary, Term
from duizhao.project.series import AllSeries, Point
from duizhao.render.inline import Number, said
from duizhao.render.render import FinishedChapter
from duizhao.render.term_links import TermLink, terms_linked, with_terms
from duizhao.site.number_cards import Asked, answer
from duizhao.site.number_cards_script import Answer
from tests.conftest import LIBRARIES
from tests.documents import finished_blocks


@pytest.fixture(scope="module")
def edition() -> load.FinishedEdition:
    findings = Findings()
    _, (one,) = load.load(projects.load(LIBRARIES)).into(findings)
    return one


SHARE = ("1998", "loans_by_branch", "east", "share")


def series(edition: load.FinishedEdition) -> AllSeries:
    """Return a series of a number and of the same one a year before, with a break between."""
    cell = edition.context.figures["loans_by_branch"].cell("east", "share")
    assert cell is not None
    titles = (texts(zh="上一版", en="Before"), texts(zh="本版", en="Now"))
    points = (
        Point(("1997", *SHARE[1:]), ("1998", "loans_by_branch", "west", "share"), titles[0], cell),
        Point(SHARE, SHARE, titles[1], cell, texts(zh="重新清点", en="counted anew")),
    )
    return AllSeries({SHARE: points})


def texts(**words: str) -> Texts:
    return Texts.model_validate(words)


def asked(edition: load.FinishedEdition, expression: str, language: str) -> Answer:
    value = evaluate(expression, Place("test"), edition.names).value
    assert isinstance(value, Value)
    earlier = replace(edition, edition=replace(edition.edition, name="1997"))
    return answer(value, Asked(edition, [earlier], "The city", language, series(edition)))


def test_a_stored_number_names_row_column_figure_and_source(edition: load.FinishedEdition) -> None:
    zh = asked(edition, "loans_by_branch.east.share", "zh")
    en = asked(edition, "loans_by_branch.east.share", "en")
    assert (zh.of, en.of) == ("东馆，占比", "East branch · Share")
    assert zh.text == en.text
    assert (zh.unit, en.unit) == ("百分比", "per cent")
    assert zh.figure.href == en.figure.href == "loans.html#loans_by_branch"
    assert zh.figure.text == "图1：各馆借阅量"
    assert en.figure.text == "Figure 1: Loans by branch"
    assert zh.formula == en.formula == ""
    assert zh.terms == en.terms == ("loan",)  # the figure's Chinese title names it
    assert en.citation == (
        "{number}. From: The city. (1999). Loans by branch [Data set]. In Libraries in 1998 "
        "(Figure 1). {address}"
    )
    assert zh.citation == (
        "{number}。引自：The city. 各馆借阅量[DS/OL]. "
        "一九九八年图书馆年报（1999-02-01）[{day}]. {address}."
    )
    before, own = en.editions
    assert (before.edition, before.text, before.status) == ("Before", "30.0%", en.status)
    assert before.href == "../1997/loans.html#loans_by_branch"
    assert (own.edition, own.text, own.href, own.broken) == ("Now", en.text, "", "counted anew")
    assert zh.editions[1].broken == "重新清点"


def test_numbers_of_the_same_address_are_joined_by_a_series_alone(
    edition: load.FinishedEdition,
) -> None:
    assert asked(edition, "loans_by_branch.west.share", "en").editions == ()


def test_a_derived_number_tells_its_formula_in_words(edition: load.FinishedEdition) -> None:
    expression = "(loans_by_branch.east.count / loans_by_branch.west.count).round(1)"
    east, west = (
        asked(edition, f"loans_by_branch.{row}.count", "en").text for row in ("east", "west")
    )
    en = asked(edition, expression, "en")
    assert en.formula == f"{east} (East branch · Loans) ÷ {west} (West branch · Loans)"
    assert asked(edition, expression, "zh").formula == (
        f"{east}（东馆，册次）÷{west}（西馆，册次）"
    )
    assert en.status == "derived"
    assert en.of == ""
    assert en.editions == ()


def test_gathered_digits_are_written_out(edition: load.FinishedEdition) -> None:
    zh, en = (asked(edition, "holdings.budget", language) for language in ("zh", "en"))
    assert (zh.text, zh.exact) == ("2.5万元", "25,000")
    assert (en.text, en.exact) == ("RMB 25,000", "")
    assert zh.unit == en.unit == "CNY"
    assert en.source.startswith("Register of the Hewan libraries")


@pytest.mark.parametrize(
    ("language", "text", "marked"),
    [
        ("zh", "# 借阅\n\n借阅多，借阅少。\n", "借阅\n{借阅}多，借阅少。"),
        ("en", "# Loan\n\nTwo loans, a loan.\n", "Loan\nTwo {loans}, a loan."),
        ("en", "Loans first.\n\nA loan.\n", "{Loans} first.\nA loan."),
        ("en", "A loaned book, a loan-word.\n", "A loaned book, a loan-word."),
        ("en", "[a loan](x.md) {{ x }} `loan` loan\n", "a loan loan loan {loan}"),
        ("en", "| loan |\n|---|\n| loan |\n", "loan\nloan"),
        ("en", "- **Loan**: it\n\n> a loan\n", "{Loan}: it\na loan"),
    ],
)
def test_only_the_first_use_in_running_text_is_marked(
    edition: load.FinishedEdition, language: str, text: str, marked: str
) -> None:
    result, ids = _linked(text, edition.context.glossary, language)
    assert result == marked
    assert ids == (("loan",) if "{" in marked else ())


def _linked(text: str, terms: Glossary, language: str) -> tuple[str, tuple[str, ...]]:
    """Return a chapter's words with the links to terms in braces, and the terms."""
    number = Number("loan", Value("a.b.c", Decimal(1), "count", 0, "computed"))
    written = finished_blocks(text, language, {"x": number})
    chapter = FinishedChapter("loans", language, "loans.md", "", written)
    (linked,) = with_terms([chapter], terms, language)
    lines = [plain(replaced(block.node, _braced)) for block in linked.blocks]
    return "\n".join(lines), tuple(terms_linked(linked.blocks))


def _braced(node: Node) -> tuple[Node, ...]:
    return (Text("{"), *node.children, Text("}")) if isinstance(node, TermLink) else (node,)


EDGE = {
    "zh": "边",
    "en": "edge",
    "not": {"zh": ["边界", "周边"], "en": ["cutting edge", "edge’s end"]},
    "definition": {"zh": "一条关系。", "en": "One relation."},
}


@pytest.mark.parametrize(
    ("language", "text", "marked"),
    [
        ("zh", "集群的边界和周边，一条边。\n", "集群的边界和周边，一条{边}。"),
        ("zh", "只有边界。\n", "只有边界。"),
        (
            "en",
            "The Cutting\nedge, an edge's end, edges.\n",
            "The Cutting edge, an edge's end, {edges}.",
        ),
    ],
)
def test_a_word_that_holds_a_name_and_means_something_else_is_passed_over(
    language: str, text: str, marked: str
) -> None:
    term = Term("edge", "terms", Place("glossary/terms.yml"), Entry.model_validate(EDGE))
    result, ids = _linked(text, Glossary({"edge": term}), language)
    assert result == marked
    assert ids == (("edge",) if "{" in marked else ())


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("(loans_by_branch.north.count / loans_by_branch.count.total).one_in", "20.00%"),
        ("(loans_by_branch.east.count / loans_by_branch.count.total).fraction", "50.00%"),
        ("(loans_by_branch.count.total / loans_by_branch.east.count).multiple", "2.00"),
    ],
)
def test_words_for_a_quotient_have_a_card_with_its_number(
    edition: load.FinishedEdition, words: str, number: str, language: str
) -> None:
    proportion = evaluate(words, Place("test"), edition.names).value
    (printed,) = said(proportion, language, lambda _: "")
    assert isinstance(printed, Number)
    card = answer(printed.value, Asked(edition, [], "The city", language, AllSeries({})))
    assert card.text.startswith(number)
