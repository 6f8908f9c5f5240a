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
from duizhao.check.text.tables import clause, column
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
_HAN_COUNTS = {"一": 1, "两": 2} | {han: n for n, han in enumerate("二三四五六七八九十", 2)}
_COUNTS = {"no": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
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
    what the source or somebody else says is left alone. Where the sentence says how many are ahead
    of one that it compares, so many are: “more than {{ x.ranks(3, 3) }}; only two are ahead of it”.
    What must stay is listed under `numerals` in check.yml, with a reason.

    名次是用文字手写的（居首、位列榜首、垫底、ranks second），既不是表达式算出的，也没有判断恰好
    检验这一名次。检验别的名次不算：数据变了它可能仍然成立，文字却错了。句子说排在前面的有几家的，就要恰好有
    几家。
    """
    for passage in view.passages:
        if passage.kind not in RUNNING:
            continue
        for sentence in passage.sentences:
            yield from _in_sentence(sentence, passage, view)
            yield from _ahead(sentence, view)


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


_AHEAD = {
    "zh": re.compile(
        "[排居]在(?:它|其|他|她|前者|后者)们?(?:之?前面?|前头|之上)的?[^，。；\ue000]{0,10}?"
        rf"[只仅]?有(?P<count>[{''.join(_HAN_COUNTS)}0-9]+)(?:[家个位座所名项种]|$)"
    ),
    "en": re.compile(
        rf"\b(?P<count>{'|'.join(_COUNTS)})\b(?: [a-z-]+){{0,4}}? "
        r"(?:is|are|stands?|ranks?|comes?) (?:ahead of|above|before) (?:it|them|this)\b",
        re.IGNORECASE,
    ),
}


def _ahead(sentence: Sentence, view: PairView) -> Iterator[Diagnostic]:
    """Yield how many are said to be ahead of something where a claim knows that others are."""
    passage = sentence.passage
    for match in _AHEAD[passage.language].finditer(sentence.text):
        said = match["count"].casefold()
        count = _HAN_COUNTS.get(said, _COUNTS.get(said, int(said) if said.isdecimal() else None))
        known = _counts_ahead(sentence, view)
        if count is not None and known and count not in known:
            yield Diagnostic(
                "typed-rank",
                passage.place(sentence.start + match.start(), sentence.start + match.end()),
                Words(f"排在前面的有{max(known)}个", f"there are {max(known)} ahead of it"),
                Words("请核对这个数", "see to the number"),
            )


def _counts_ahead(sentence: Sentence, view: PairView) -> set[int]:
    """Return how many are above what claims compare with them: of two, the one named first."""
    passage, known = sentence.passage, view.figures
    mentions = known.named(passage.own, passage.language, (), 0)
    first = {id: m.start for m in reversed(mentions) for id in m.ids}
    found = set()
    for one in view.compared(passage):
        if len(one.less) != 1 or len(one.more) != 1 or one.relation not in ("<", ">"):
            continue
        own, other = sorted(one.addresses, key=lambda at: first.get(at.row, len(passage.own)))
        mine, theirs = known.of(own), known.of(other)
        cell = mine.cell(own.row, own.column) if mine and own.row in first else None
        if cell is not None and cell.number is not None and theirs and own.row != other.row:
            others = column(theirs, other.column).values()
            found.add(sum(number > cell.number for number in others))
    return found


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
