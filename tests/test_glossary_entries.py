"""The glossary is complete, unambiguous, and written as each language is written."""

from __future__ import annotations

import re

import pytest

from duizhao.language import sort_key
from duizhao.project import glossary
from duizhao.site.assemble import glossary_of
from tests.conftest import ROOT

GLOSSARY = glossary.load(ROOT).value
LANGUAGES = ("zh", "en")
HAN = r"[\u4e00-\u9fff]"


def test_classifications_are_complete() -> None:
    categories = GLOSSARY.kind("categories")
    described = [(term.entry.definition.en if term.entry.definition else "") for term in categories]
    divisions = [m.group(1) for d in described if (m := re.match(r"Division (\d+)", d))]
    sections = [m.group(1) for d in described if (m := re.match(r"Section (\w)", d))]
    # Those of mining, manufacturing, the supply of energy and water, and construction.
    assert sorted(divisions) == [f"{n:02}" for n in range(6, 51)]
    assert sorted(sections) == list("ABCDEFGHIJKLMNOPQRST")
    endings = ("省", "市", "自治区", "特别行政区")
    provinces = [t for t in GLOSSARY.kind("places") if t.entry.zh.endswith(endings)]
    cities = {"shenzhen", "guangzhou", "hangzhou", "nanjing", "suzhou", "hefei", "wuhan"}
    cities |= {"changsha", "chengdu", "xian", "shenyang", "dalian", "changchun", "harbin"}
    cities |= {"dongguan", "zhuhai", "foshan", "guiyang", "huizhou", "jinan", "zhengzhou"}
    assert len([t for t in provinces if t.id not in cities]) == 34


def test_every_term_is_defined() -> None:
    assert [term.id for term in GLOSSARY.kind("terms") if term.entry.definition is None] == []


def test_every_technology_and_every_field_is_defined() -> None:
    rows = {
        line.split(",")[0]
        for name in ("technology", "field")
        for path in (ROOT / "figures").glob(f"20*/relations_by_{name}.csv")
        for line in path.read_text(encoding="utf-8").split()[1:]
    }
    assert len(rows) > 30
    assert [row for row in sorted(rows) if GLOSSARY[row].entry.definition is None] == []


@pytest.mark.parametrize(
    ("language", "names"),
    [
        (
            "zh",
            ["5G/6G", "AI大学", "北京市", "长江三角洲", "重庆市", "网络直径", "《新政》", "样本"],
        ),
        ("en", ["5G", "AI chips", "AI-using cluster", "computer vision", "Lorenz curve", "share"]),
    ],
)
def test_names_stand_as_in_a_dictionary(language: str, names: list[str]) -> None:
    assert sorted(names, key=lambda name: sort_key(name, language)) == names


def test_every_chinese_name_begins_with_a_character_that_is_sorted_by_pinyin() -> None:
    for term in GLOSSARY:
        first = re.sub(r"\W", "", term.entry.zh)[0]
        assert re.match("[A-Za-z0-9]", first) or 0xB0 <= first.encode("gb18030")[0] <= 0xD7, term.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_in_order_and_prints_synonyms_only(language: str) -> None:
    page = glossary_of(GLOSSARY, language)
    headings = [one.title for one in page.headings if one.level == 2 and one.id != "names"]
    assert len(headings) > 100
    assert headings == sorted(headings, key=lambda name: sort_key(name, language))
    printed = re.findall(r"(?:又称|also )([^<\n]+)", page.html)
    forms = {form for line in printed for form in re.split("、|, ", line)}
    assert forms & {form for term in GLOSSARY for form in term.entry.aliases.of(language)}
    only = {form for term in GLOSSARY for form in term.entry.search.of(language)}
    assert len(only) > 40
    assert forms & only == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_and_aliases_mean_one_thing(language: str) -> None:
    meanings: dict[str, set[str]] = {}
    for term in GLOSSARY:
        for name in (term.name(language), *term.entry.spellings(language)):
            meanings.setdefault(name, set()).add(term.id)
    assert {name: ids for name, ids in meanings.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_forbidden_renderings_are_in_no_name_and_in_no_definition(language: str) -> None:
    written = [
        text
        for term in GLOSSARY
        for text in (
            term.name(language),
            *term.entry.spellings(language),
            term.entry.definition.of(language) if term.entry.definition else "",
        )
    ]
    forbidden = [a for term in GLOSSARY for a in term.entry.avoid.of(language)]
    assert len(forbidden) > 4
    assert [(a, text) for a in forbidden for text in written if a in text] == []


def test_chinese_has_full_width_punctuation_and_no_typed_spaces() -> None:
    for term in GLOSSARY:
        definition = term.entry.definition.zh if term.entry.definition else ""
        for text in (term.entry.zh, *term.entry.spellings("zh"), definition):
            assert not re.search(rf"{HAN}[ ,;:.!?()]|[ ,;:.!?()]{HAN}", text), (term.id, text)
        assert definition == "" or definition.endswith("。"), term.id


def test_english_definitions_are_sentences_without_chinese() -> None:
    for term in GLOSSARY:
        definition = term.entry.definition.en if term.entry.definition else ""
        assert not re.search(HAN, term.entry.en + definition), term.id
        assert definition == "" or re.fullmatch(r"[A-Z].*\.", definition), term.id
