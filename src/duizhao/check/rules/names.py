"""Names: one thing has one name and one spelling, in the glossary and wherever it is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from duizhao.check.registry import edition_rule, pair_rule, text_rule
from duizhao.check.scopes import EditionView, PairView
from duizhao.check.text.beside import OUR_OWN
from duizhao.check.text.lexicon import PROPER
from duizhao.check.text.prose import Passage
from duizhao.check.text.same_name import is_short, normal
from duizhao.diagnostics import Diagnostic, Words


@text_rule("name-spelling", "terms", "zh", "en", beside=OUR_OWN)
def name_spelling(passage: Passage, view: PairView) -> Iterator[Diagnostic]:
    """A glossary name is spelt in another way than the glossary spells it.

    Oldtown Library for Old Town Library, 東館 for 东馆, Acme Ltd. for Acme: another width, case,
    hyphen, space or script, a company ending, words that check.yml calls `interchangeable` (智慧
    and 智能), or one letter in a long name. Aliases are spellings that the glossary knows; names
    of two different things, such as Iran and Iraq, are never taken for one.

    术语表中的名称在这里换了写法：全角半角、大小写、连字符、空格、繁简、公司后缀、可互换的字眼，
    或长名称中差一个字母。别称是术语表认可的写法；两个不同的名称（如河北、湖北）不会混为一谈。
    """
    for variant in view.spellings.variants(passage.own, passage.language):
        name = variant.term.name(passage.language)
        yield Diagnostic(
            "name-spelling",
            passage.place(variant.start),
            Words(
                f"“{variant.text}”是“{name}”的另一种写法",
                f"“{variant.text}” is another spelling of “{name}”",
            ),
            Words(
                f"请写“{name}”；若另有所指，请收入术语表",
                f"write “{name}”; if something else is meant, add it to the glossary",
            ),
        )


@edition_rule("name-two-spellings", "terms")
def name_two_spellings(view: EditionView) -> Iterator[Diagnostic]:
    """A name that the glossary does not have is spelt in two ways within an edition.

    DeepMind and Deepmind, Open Data Portal and Open-Data Portal: the rarer spelling is shown.
    Names that stand in the text should be added to the glossary, which then settles it.

    术语表没有收的名称在同一版里有两种写法。指出较少见的一种；收入术语表即可确定写法。
    """
    for language in view.languages:
        met: dict[str, Counter[str]] = {}
        places: dict[str, tuple[Passage, int]] = {}
        for passage in view.passages:
            if passage.language != language:
                continue
            for start, said in view.spellings.unknown(passage.own, language):
                met.setdefault(normal(said, language), Counter())[said] += 1
                places.setdefault(said, (passage, start))
        for spellings in met.values():
            if len(spellings) > 1:
                usual, rare = spellings.most_common()[0][0], spellings.most_common()[-1][0]
                passage, start = places[rare]
                yield Diagnostic(
                    "name-two-spellings",
                    passage.place(start),
                    Words(
                        f"“{rare}”在这一版里又写作“{usual}”",
                        f"“{rare}” is also spelt “{usual}” in this edition",
                    ),
                    Words("请统一写法，并收入术语表", "choose one and add it to the glossary"),
                )


@edition_rule("name-twins", "terms")
def name_twins(view: EditionView) -> Iterator[Diagnostic]:
    """Two entries of the glossary are one name, or one name in two spellings.

    In one language the names or aliases differ by no more than spelling; or they are long and in
    both languages one letter apart. The rows of a figure are compared in the same way, labels
    among them. Figures would show one thing as two.

    术语表有两条，或一张图表有两行，其实是同一名称或同一名称的两种写法；一个事物会被当作两个。
    """
    yield from _row_twins(view)
    for term, other, mine, its in view.spellings.twins:
        yield Diagnostic(
            "name-twins",
            term.place,
            Words(
                f"“{mine}”（{term.id}）和“{its}”（{other.id}，{other.place}）是同一名称",
                f"“{mine}” ({term.id}) and “{its}” ({other.id}, {other.place}) are one name",
            ),
            Words(
                "请合为一条，另一写法列为别称；若是两个事物，请用能区分的名称",
                "make them one entry with an alias, or give two things names that differ",
            ),
        )


def _row_twins(view: EditionView) -> Iterator[Diagnostic]:
    for figure in view.context.figures.values():
        for language in view.languages:
            known: dict[str, str] = {}
            for row, label in figure.file.rows.items():
                plain = normal(label.of(language), language, view.spellings.groups)
                other = known.setdefault(plain, str(row))
                if other != str(row):
                    said = label.of(language)
                    yield Diagnostic(
                        "name-twins",
                        figure.document.place("rows", row),
                        Words(
                            f"“{said}”（{row}）与“{other}”行是同一名称",
                            f"“{said}” ({row}) and the row “{other}” are one name",
                        ),
                        Words(
                            "请合为一行，或用能区分的名称", "make them one row, or tell them apart"
                        ),
                    )


@edition_rule("name-id", "terms", ("en",))
def name_id(view: EditionView) -> Iterator[Diagnostic]:
    """The English name of a place or organisation has nothing in common with its id.

    Pins, tables and chapters address it by the id: when a name is changed in the glossary alone,
    every number of the old one is shown under the new. No word of the id stands in the name, and
    the id is not made of its initials.

    地方或机构的英文名与其标识毫无共同之处。数值、表格和章节都用标识指称它；只改术语表中的名称，
    原来的数就会全部归到新名称之下。
    """
    for term in view.lexicon.glossary:
        if term.kind not in PROPER:
            continue
        plain = normal(term.entry.en, "en")
        words = [word for word in term.id.split("_") if len(word) > 2] or [term.id]
        if any(word in plain for word in words):
            continue
        short = term.id.replace("_", "")
        if short in plain or is_short(short, term.entry.en, "en"):
            continue
        yield Diagnostic(
            "name-id",
            term.place,
            Words(
                f"标识“{term.id}”与名称“{term.entry.en}”毫不相干",
                f"the id “{term.id}” and the name “{term.entry.en}” have nothing in common",
            ),
            Words(
                "请核对名称；确实改名的，标识也要一起改",
                "see whether the name is right; if it has changed, change the id with it",
            ),
        )


@pair_rule("term-alias", "terms")
def term_alias(view: PairView) -> Iterator[Diagnostic]:
    """A place or organisation is called by an alias that is not a form of its name.

    Parts, short forms, initials and spellings of the name are fine where they stand alone
    (`term-two-names` tells when both are used); another name altogether, such as Persia for Iran,
    leaves readers to guess. Aliases are there to be searched for.

    地方或机构用了与正式名称无关的别称。名称的一部分、简称、首字母缩写可以单独使用；另外的名称
    读者无从知道所指，别称只供查找。
    """
    for passage in view.passages:
        for mention in view.lexicon.mentions(passage.own, passage.language):
            name = mention.term.name(passage.language)
            if mention.term.kind not in PROPER or mention.form != "alias":
                continue
            if is_short(mention.text, name, passage.language):
                continue
            yield Diagnostic(
                "term-alias",
                passage.place(mention.start),
                Words(
                    f"“{mention.text}”是“{name}”的别称",
                    f"“{mention.text}” is only an alias of “{name}”",
                ),
                Words(f"请用“{name}”", f"use “{name}”"),
            )
