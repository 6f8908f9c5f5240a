"""Anchors hold: what is inserted, deleted, moved or reworded leaves the others where they were."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizhao import project
from duizhao.document.anchors import known_again, slug
from duizhao.document.chapters import parse
from duizhao.document.pairs import ChapterPair, pair
from duizhao.edition import load
from duizhao.project import reviews as records
from duizhao.project.reviews import Review
from duizhao.site.article import Article
from duizhao.site.target import SiteTarget
from tests.conftest import LIBRARIES, Duizhao

ZH = ["# 概览", "甲。", "乙。", "## 变化", "丙。", "- 一\n- 二", "丁。", "## 原因", "戊。"]
EN = ["# Overview", "A.", "B.", "## Change", "C.", "- one\n- two", "D.", "## Causes", "E."]
NUMBERED = [
    *("overview", "overview-1", "overview-2"),
    *("change", "change-1", "change-2", "change-3"),
    *("causes", "causes-1"),
]


def read(reviews: tuple[Review, ...] | None, **texts: Sequence[str]) -> ChapterPair:
    """Return a chapter of these blocks in each language; nothing may be wrong with it."""
    both = {code: parse("\n\n".join(texts[code]) + "\n", "x", code, f"{code}.md") for code in texts}
    found = pair({code: [one.value] for code, one in both.items()}, {"x": reviews})
    assert not [*found.findings, *(finding for one in both.values() for finding in one.findings)]
    return found.value[0]


def paired(
    zh: Sequence[str], en: Sequence[str], reviews: tuple[Review, ...] | None = None
) -> ChapterPair:
    return read(reviews, zh=zh, en=en)


def anchors(chapter: ChapterPair) -> dict[str, str]:
    """Return the anchor of each block by its English text."""
    return {block.of("en").written: block.anchor for block in chapter.blocks}


def reviewed(chapter: ChapterPair) -> tuple[Review, ...]:
    return tuple(block.review for block in chapter.blocks)


def test_headings_are_called_by_their_words_and_anchors_are_unique() -> None:
    twice = EN[3]
    names = [block.anchor for block in paired(ZH, [*EN[:7], twice, EN[8]]).blocks]
    assert [names[0], names[3], names[7]] == ["overview", "change", "change-2"]
    assert all(re.fullmatch("p-[0-9a-f]{8}", one) for one in (*names[1:3], *names[4:7], names[8]))
    assert len(set(names)) == len(names)


def test_what_was_never_reviewed_keeps_its_number_as_a_second_name() -> None:
    blocks = paired(ZH, EN).blocks
    assert [block.anchors[-1] for block in blocks] == NUMBERED


@dataclass(frozen=True)
class Edit:
    """An edit of both languages: the blocks of a chapter that stand at `at` become `become`."""

    at: slice
    zh: list[str]
    en: list[str]

    def of(self, zh: list[str], en: list[str]) -> tuple[list[str], list[str]]:
        both = (list(zh), list(en))
        both[0][self.at], both[1][self.at] = self.zh, self.en
        return both


EDITS = {
    "insert": Edit(slice(1, 1), ["新。"], ["New."]),
    "insert a section": Edit(slice(3, 3), ["## 新节", "新。"], ["## News", "New."]),
    "delete": Edit(slice(1, 2), [], []),
    "move": Edit(slice(1, 7), [*ZH[2:7], ZH[1]], [*EN[2:7], EN[1]]),
    "reword": Edit(slice(1, 2), ["甲二。"], ["A, again."]),
    "reword one language": Edit(slice(1, 2), ["甲二。"], ["A."]),
    "reword a heading": Edit(slice(3, 4), ["## 变动"], ["## Movement"]),
    "split": Edit(slice(1, 2), ["甲一。", "甲二。"], ["A first.", "A second."]),
}


@pytest.mark.parametrize("record", [True, False], ids=["reviewed", "never reviewed"])
@pytest.mark.parametrize("name", EDITS)
def test_an_edit_moves_no_other_anchor(name: str, record: bool) -> None:
    edit = EDITS[name]
    before = paired(ZH, EN)
    old = anchors(before)
    new = anchors(paired(*edit.of(ZH, EN), reviewed(before) if record else None))
    touched = {text.lstrip("# ") for text in EN[edit.at] if text not in edit.en}
    assert {text: new.get(text) for text in old if text not in touched} == {
        text: old[text] for text in old if text not in touched
    }
    assert len(set(new.values())) == len(new)


@pytest.mark.parametrize("name", ["reword", "reword one language", "reword a heading"])
def test_a_reviewed_block_keeps_its_anchor_when_it_is_reworded(name: str) -> None:
    edit, before = EDITS[name], paired(ZH, EN)
    new = paired(*edit.of(ZH, EN), reviewed(before))
    assert new.blocks[edit.at.start].anchors == before.blocks[edit.at.start].anchors


def test_headings_of_the_same_words_are_told_apart_by_what_stands_around_them() -> None:
    zh, en = [*ZH[:7], ZH[3], ZH[8]], [*EN[:7], EN[3], EN[8]]
    before = paired(zh, en)
    after = paired(*EDITS["reword a heading"].of(zh, en), reviewed(before))
    assert [one.anchors for one in after.blocks] == [one.anchors for one in before.blocks]


def test_figures_and_tables_are_called_by_their_names_and_only_texts_are_counted() -> None:
    shown = ["{% figure x %}", "{% table x %}", "{% errata %}"]
    chapter = paired(["# 甲", "甲。", *shown, "乙。"], ["# A", "A.", *shown, "B."])
    assert [one.anchors[0] for one in chapter.blocks[2:5]] == ["x", "x-table", "errata-table"]
    assert [one.anchors[1:] for one in chapter.blocks] == [
        (),
        ("a-1",),
        *[()] * 3,
        # A list that the program writes was counted, a figure was not.
        ("a-3",),
    ]


def test_a_heading_may_repeat_any_number_of_times() -> None:
    zh, en = ["# 甲", *["## 乙"] * 3], ["# A", *["## B"] * 3]
    assert [one.anchor for one in paired(zh, en).blocks] == ["a", "b", "b-2", "b-3"]


def test_sections_of_one_name_keep_their_anchors_in_a_long_chapter() -> None:
    zh = ["# 甲", *(text for n in range(150) for text in ("## 乙", f"丙{n}。"))]
    en = ["# A", *(text for n in range(150) for text in ("## B", f"C{n}."))]
    before = paired(zh, en)
    after = paired([zh[0], *zh[3:]], [en[0], *en[3:]], reviewed(before))
    assert [b.anchors for b in after.blocks[1:]] == [b.anchors for b in before.blocks[3:]]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_block_is_known_again_by_either_language_where_it_was_moved(language: str) -> None:
    before = paired(ZH, EN)
    zh, en = EDITS["move"].of(ZH, EN)
    changed = zh if language == "zh" else en
    changed[6] += "!"
    assert paired(zh, en, reviewed(before)).blocks[6].anchors == before.blocks[1].anchors


def test_the_first_and_the_last_block_are_known_by_their_place() -> None:
    before = paired(ZH, EN)
    after = paired(["# 总览", *ZH[1:-1], "己。"], ["# Survey", *EN[1:-1], "F."], reviewed(before))
    assert [one.anchors for one in after.blocks] == [one.anchors for one in before.blocks]


def test_a_slug_is_made_of_plain_lower_case_words() -> None:
    assert slug("Café crème: the 2nd CUP!") == "cafe-creme-the-2nd-cup"
    assert slug("概览") == "section"


def test_numbers_of_old_links_are_kept_with_the_reviews() -> None:
    numbered = tuple(
        Review((name,), block.review.prints)
        for name, block in zip(NUMBERED, paired(ZH, EN).blocks, strict=True)
    )
    again = paired(*EDITS["insert"].of(ZH, EN), numbered)
    assert [block.anchor for block in again.blocks if block.of("en").written != "New."] == NUMBERED
    assert again.blocks[1].anchor not in NUMBERED


def test_an_anchor_that_a_heading_asks_for_stands_beside_the_one_it_had() -> None:
    asking = [*EN[:3], "## Change {#shift}", *EN[4:]]
    chapter = paired(ZH, asking, reviewed(paired(ZH, EN)))
    assert chapter.blocks[3].anchors == ("shift", "change")
    assert paired(ZH, asking, reviewed(chapter)).blocks[3].anchors == ("shift", "change")
    assert chapter.blocks[4].anchors == paired(ZH, EN).blocks[4].anchors


def test_an_anchor_that_is_asked_for_is_no_other_blocks() -> None:
    record = tuple(Review(("same",), one.prints) for one in reviewed(paired(ZH, EN)))
    chapter = paired(ZH, [EN[0], *EN[1:3], "## Change {#same}", *EN[4:]], record)
    names = [name for block in chapter.blocks for name in block.anchors]
    assert chapter.blocks[3].anchor == "same"
    assert len(set(names)) == len(names)


TEXTS = st.lists(
    st.tuples(st.sampled_from("甲乙丙"), st.sampled_from("ABC")), max_size=8, unique=True
)


@given(TEXTS, TEXTS)
def test_each_review_is_known_again_once(
    before: list[tuple[str, str]], now: list[tuple[str, str]]
) -> None:
    reviews = [Review((f"a-{n}",), texts) for n, texts in enumerate(before)]
    found = known_again(now, reviews)
    assert len({one.anchors for one in found.values()}) == len(found)
    for index, texts in enumerate(now):
        if texts in before:
            assert found[index].prints == texts


PARAGRAPH = {"zh": "分馆每周六开放。", "en": "The branches are open on Saturdays."}


def test_links_to_a_published_page_reach_the_same_paragraph(
    libraries: Path, duizhao: Duizhao
) -> None:
    """Every id of both pages before an insertion: the same words stand there after it."""
    for accepted in (False, True):
        if accepted:
            assert duizhao(libraries, "check", "--accept").code == 0
        before = dict(_ids(libraries))
        for language, text in PARAGRAPH.items():
            file = libraries / f"report/{language}/1998/overview.md"
            written = file.read_text(encoding="utf-8")
            title, rest = written.split("\n\n", 1)
            new = text.replace("六", "日").replace("Satur", "Sun") if accepted else text
            file.write_text(f"{title}\n\n{new}\n\n{rest}", encoding="utf-8")
        after = dict(_ids(libraries))
        # A number holds from the first review on.
        kept = {key: before[key] for key in before if accepted or key[1] != "overview-1"}
        assert len(kept) >= 4
        assert {key: after.get(key) for key in kept} == kept


def _ids(root: Path) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield the ids of the overview's paragraphs and headings, by language, and what they say."""
    _, (contents,) = load.load(project.load(root)).value
    for language in ("zh", "en"):
        target = SiteTarget(language, "overview", contents.context.numbering, {}, {})
        blocks = contents.chapter("overview", language).blocks
        html = Article(target).html([one for one in blocks if one.kind != "display"])
        for element in re.findall(r"<(?:p|h\d) id=.*?</(?:p|h\d)>", html, re.S):
            for id in re.findall(r' id="([^"]*)"', element):
                yield (language, id), re.sub("<[^>]*>", "", element)


def test_a_chapter_keeps_its_anchors_when_its_report_gains_or_loses_a_language(
    tmp_path: Path,
) -> None:
    both = project.load(LIBRARIES).editions[0]
    alone = replace(both, languages=("zh",))
    path = tmp_path / records.path_of(both, "x")
    path.parent.mkdir(parents=True)
    before = paired(ZH, EN)
    path.write_bytes(records.written(reviewed(before), both))
    chinese = read(records.load(tmp_path, alone, "x").or_stop(), zh=ZH)
    assert [one.anchor for one in chinese.blocks] == [one.anchor for one in before.blocks]
    path.write_bytes(records.written(reviewed(chinese), alone))
    again = paired(ZH, EN, records.load(tmp_path, both, "x").or_stop())
    assert anchors(again) == anchors(before)


def test_headings_without_latin_letters_are_called_by_their_text() -> None:
    alone = read(None, zh=ZH)
    assert all(re.fullmatch("p-[0-9a-f]{8}", one.anchor) for one in alone.blocks)
    moved = read(None, zh=["# 新的", "新的。", *ZH])
    assert [one.anchor for one in moved.blocks[2:]] == [one.anchor for one in alone.blocks]
