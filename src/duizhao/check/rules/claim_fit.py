"""Fit: a claim can fail, is about what its block speaks of, and says what the words say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from duizhao.check.registry import pair_rule
from duizhao.check.rules.turned import turned
from duizhao.check.scopes import RUNNING, PairView
from duizhao.check.text.assertions import HEDGES
from duizhao.check.text.comparisons import Compared, can_fail
from duizhao.check.text.coordinates import Figures, Mention, addresses, has_word, ids_of, years
from duizhao.check.text.cues import APART, DENIED, HALF, HIGH, LOW, MOST
from duizhao.check.text.prose import Passage, Sentence, Span
from duizhao.diagnostics import Diagnostic, Words
from duizhao.expressions.namespace import Ranking
from duizhao.expressions.provenance import Address
from duizhao.expressions.value import Misuse, Word

# A claim over more numbers than these is about a total; its parts need no names.
PARTS = 2


@pair_rule("claim-proves-nothing", "claims")
def claim_proves_nothing(view: PairView) -> Iterator[Diagnostic]:
    """A claim holds whatever the data say.

    `loans.rows > 0`, or `> 5` where the number is fifty: the figures are tried with neighbours in
    rank exchanged, numbers half or half as much again as large, years in reverse and rows left
    out, and the claim never fails. It tests nothing that the sentence says.

    判断永远成立：把名次相邻的数互换、把数减半或加半、把年份倒过来、去掉几行，它都不会不成立，因此没有
    检验句子所说的。
    """
    for passage in view.passages:
        if passage.language != "zh":
            continue
        for span in passage.tags("claim"):
            try:
                known = can_fail(span, view.figures)
            except Misuse:
                continue  # told where claims are tested
            if not known:
                yield _finding(
                    "claim-proves-nothing",
                    passage,
                    span,
                    Words("数据怎样变，这一判断都成立", "this claim holds however the data change"),
                    Words("请写句子真正所说的", "claim what the sentence says"),
                )


@pair_rule("claim-elsewhere", "claims")
def claim_elsewhere(view: PairView) -> Iterator[Diagnostic]:
    """A claim is about a row that its block does not name.

    `loans.east.share > 50` behind a paragraph about the west library proves nothing of it. Of two
    rows that are compared both are named, or one where the block calls it the first or the last,
    or where there are only these two. Three claims and more that make one comparison for a row each
    are about a group of rows, and a table’s total is about them all.

    判断所说的行，段落里没有提到。比较两行的，两行都要提到；段落说某一行居首或垫底的，提到这一行即可；图表只有
    这两行的也是。三条以上的判断对各行作同一比较的，说的是一组；合计一行说的是全部。
    """
    for passage in view.passages:
        if passage.kind not in RUNNING or not passage.claims:
            continue
        named = _named(passage, view.figures)
        superlative = HIGH[passage.language].search(passage.own) or LOW[passage.language].search(
            passage.own
        )
        compared = view.compared(passage)
        groups = _groups(compared, named)
        for one in compared:
            if _kind(one) in groups:
                continue
            missing = _missing(one, named, bool(superlative), passage, view.figures)
            if missing:
                name = missing[0]
                yield _finding(
                    "claim-elsewhere",
                    passage,
                    one.span,
                    Words(f"段落没有提到“{name.zh}”", f"the paragraph does not name “{name.en}”"),
                    Words("请核对判断说的是哪一行", "see which row the claim is about"),
                )


def _named(passage: Passage, known: Figures) -> set[str]:
    """Return the ids that a block names: in words, by printed names, and by its verbs’ years."""
    mentions: list[Mention] = known.named(passage.own, passage.language, passage.expressions, 0)
    ids = {id for m in [*mentions, *years(passage.own)] for id in m.ids}
    for span in passage.expressions:
        if isinstance(span.result, Word | Ranking) or len(addresses(span)) > PARTS:
            ids |= {at.row for at in addresses(span)}
        ids |= {at.row for at in addresses(span) if at.row.isdigit()}
    return ids


Kind = tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]


def _kind(one: Compared) -> Kind:
    """Return which columns a claim compares, whatever the row."""
    less, more = (tuple((at.figure, at.column) for at in side) for side in (one.less, one.more))
    return less, more


def _groups(compared: Sequence[Compared], named: set[str]) -> set[Kind]:
    """Return the comparisons that are made for three rows and more that the block does not name."""
    rows: dict[Kind, set[str]] = {}
    for one in compared:
        own = {at.row for at in one.addresses}
        if len(one.less) == len(one.more) == 1 and len(own) == 1:
            rows.setdefault(_kind(one), set()).update(own - named)
    return {kind for kind, unnamed in rows.items() if len(unnamed) > PARTS}


def _missing(
    one: Compared, named: set[str], superlative: bool, passage: Passage, known: Figures
) -> list[Words]:
    if one.ranked is not None:
        figure = known.of(one.ranked.ranking)
        ids = [(figure, one.ranked.row)] if figure and one.relation == "==" else []
    elif len(one.less) > PARTS or len(one.more) > PARTS or one.trend:
        return []
    else:
        ids = [(f, at.row) for at in one.addresses if (f := known.of(at)) and at.row]
    missing: list[Words] = []
    printed = {at.figure for span in passage.expressions for at in addresses(span)}
    if one.ranked is None and re.search(
        r"\.(?:top|ranks)\(", getattr(one.span.piece, "argument", "")
    ):
        return []
    for owner, row in {(f.name, row): (f, row) for f, row in ids}.values():
        if row not in owner.rows or list(owner.file.columns) == ["value"]:
            continue
        label = owner.file.rows.get(row)
        spoken = owner.name in printed or has_word(
            known.nouns(owner, passage.language), passage.own, passage.language
        )
        if spoken and label is not None and re.search(r"\d", label.en):
            continue  # one of many classes, of which the block prints some, or calls it small
        if known.is_total(owner, row):
            continue
        words = known.row_words(owner, row, passage.language)
        if not set(known.row_ids(owner, row)) <= named and not has_word(
            words, passage.own, passage.language
        ):
            missing.append(known.row_name(owner, row))
    rows = {row for _, row in ids}
    years_apart = all(row.isdigit() for row in rows)
    pair = len(ids) == 2 and all(len(figure.rows) == 2 for figure, _ in ids)
    if (superlative or years_apart or pair) and len(rows) > 1 and len(missing) < len(rows):
        return []
    return missing


@pair_rule("claim-other-way", "claims")
def claim_other_way(view: PairView) -> Iterator[Diagnostic]:
    """The words make another comparison than the claim tests.

    “More than half” needs a claim of fifty per cent in that sense, “the smallest” none that tests
    the first place, “far apart” none that the difference is small; what is compared stands before
    and behind “more than” or “second only to” as it stands in the claim, sums and sides that are
    taken up again with their value (“the latter is {{ a + b }}”) as well.

    句子所作的比较与判断检验的不同：“超过半数”要有以50为界、方向相同的判断；说“最小”，判断检验的却是首位；
    说“悬殊”，判断检验的却是相差很小；“甲高于乙”，判断却是乙大于甲。几个数之和，以及随后带着数值重提的一方
    （“后者合计……”），也是如此。
    """
    for passage in view.passages:
        if passage.kind not in RUNNING or not passage.claims:
            continue
        compared = view.compared(passage)
        for sentence in passage.sentences:
            for at, message in _other_way(sentence, compared, view.figures):
                yield Diagnostic(
                    "claim-other-way",
                    passage.place(sentence.start + at),
                    message,
                    Words("请核对句子和判断", "see to the words and to the claim"),
                )


def _other_way(
    sentence: Sentence, compared: Sequence[Compared], known: Figures
) -> Iterator[tuple[int, Words]]:
    language, text = sentence.passage.language, sentence.text
    for sense, pattern in HALF[language].items():
        for match in pattern.finditer(text):
            if _hedged(match, text, language):
                continue
            if not any(_halves(one, sense) for one in compared):
                yield (
                    match.start(),
                    Words(f"没有判断检验“{match[0]}”", f"no claim tests “{match[0]}”"),
                )
    yield from _superlatives(sentence, compared, known)
    named = ids_of(sentence, known)
    small = [one for one in compared if _small(one) and {at.row for at in one.addresses} & named]
    apart = APART[language].search(text)
    if apart and apart[0].endswith(("不同", "different")):
        small = [one for one in small if one.relation == "=="]
    if apart and small and not _hedged(apart, text, language):
        yield (
            apart.start(),
            Words(
                f"句子说“{apart[0]}”，判断却检验相差很小或相等",
                f"the words say “{apart[0]}”, and a claim tests that the difference is small",
            ),
        )
    yield from turned(sentence, compared, known)


def _hedged(match: re.Match[str], text: str, language: str) -> bool:
    """Whether somebody else says it, or it is supposed: before the word, in its sentence."""
    return bool(HEDGES[language].search(text, 0, match.start()))


def _halves(one: Compared, sense: str) -> bool:
    """Whether a claim tests a half, or the double, in one sense."""
    if one.constant is not None and 49 <= one.constant <= 51:
        return bool(one.more if sense == "more" else one.less)
    return one.factor


def _small(one: Compared) -> bool:
    """Whether a claim tests that two numbers are alike, or near each other."""
    if one.relation == "==" and len(one.addresses) == 2:
        return True
    return one.constant is not None and len(one.less) > 1


def _superlatives(
    sentence: Sentence, compared: Sequence[Compared], known: Figures
) -> Iterator[tuple[int, Words]]:
    language, text = sentence.passage.language, sentence.text
    high, low = HIGH[language].search(text), LOW[language].search(text)
    named = ids_of(sentence, known)
    ranked = [
        one
        for one in compared
        if one.ranked and one.relation == "==" and one.ranked.place >= 0 and one.ranked.row in named
    ]
    lists = any(isinstance(span.result, Ranking) for span in sentence.spans)
    lowest = any(one.ranked and one.ranked.place < 0 for one in compared) or any(
        one.less and one.more and one.less[0].row in named for one in compared
    )
    if low and not high and (ranked or lists) and not lowest and not _hedged(low, text, language):
        yield (
            low.start(),
            Words(
                f"句子说“{low[0]}”，判断或列表却是按从大到小的前列",
                f"the words say “{low[0]}”, and claims and lists here test the first places",
            ),
        )
    yield from _most(sentence, compared, known)
    denied = DENIED[language].search(text)
    if denied and ranked and not _hedged(denied, text, language):
        yield (
            denied.start(),
            Words(
                f"句子否认“{denied[0]}”，判断却检验它成立",
                f"the words deny what a claim tests: “{denied[0]}”",
            ),
        )


def _most(
    sentence: Sentence, compared: Sequence[Compared], known: Figures
) -> Iterator[tuple[int, Words]]:
    """Yield “the most” of a row where a claim has another one first, or has this one last."""
    language, text = sentence.passage.language, sentence.text
    word = MOST[language].search(text)
    firsts = [one.ranked for one in compared if one.ranked and one.relation == "=="]
    if word is None or not firsts or _hedged(word, text, language) or LOW[language].search(text):
        return
    cuts = [m.end() for m in _SEMICOLON.finditer(text, 0, word.start())]
    ends = _SEMICOLON.search(text, word.end())
    start, end = cuts[-1] if cuts else 0, ends.start() if ends else len(text)
    mentions = known.named(text, language, sentence.spans, sentence.start)
    said = {id for m in mentions if start <= m.start < end for id in m.ids}
    if any(start <= s.start - sentence.start < end for s in sentence.spans):
        return  # a list, or a value that tells by itself
    for one in firsts:
        figure = known.of(Address(one.figure))
        if figure is None:
            continue
        words = known.row_words(figure, one.row, language)
        own = one.row in said or has_word(words, text[start:end], language)
        others = said & {*figure.rows} - {one.row}
        last = one.place in (-1, len(figure.rows) - 1)
        if (last and own and not others) or (one.place == 0 and others and not own):
            name = known.row_name(figure, one.row)
            yield (
                word.start(),
                Words(
                    f"句子说“{word[0]}”，判断却是“{name.zh}”居{'末' if last else '首'}",
                    f"the words say “{word[0]}”, and a claim has “{name.en}” "
                    f"{'last' if last else 'first'}",
                ),
            )
            return


_SEMICOLON = re.compile("[;；。:：]")


def _finding(rule: str, passage: Passage, span: Span, message: Words, hint: Words) -> Diagnostic:
    return Diagnostic(rule, passage.place(span.start, span.end), message, hint)
