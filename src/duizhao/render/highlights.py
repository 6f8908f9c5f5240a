"""Highlights: whether the numbers on an edition's front page can be said, and lead somewhere."""

from __future__ import annotations

from duizhao.diagnostics import Diagnostic, Stage, Words, did_you_mean, stage
from duizhao.expressions.evaluate import evaluate
from duizhao.expressions.value import Misuse
from duizhao.render.context import Context
from duizhao.render.inline import PlainTarget, inline_text


@stage
def check_highlights(context: Context) -> Stage[None]:
    """Find the highlights that give nothing to print, or lead to what no chapter shows."""
    edition, numbering = context.edition, context.numbering
    known = {*numbering.figures, *numbering.tables}
    for index, one in enumerate(edition.file.highlights):
        if one.figure not in known:
            said = Words(f"没有一章展示“{one.figure}”", f"no chapter shows “{one.figure}”")
            at = edition.place("highlights", index, "figure")
            yield Diagnostic("highlight", at, said, did_you_mean(one.figure, known))
        place = edition.place("highlights", index, "value")
        value = yield from evaluate(one.value, place, context.namespace)
        try:
            for language in edition.languages if value is not None else ():
                inline_text(value, language, PlainTarget(language, lambda of: of.figure))
        except Misuse as misuse:
            yield Diagnostic("highlight", place, misuse.message, misuse.hint)
