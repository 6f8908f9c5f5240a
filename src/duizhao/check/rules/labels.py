"""Labels: the rows of figures that are named in the figure itself are named alike in prose."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duizhao.check.registry import BOTH, pair_rule
from duizhao.check.scopes import PairView
from duizhao.check.text.lexicon import Lexicon
from duizhao.check.text.prose import Passage
from duizhao.check.text.remembered import remembered
from duizhao.diagnostics import Diagnostic, Words
from duizhao.project.glossary import Entry, Glossary, Term
from duizhao.render.context import Context


@pair_rule("label-missing", "terms", BOTH)
def label_missing(view: PairView) -> Iterator[Diagnostic]:
    """The label of a figure's row is used in one language, and in the other another wording.

    Rows that are no glossary entries have their names in the figure's file (`rows`). Where prose
    calls a row by its label in one language, it does so in the other, in the same spelling; bins,
    whose labels hold numbers, and single words are left alone.

    图表各行的名称（图表文件rows:中的）在一种语言里照用，在另一种语言里换了说法或写法。含有数字的
    分组和单个词不算。
    """
    if not view.aligned:
        return
    known = _lexicon(view.context, view.lexicon.glossary)
    for block in view.blocks:
        found = {p.language: _labels(p, known) for p, _ in block.both}
        for here, there in block.both:
            for start, text, id in found[here.language]:
                if id in {other for _, _, other in found[there.language]}:
                    continue
                name = known.glossary[id].name(there.language)
                yield Diagnostic(
                    "label-missing",
                    here.place(start),
                    Words(
                        f"“{text}”是图表的行名，在另一种语言（{there.start}）里没有用对应的行名",
                        f"“{text}” is the label of a row, and the other language ({there.start}) "
                        "does not use that row’s label",
                    ),
                    Words(f"那里应有“{name}”", f"“{name}” is expected there"),
                )


def _labels(passage: Passage, known: Lexicon) -> list[tuple[int, str, str]]:
    """Return the labels that a passage has in the spelling of the figure: place, text, row."""
    return [
        (mention.start, mention.text, mention.term.id)
        for mention in known.mentions(passage.own, passage.language)
    ]


@remembered(by=2)
def _lexicon(context: Context, glossary: Glossary) -> Lexicon:
    """Return the labels of an edition’s rows as names to look for."""
    terms: dict[str, Term] = {}
    for figure in context.figures.values():
        for row, label in figure.file.rows.items():
            texts = (label.zh, label.en)
            named = label.unit is None and not any(re.search(r"\d", text) for text in texts)
            if named and row not in glossary and len(label.zh) > 3:
                entry = Entry.model_validate({"zh": label.zh, "en": label.en})
                place = figure.document.place("rows", row)
                terms.setdefault(str(row), Term(str(row), "labels", place, entry))
    return Lexicon(Glossary({id: term for id, term in terms.items() if " " in term.entry.en}))
