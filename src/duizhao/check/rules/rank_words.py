"""Rank words: a rank said in words is computed, or a claim tests exactly that rank."""

from __future__ import annotations

import re
from collections.abc import Iterator

from duizhao.check.registry import pair_rule
from duizhao.check.scopes import RUNNING, PairView
from duizhao.check.sources.ranks import rank_of
from duizhao.check.text.assertions import HEDGES
from duizhao.check.text.coordinates import has_word
from duizhao.check.text.numerals import numerals
from duizhao.check.text.prose import Passage, Sentence, Span
from duizhao.check.text.tables import clause
from duizhao.diagnostics import Diagnostic, Words
from duizhao.document.tree import Expression, Tag

LAST = 0
_HAN = "第[一二三四五六七八九十]+"
_ORDINAL = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last"
_MOST = "largest|highest|biggest|greatest|smallest|lowest|longest|shortest|most"
RANKS = {
    "zh": re.compile(
        rf"(?:位居|居于|位列|名列|跃居|高居|稳居|退居|升至|升到|降至|排名|排在|排|列|居|占据)"
        rf"(?:全国|全球|世界|全省|全市|各[^，。；\ue000]{{1,4}})?(首位|榜首|末位|首(?![者各要席先都次发]|的(?!是))|{_HAN})(?:位|名)?|"
        rf"({_HAN})[大高多]|(垫底)(?!的)"
    ),
    "en": re.compile(
        rf"\brank(?:s|ed|ing)?(?: only| joint)? ({_ORDINAL})\b|"
        rf"\b(?:come|comes|came|finish(?:es|ed)?) (?:in )?({_ORDINAL})\b(?! to\b)|"
        rf"\bin ({_ORDINAL}) place\b|\btakes? (?:the )?({_ORDINAL}) place\b|"
        rf"\bthe ({_ORDINAL})[- ](?:{_MOST})\b|"
        r"\b(?:tops?|heads?|leads?) the (list|ranking|league)\b",
        re.IGNORECASE,
    ),
}
_WORDS = {"首": 1, "末位": LAST, "垫底": LAST, "last": LAST, "list": 1, "ranking": 1, "league": 1}
_TOP = re.compile(r"\.top\(\s*(\d+)[^)]*\)(?:\s*\[\s*(-?\d+)\s*\])?")
_RANKS = re.compile(r"\.ranks\(\s*(\d+)\s*,\s*(\d+)")
_EQUALS = re.compile(r"\.rank\s*==\s*(\d+)")


@pair_rule("typed-rank", "numbers")
def typed_rank(view: PairView) -> Iterator[Diagnostic]:
    """A rank is typed in words, and nothing computes or tests that very rank.

    “ranks second”, “the second largest”, 居首, 位列榜首, 垫底: the sentence prints the rank or the
    ranked names by an expression (`.rank`, `.top`, `.ranks`), or a claim of its block tests that
    rank, such as `figure.top(2)[1].id == "x"`. A claim of another rank does not count: after the
    data change it would hold and the word be wrong. Ordinals that are numerals (第三, third) are
    told by `typed-number`, and the row that a claim gives the rank is one that the clause names;
    what the source or somebody else says is left alone. What must stay is
    listed under `numerals` in check.yml, with a reason.

    名次是用文字手写的（居首、位列榜首、垫底、ranks second），既不是表达式算出的，也没有判断恰好
    检验这一名次。检验别的名次不算：数据变了它可能仍然成立，文字却错了。
    """
    for passage in view.passages:
        if passage.kind not in RUNNING:
            continue
        for sentence in passage.sentences:
            yield from _in_sentence(sentence, passage, view)


def _in_sentence(sentence: Sentence, passage: Passage, view: PairView) -> Iterator[Diagnostic]:
    language = passage.language
    if sentence.spans and not passage.claims:
        return  # told by `unbound-claim`
    for match in RANKS[language].finditer(sentence.text):
        word = next(group for group in match.groups() if group is not None)
        rank = _WORDS.get(word.casefold(), rank_of(word))
        start, end = match.span()
        typed = any(n.start < end and start < n.end for n in numerals(sentence.text, language))
        listed = not sentence.spans and match[0].lower().startswith(("come", "came", "finish"))
        if rank is None or typed or listed or HEDGES[language].search(sentence.text[:start]):
            continue
        if any(_gives(rank, span) for span in sentence.spans):
            continue
        if any(_tests(rank, span) for span in passage.claims):
            other = _another(rank, start, sentence, view)
            if other is not None:
                yield Diagnostic(
                    "typed-rank",
                    passage.place(sentence.start + start),
                    Words(
                        f"“{match[0]}”说的不是判断里居这一名次的“{other.zh}”",
                        f"“{match[0]}” is not said of “{other.en}”, which a claim ranks so",
                    ),
                    Words("请核对说的是哪一行", "see which row is meant"),
                )
            continue
        around = sentence.text[max(0, start - 20) : end + 20]
        if view.settings.allows(view.settings.file.numerals, around, passage.start.path):
            continue
        yield Diagnostic(
            "typed-rank",
            passage.place(sentence.start + start),
            Words(
                f"名次“{match[0]}”是手写的，没有判断检验它",
                f"the rank “{match[0]}” is typed by hand, and no claim tests it",
            ),
            Words(
                "请用.rank、.top()等写出，或加上检验这一名次的判断",
                "print it by .rank or .top(), or add a claim that tests this rank",
            ),
        )


def _another(rank: int, at: int, sentence: Sentence, view: PairView) -> Words | None:
    """Return the row that claims give a rank, where the clause names others and not this one."""
    language, known = sentence.passage.language, view.figures
    start, end = clause(sentence, at)
    mentions = known.named(sentence.text, language, sentence.spans, sentence.start)
    named = {id for m in mentions if start <= m.start < end for id in m.ids}
    found: list[Words] = []
    for one in view.compared(sentence.passage):
        figure = known.of(one.ranked.ranking) if one.ranked else None
        if one.ranked is None or figure is None or one.relation != "==":
            continue
        last = (-1, len(figure.rows) - 1)
        if one.ranked.place not in (last if rank == LAST else (rank - 1,)):
            continue
        ids = {*known.row_ids(figure, one.ranked.row)}
        others = named & {id for row in figure.rows for id in known.row_ids(figure, row)}
        words = known.row_words(figure, one.ranked.row, language)
        if ids & named or not others or has_word(words, sentence.text[start:end], language):
            return None
        found.append(known.row_name(figure, one.ranked.row))
    return found[0] if found else None


def _gives(rank: int, span: Span) -> bool:
    """Whether an expression prints a rank, or names in rank order of which this rank is one."""
    source = span.piece.source if isinstance(span.piece, Expression) else ""
    if source.rstrip().endswith(".rank"):
        return True
    top = any(rank == LAST or rank <= int(match[1]) for match in _TOP.finditer(source))
    return top or any(
        rank == LAST or int(match[1]) <= rank <= int(match[2]) for match in _RANKS.finditer(source)
    )


def _tests(rank: int, span: Span) -> bool:
    """Whether a claim says who or what has exactly this rank."""
    source = span.piece.argument if isinstance(span.piece, Tag) else ""
    if rank == LAST:
        return "[-1]" in source or "rows" in source or bool(_RANKS.search(source))
    return (
        any(int(match[2] or 0) == rank - 1 for match in _TOP.finditer(source))
        or any(int(match[1]) <= rank <= int(match[2]) for match in _RANKS.finditer(source))
        or any(int(match[1]) == rank for match in _EQUALS.finditer(source))
    )
