"""The document tree: every node knows its place, and text is never read as markup by accident."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duizhao.diagnostics import Findings
from duizhao.document.formulas import check
from duizhao.document.links import Destination, destination
from duizhao.document.parse import parse_blocks
from duizhao.document.tree import Expression, Formula, Node, Styled, Tag, Text, found, walk

LINES = st.lists(
    st.sampled_from(
        [
            "甲，**乙**。",
            "one *two* `three`",
            "- item {{ a.b }}",
            "  - 子项 [x](y.md)",
            "> 引文 {{ a['|'] }}",
            "1. first",
            "| a | `b\\|c` |",
            "|---|---|",
            "| {{ f('|') }} | 乙 |",
            "",
            "## 标题 {{ t }}",
            "\t续行",
            "[^n]: 注",
            "$x$ 甲**（{{ v }}）**乙",
            "***",
            "```",
        ]
    )
)


def parsed(text: str) -> tuple[list[Node], Findings]:
    findings = Findings()
    _, parts = parse_blocks(text, "x.md").into(findings)
    return [part.node for part in parts], findings


@given(LINES)
def test_text_stands_where_its_node_says(lines: list[str]) -> None:
    text = "\n".join(lines) + "\n"
    nodes, _ = parsed(text)
    rows = text.split("\n")
    for node in (one for block in nodes for one in walk(block)):
        if isinstance(node, Text) and node.at and "\\" not in node.text and "|" not in node.text:
            place = node.at.place
            row = rows[(place.line or 1) - 1][(place.column or 1) - 1 :]
            assert row.startswith(node.text.rstrip()), (node, row)
        if isinstance(node, Expression):
            row = rows[(node.place.line or 1) - 1][(node.place.column or 1) - 1 :]
            assert row.startswith("{{ " + node.source)


@given(LINES)
def test_no_expression_is_lost(lines: list[str]) -> None:
    """Each is in the tree, unless what holds it is a finding."""
    text = "\n".join(lines) + "\n"
    nodes, findings = parsed(text)
    told = {"table-cells", "indented-code", "unsafe-link"}
    if not told & {finding.rule for finding in findings}:
        kept = [one.source for block in nodes for one in found(block, Expression)]
        assert len(kept) == text.count("{{")


HAN = st.text(st.sampled_from("甲乙丙，。：；！？（）《》“”、—…カ𠮷"), min_size=1, max_size=6)


@given(HAN, HAN, HAN)
def test_strong_han_text_is_strong_wherever_it_stands(before: str, inside: str, after: str) -> None:
    (block,), findings = parsed(f"{before}**{inside}**{after}\n")
    (styled,) = found(block, Styled)
    assert (styled.style, styled.children) == ("strong", (Text(inside),))
    assert not findings


@settings(deadline=None)
@given(st.integers(1, 600))
def test_as_many_expressions_as_one_likes(count: int) -> None:
    nodes, findings = parsed("".join(f"{{{{a{i}}}}}" for i in range(count)) + "\n")
    (block,) = nodes
    assert [one.source for one in found(block, Expression)] == [f"a{i}" for i in range(count)]
    assert not findings


def test_markers_in_a_text_are_no_expressions() -> None:
    nodes, findings = parsed("\ufdd0\ufdd3\ufdd1 {{ a }}\n")
    assert [one.source for block in nodes for one in found(block, Expression)] == ["a"]
    assert not list(found(nodes[0], Tag))
    assert [one.rule for one in findings] == ["illegible"] * 3


@pytest.mark.parametrize(
    ("address", "end"),
    [
        ("method.md#a", Destination("method", "a")),
        ("method.html", Destination("method")),
        ("./方法.md", Destination("方法")),
        ("#a", Destination("", "a")),
        ("../1998/method.md#a", Destination("method", "a", "1998")),
        ("../glossary.html#edge", Destination("glossary", "edge")),
        ("other.pdf", None),
    ],
)
def test_an_address_leads_to_a_page(address: str, end: Destination | None) -> None:
    assert destination(address) == end


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (r"$\frac{a}{b}$", False),
        (r"$\text{占比} = \frac{a}{b}$", False),
        (r"$\frac{a}{b$", True),
        ("共$5，合A元$。", True),
        (r"$\nonsense{x}$", True),
    ],
)
def test_a_formula_that_cannot_be_set_is_told(text: str, wrong: bool) -> None:
    (block,), findings = parsed(text + "\n")
    findings.extend(check(found(block, Formula)))
    assert [one.rule for one in findings] == (["mathematics"] if wrong else [])
