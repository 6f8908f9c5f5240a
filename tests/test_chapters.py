"""Chapters are cut into blocks and pieces that lose nothing and know where they stand."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from duizhao.diagnostics import Findings, Place
from duizhao.document.anchors import slug
from duizhao.document.chapters import parse
from duizhao.document.source import pieces_of
from duizhao.document.tree import Expression, Tag, Text, found

WORDS = st.text(st.characters(exclude_characters="{}%\\\r", exclude_categories=["Cs", "Cc"]))
INSIDE = st.from_regex(
    r"[a-z_]{1,8}(\.[a-z]{1,5})?( \| abs|\(\"a}}b\"\)|\('%}'\))?", fullmatch=True
)


@given(st.lists(st.tuples(WORDS, INSIDE)), WORDS)
def test_pieces_keep_every_character_and_know_their_place(
    parts: list[tuple[str, str]], last: str
) -> None:
    source = "".join(f"{words}{{{{ {inside} }}}}" for words, inside in parts) + last
    findings = Findings()
    pieces = list(pieces_of(source, Place("x.md", 7, 3)).into(findings))

    again = "".join(p.text if isinstance(p, Text) else f"{{{{ {p.source} }}}}" for p in pieces)  # type: ignore[union-attr]
    assert again == source
    assert not findings
    assert [p.source for p in pieces if isinstance(p, Expression)] == [i for _, i in parts]
    for piece in pieces:
        if isinstance(piece, Expression):
            assert piece.place.line == 7
            assert source[(piece.place.column or 0) - 3 :].startswith("{{ " + piece.source)


def test_places_count_lines_and_columns_after_a_line_break() -> None:
    findings = Findings()
    text = "# Title\n\nOne\ntwo {{ a.b }} and\n{% claim a > 1 %}\n"
    chapter = parse(text, "x", "en", "report/en/x.md").into(findings)
    expression = next(found(chapter.blocks[1].node, Expression))
    claim = next(found(chapter.blocks[1].node, Tag))
    assert (expression.place.line, expression.place.column) == (4, 5)
    assert (claim.place.line, claim.place.column, claim.argument) == (5, 1, "a > 1")


def test_blocks_of_every_kind() -> None:
    text = (
        "# Title\n\nText.[^1]\n\n- one\n- two\n\n1. one\n\n> said\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n\n{% figure x %}\n\n## Next\n\n[^1]: A note.\n"
    )
    findings = Findings()
    chapter = parse(text, "x", "en", "x.md").into(findings)
    assert [(b.kind, b.level) for b in chapter.blocks] == [
        ("heading", 1),
        ("paragraph", 0),
        ("list", 0),
        ("list", 0),
        ("quote", 0),
        ("table", 0),
        ("display", 0),
        ("heading", 2),
        ("footnote", 0),
    ]
    assert not findings


@given(st.text())
def test_a_slug_is_a_plain_anchor(text: str) -> None:
    assert slug(text)
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
