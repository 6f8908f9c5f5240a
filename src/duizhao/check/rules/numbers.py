"""Numbers: no numeral in prose, headings, captions or alternative texts is typed by hand."""

from __future__ import annotations

from collections.abc import Iterator

from duizhao.check.registry import edition_rule, pair_rule
from duizhao.check.scopes import EditionView, PairView, words_of
from duizhao.check.text.numerals import numerals
from duizhao.check.text.prose import MASK, Passage
from duizhao.diagnostics import Diagnostic, Words


@pair_rule("typed-number", "numbers")
def typed_number(view: PairView) -> Iterator[Diagnostic]:
    """A numeral is typed by hand instead of being computed.

    In digits, full-width digits, Chinese numerals (三分之一, 两成) or English words (a third,
    twenty-four). Not meant are years and dates, parts of names (5G, GB/T 4754), titles, numbers
    of sections and lists, and set phrases (一方面, 进一步, one of). What must stay although it is
    a number is listed under `numerals` in check.yml, with a reason.

    正文、标题里的数字是手写的，不是由数据填入的。年份、日期、名称中的数字、书名、章节号和
    固定短语不算；确需保留的，请在check.yml的numerals下写明理由。
    """
    for passage in view.passages:
        yield from _typed(passage, view)


@edition_rule("typed-number-in-figure", "numbers")
def typed_number_in_figure(view: EditionView) -> Iterator[Diagnostic]:
    """A figure's caption, heading, note or alternative text holds a numeral typed by hand.

    The labels of rows may hold them, since they define the bins. Elsewhere an expression gives
    the number, as in chapters.

    图表的标题、栏目、注释或替代文字里有手写的数字。分组的名称可以有数字，其他地方请用表达式。
    """
    for figure in view.material.figures.values():
        for passage in words_of(figure):
            if passage.kind != "bin":
                yield from _typed(passage, view)


def _typed(passage: Passage, view: PairView | EditionView) -> Iterator[Diagnostic]:
    own = view.lexicon.without_names(passage.own, passage.language, MASK)
    for name in view.settings.file.names:
        own = own.replace(name, MASK * len(name))
    for start, stop, text in numerals(own, passage.language):
        allowed = view.settings.file.numerals
        if any(
            a.text in passage.raw[max(0, start - len(a.text)) : stop + len(a.text)]
            and text in a.text
            and passage.start.path.startswith(a.under)
            for a in allowed
        ):
            continue
        rule = "typed-number-in-figure" if passage.fixed else "typed-number"
        yield Diagnostic(
            rule,
            passage.place(start),
            Words(f"“{text}”是手写的数字", f"the number “{text}” is typed by hand"),
            Words(
                "请写成表达式；确非数值的，在check.yml中说明",
                "write an expression, or give the reason in check.yml",
            ),
        )
