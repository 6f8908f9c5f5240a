"""Categories: the classes of a glossary are named alike in every chapter and in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from duizhao.check.registry import edition_rule
from duizhao.check.scopes import EditionView
from duizhao.check.text.lexicon import PROPER, Mention, plurals
from duizhao.check.text.prose import Passage
from duizhao.check.text.same_name import is_short
from duizhao.diagnostics import Diagnostic, Words
from duizhao.project.glossary import Term

# What stands between quotation marks is quoted: the name that somebody else uses.
_QUOTES = {"zh": ("“", "”"), "en": ("“", "”")}


def is_category(term: Term) -> bool:
    """Whether an entry is a class of things: no proper name, and no term with a definition only."""
    return term.kind not in (*PROPER, "terms")


@edition_rule("category-two-names", "terms")
def category_two_names(view: EditionView) -> Iterator[Diagnostic]:
    """One category goes by two names within an edition.

    Its name is printed or typed in one place and an alias in another, such as machine vision
    beside computer vision: readers look for the difference between two classes. Short forms and
    initials of the name are no other name, nor are quoted words, nor single common words.

    同一类别在一版里用了两个名称：一处用正式名称，另一处用别称，读者会以为是两类。简称、缩写、
    引号内的说法和常用短词不算。
    """
    for language in view.languages:
        named: set[str] = set()
        aliases: list[tuple[Passage, Mention]] = []
        for passage in view.passages:
            if passage.language != language:
                continue
            named |= passage.printed
            for mention in view.lexicon.mentions(passage.own, language):
                if mention.form == "name":
                    named.add(mention.term.id)
                elif mention.form == "alias" and is_category(mention.term):
                    aliases.append((passage, mention))
        for passage, mention in aliases:
            if mention.term.id in named and _another(mention, passage):
                name = mention.term.name(language)
                yield Diagnostic(
                    "category-two-names",
                    passage.place(mention.start),
                    Words(
                        f"同一版里既有“{name}”又有“{mention.text}”",
                        f"the edition has both “{name}” and “{mention.text}”",
                    ),
                    Words(f"请用“{name}”", f"use “{name}”"),
                )


def _another(mention: Mention, passage: Passage) -> bool:
    """Whether an alias is another name, and no form of the name, common word or quotation."""
    language, name = passage.language, mention.term.name(passage.language)
    common = len(mention.text) < 4 if language == "zh" else len(mention.text.split()) < 2
    if common and "-" not in mention.text:
        return False
    opening, closing = _QUOTES[language]
    before = passage.masked[mention.start - 1 : mention.start]
    quoted = before == opening and passage.masked[mention.end : mention.end + 1] == closing
    forms = (name, *(plurals(name) if language == "en" else ()))
    return not quoted and not any(is_short(mention.text, form, language) for form in forms)
