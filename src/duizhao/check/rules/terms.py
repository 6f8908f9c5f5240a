"""Terms: everything is named as the glossary names it, in both languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from duizhao.check.registry import BOTH, pair_rule, text_rule
from duizhao.check.scopes import PairView
from duizhao.check.text.beside import BESIDE, OUR_OWN
from duizhao.check.text.lexicon import PROPER, Mention
from duizhao.check.text.prose import Passage
from duizhao.diagnostics import Diagnostic, Words


@text_rule("term-avoided", "terms", "zh", "en", beside=OUR_OWN)
def term_avoided(passage: Passage, view: PairView) -> Iterator[Diagnostic]:
    """A rendering is used that the glossary lists under `avoid`.

    用了术语表中标明要避免的说法。
    """
    for mention in view.lexicon.mentions(passage.masked, passage.language):
        if mention.form == "avoid":
            name = mention.term.name(passage.language)
            yield Diagnostic(
                "term-avoided",
                passage.place(mention.start),
                Words(f"不用“{mention.text}”", f"“{mention.text}” is not used"),
                Words(f"请用“{name}”", f"use “{name}”"),
            )


@pair_rule("term-missing", "terms", BOTH, beside=("note", "alt", "definition"))
def term_missing(view: PairView) -> Iterator[Diagnostic]:
    """A place, organisation or term is named in one language and not in the other.

    Places and organisations count under any spelling; other terms when they are called by their
    full name here and by no name of theirs there. Names that expressions print count as well.
    Short common words (one English word, two Han characters) are left alone, and beside the
    chapters, where texts are short, all but places and organisations. Where a language rightly
    does without the term, `terms` in check.yml says why.

    地名、机构名或术语只在一种语言里出现。表达式写出的名称也算；常用短词不算；章节以外的短文字只查地名和
    机构名；确实不必说的，
    请在check.yml的terms下说明理由。
    """
    if not view.aligned:
        return
    for block in view.blocks:
        found = {p.language: _mentions(p, view) for p, _ in block.both}
        printed = {p.language: p.printed for p, _ in block.both}
        for here, there in block.both:
            known = {m.term.id for m in found[there.language]} | printed[there.language]
            # Under another spelling it is named all the same; `name-spelling` tells that.
            respelt = view.spellings.variants(there.own, there.language)
            known |= {variant.term.id for variant in respelt}
            by_text: dict[tuple[int, int], list[Mention]] = {}
            for mention in found[here.language]:
                by_text.setdefault((mention.start, mention.end), []).append(mention)
            for candidates in by_text.values():
                if any(m.term.id in known for m in candidates):
                    continue
                if not any(_telling(m, here) for m in candidates):
                    continue
                mention = candidates[0]
                line = here.raw[max(0, mention.start - 20) : mention.end + 20]
                if view.settings.allows(view.settings.file.terms, line, here.start.path):
                    continue
                other = mention.term.name(there.language)
                yield Diagnostic(
                    "term-missing",
                    here.place(mention.start),
                    Words(
                        f"“{mention.text}”在另一种语言（{there.start}）里没有对应的说法",
                        f"“{mention.text}” is not named in the other language ({there.start})",
                    ),
                    Words(f"那里应有“{other}”", f"“{other}” is expected there"),
                )


def _telling(mention: Mention, passage: Passage) -> bool:
    """Whether a name is telling enough to be looked for in the other language."""
    if mention.term.kind in PROPER:
        return mention.form != "avoid"
    if mention.form == "avoid" or passage.lines:
        return False
    return len(mention.text) > 2 if passage.language == "zh" else " " in mention.text


def _mentions(passage: Passage, view: PairView) -> list[Mention]:
    return list(view.lexicon.mentions(passage.own, passage.language))


@pair_rule("term-two-names", "terms")
def term_two_names(view: PairView) -> Iterator[Diagnostic]:
    """One place or organisation is called by two names in one chapter.

    The glossary's name is the one to use; aliases are for readers who search. A name that is a
    part of a longer name, and the adjective of a place, are left alone.

    同一地方或机构在一章里用了两个名称。请统一用术语表中的名称，别称只供查找。
    """
    for language in view.languages:
        named: set[str] = set()
        aliases: list[tuple[Passage, Mention]] = []
        for block in view.blocks:
            passage = block.of(language)
            for mention in _mentions(passage, view):
                if mention.term.kind not in PROPER:
                    continue
                if mention.form == "name":
                    named.add(mention.term.id)
                elif mention.form == "alias":
                    aliases.append((passage, mention))
        for passage, mention in aliases:
            if mention.term.id in named:
                name = mention.term.name(language)
                yield Diagnostic(
                    "term-two-names",
                    passage.place(mention.start),
                    Words(
                        f"同一章里既有“{name}”又有“{mention.text}”",
                        f"the chapter has both “{name}” and “{mention.text}”",
                    ),
                    Words(f"请用“{name}”", f"use “{name}”"),
                )


@pair_rule("term-exchanged", "terms", BOTH, beside=BESIDE)
def term_exchanged(view: PairView) -> Iterator[Diagnostic]:
    """A block names one place or organisation where its other half names another.

    Both are named in both languages, but one of them more often here and the other more often
    there. A name that is only said once more, where the other language has a pronoun, is fine.

    这里说的是一个地方或机构，另一种语言里说的却是另一个。
    """
    if not view.aligned:
        return
    for block in view.blocks:
        zh, en = _proper(block.zh, view), _proper(block.en, view)
        more, fewer = zh - en, en - zh
        if not more or not fewer:
            continue
        mine, theirs = next(iter(more)), next(iter(fewer))
        mention = next(m for m in _mentions(block.zh, view) if m.term.id == mine)
        name, other = (view.lexicon.glossary[one].entry for one in (mine, theirs))
        yield Diagnostic(
            "term-exchanged",
            block.zh.place(mention.start),
            Words(
                f"这里多说了“{name.zh}”，而{block.en.start}多说了“{other.en}”",
                f"“{name.zh}” is named more often here, “{other.en}” at {block.en.start}",
            ),
            Words("请看看是否写错了名称", "see whether a name is mistaken"),
        )


def _proper(passage: Passage, view: PairView) -> Counter[str]:
    """Return how often a passage names each place and organisation, whoever typed it."""
    seen = {
        (m.start, m.term.id)
        for m in _mentions(passage, view)
        if m.term.kind in PROPER and m.form != "avoid"
    }
    return Counter(id for _, id in seen)
