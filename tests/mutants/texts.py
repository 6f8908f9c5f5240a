"""Faults in chapters, each in one language (or, for claims, in both)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from random import Random

from tests.mutants import words
from tests.mutants.files import EXPRESSION, Block, Chapter, Mutant, with_line

Maker = Callable[[Chapter, Chapter, Random], Iterator[Mutant]]


def prose(one: Chapter, other: Chapter) -> Iterator[tuple[Block, Block]]:
    for mine, theirs in zip(one.blocks, other.blocks, strict=True):
        if mine.prose:
            yield mine, theirs


def mutant(
    kind: str, one: Chapter, block: Block, text: str, there: tuple[Chapter, Block] | None, what: str
) -> Mutant:
    places = {(one.path, block.line)}
    if there is not None:
        places.add((there[0].path, there[1].line))
    return Mutant(kind, one.path, with_line(one, block.line, text), frozenset(places), what)


def changed(
    kind: str,
    one: Chapter,
    other: Chapter,
    edit: Callable[[re.Match[str], str], str | None],
    pattern: re.Pattern[str],
) -> Iterator[Mutant]:
    """Yield one mutant for each match of a pattern in running text, where `edit` gives a text."""
    for block, there in prose(one, other):
        for match in pattern.finditer(block.text):
            new = edit(match, block.text)
            if new is not None and new != match[0]:
                text = block.text[: match.start()] + new + block.text[match.end() :]
                what = f"{match[0]} → {new}"
                yield mutant(kind, one, block, text, (other, there), what)


def value_deleted(one: Chapter, other: Chapter, _: Random) -> Iterator[Mutant]:
    yield from changed("value deleted", one, other, lambda m, t: "", EXPRESSION)


def value_replaced(one: Chapter, other: Chapter, random: Random) -> Iterator[Mutant]:
    """A value becomes its neighbour: another row or column that the chapter also speaks of."""
    pattern = re.compile(r"\b([a-z_]+)\.([a-z][a-z0-9_]*)((?:\.[a-z_]+)?)(?= \}\})")
    rows: dict[str, set[str]] = {}
    for block in one.blocks:
        for match in pattern.finditer(block.text):
            rows.setdefault(match[1] + match[3], set()).add(match[2])

    def edit(match: re.Match[str], text: str) -> str | None:
        others = sorted(rows[match[1] + match[3]] - {match[2], "ref", "rows", "table_ref"})
        if match[2] in ("ref", "rows", "table_ref") or not others:
            return None
        return f"{match[1]}.{random.choice(others)}{match[3]}"

    yield from changed("value replaced by its neighbour", one, other, edit, pattern)


def values_exchanged(one: Chapter, other: Chapter, _: Random) -> Iterator[Mutant]:
    """Two shares of one block change places."""
    for block, there in prose(one, other):
        found = [m for m in EXPRESSION.finditer(block.text) if ".share " in m[0]]
        for first, second in itertools.pairwise(found):
            if first[0] == second[0]:
                continue
            text = (
                block.text[: first.start()]
                + second[0]
                + block.text[first.end() : second.start()]
                + first[0]
                + block.text[second.end() :]
            )
            what = f"{first[0]} ↔ {second[0]}"
            yield mutant("values exchanged", one, block, text, (other, there), what)


def number_typed(one: Chapter, other: Chapter, random: Random) -> Iterator[Mutant]:
    def edit(match: re.Match[str], text: str) -> str:
        return random.choice(["29.04%", "4311", "31.73%", "672", "2.7", "85.18%"])

    yield from changed("numeral typed in digits", one, other, edit, EXPRESSION)


def words_typed(one: Chapter, other: Chapter, random: Random) -> Iterator[Mutant]:
    """A numeral in words is added after a comma, so that no value is missing."""
    comma = re.compile("，" if one.language == "zh" else r"(?<=[a-z]), (?=[a-z])")

    def edit(match: re.Match[str], text: str) -> str:
        numeral = random.choice(words.NUMERALS[one.language])
        return f"，{numeral}，" if one.language == "zh" else f", {numeral}, "

    yield from changed("numeral typed in words", one, other, edit, comma)


def full_width(one: Chapter, other: Chapter, random: Random) -> Iterator[Mutant]:
    if one.language == "zh":
        yield from changed(
            "numeral in full-width digits",
            one,
            other,
            lambda m, t: random.choice(words.FULL_WIDTH),
            EXPRESSION,
        )


def paragraphs_swapped(one: Chapter, other: Chapter, _: Random) -> Iterator[Mutant]:
    for first, second in itertools.pairwise(one.blocks):
        if first.prose and second.prose:
            lines = list(one.lines)
            a, b = first.line - 1, second.line - 1
            ends = a + 1 + len(first.claims), b + 1 + len(second.claims)
            head, tail = lines[a : ends[0]], lines[b : ends[1]]
            lines[a : ends[1]] = [*tail, *lines[ends[0] : b], *head]
            index = one.blocks.index(first)
            places = {(one.path, first.line), (one.path, first.line + len(tail) + 1)}
            places |= {(other.path, other.blocks[i].line) for i in (index, index + 1)}
            places |= {(p, n + i) for p, n in set(places) for i in range(12)}
            yield Mutant(
                "paragraphs swapped", one.path, "\n".join(lines), frozenset(places), "two blocks"
            )


def block_dropped(one: Chapter, other: Chapter, _: Random) -> Iterator[Mutant]:
    for index, block in enumerate(one.blocks):
        kind = "paragraph dropped"
        if block.text.startswith("#"):
            kind = "heading dropped"
        elif block.text.startswith("{%"):
            kind = "figure dropped"
        lines = list(one.lines)
        start = block.line - 1
        end = start + 1 + len(block.claims)
        lines[start : end + 1] = []
        # The finding stands where the two part: at the block that took the place, or beside it.
        places = {(one.path, block.line), (other.path, other.blocks[index].line)}
        following = other.blocks[index + 1 : index + 2]
        places |= {(other.path, b.line) for b in following}
        for later in range(index, len(other.blocks)):  # equal shapes: they part further down
            places.add((other.path, other.blocks[later].line))
            places.add((one.path, one.blocks[later].line - (end + 1 - start)))
        yield Mutant(kind, one.path, "\n".join(lines), frozenset(places), block.text[:40])


def figure_exchanged(one: Chapter, other: Chapter, _: Random) -> Iterator[Mutant]:
    shown = [b for b in one.blocks if re.match(r"\{% (?:figure|table) ", b.text)]
    for block, another in zip(shown, shown[1:] + shown[:1], strict=True):
        if block.text != another.text:
            index = one.blocks.index(block)
            yield mutant(
                "figure exchanged",
                one,
                block,
                another.text,
                (other, other.blocks[index]),
                block.text,
            )


def claim_dropped(one: Chapter, other: Chapter, _: Random) -> Iterator[Mutant]:
    for index, block in enumerate(one.blocks):
        for number, claim in enumerate(block.claims):
            lines = list(one.lines)
            del lines[block.line + number]
            there = other.blocks[index].line
            places = {(one.path, block.line)}
            places |= {(other.path, there + i) for i in range(1, len(block.claims) + 1)}
            yield Mutant(
                "claim dropped in one language",
                one.path,
                "\n".join(lines),
                frozenset(places),
                claim,
            )


def claim_turned(one: Chapter, other: Chapter, _: Random) -> Iterator[Mutant]:
    """A claim says the opposite: it does not hold, and its pair says something else."""
    turned = {" > ": " < ", " < ": " > ", '"rising"': '"falling"', '"falling"': '"rising"'}
    for index, block in enumerate(one.blocks):
        for number, claim in enumerate(block.claims):
            for old, new in turned.items():
                if old in claim:
                    line = block.line + 1 + number
                    there = (other.path, other.blocks[index].line + 1 + number)
                    text = with_line(one, line, claim.replace(old, new))
                    places = frozenset({(one.path, line), there})
                    yield Mutant("claim turned round", one.path, text, places, claim)
                    break


def _name(one: Chapter, other: Chapter, kind: str, names: list[str]) -> Iterator[Mutant]:
    """One name becomes the next of a list, wherever a block has it once."""
    for block, there in prose(one, other):
        plain = EXPRESSION.sub(lambda m: "_" * len(m[0]), block.text)
        for name, instead in zip(names, names[1:] + names[:1], strict=True):
            at = [m.start() for m in re.finditer(re.escape(name), plain)]
            if len(at) == 1 and instead not in plain:
                text = block.text[: at[0]] + instead + block.text[at[0] + len(name) :]
                yield mutant(kind, one, block, text, (other, there), f"{name} → {instead}")


def place_changed(one: Chapter, other: Chapter, _: Random) -> Iterator[Mutant]:
    names = {
        "zh": ["北京市", "广东省", "上海市", "浙江省", "江苏省", "山东省", "四川省", "湖北省"],
        "en": ["Beijing", "Guangdong", "Shanghai", "Zhejiang", "Jiangsu", "Shandong", "Sichuan"],
    }
    yield from _name(one, other, "place changed", names[one.language])


def organisation_changed(one: Chapter, other: Chapter, _: Random) -> Iterator[Mutant]:
    names = {
        "zh": ["百度", "京东", "英特尔", "高通", "清华大学", "北京大学", "吉利控股", "中国一汽"],
        "en": ["Baidu", "JD.com", "Intel", "Qualcomm", "NVIDIA", "Geely Holding", "FAW Group"],
    }
    yield from _name(one, other, "organisation changed", names[one.language])


def names_reordered(one: Chapter, other: Chapter, _: Random) -> Iterator[Mutant]:
    """Two neighbours in a list of at least three typed names change places."""
    provinces = (
        "北京|广东|上海|浙江|江苏|山东|四川|安徽|贵州|重庆|天津|河北|武汉|长沙|成都|西安|沈阳|长春"
    )
    item = rf"(?:{provinces})[省市]" if one.language == "zh" else r"[A-Z][A-Za-z.’']+"
    joint = "、" if one.language == "zh" else ", "
    last = "和" if one.language == "zh" else " and "
    pattern = re.compile(rf"({item}){joint}({item})(?=(?:{joint}{item})*{last}{item})")

    def edit(match: re.Match[str], text: str) -> str:
        return f"{match[2]}{joint}{match[1]}"

    yield from changed("names of a list reordered", one, other, edit, pattern)


def punctuation(one: Chapter, other: Chapter, _: Random) -> Iterator[Mutant]:
    if one.language == "zh":
        half = {"，": ",", "；": ";", "：": ":", "（": "(", "）": ")"}
        yield from changed(
            "half-width punctuation",
            one,
            other,
            lambda m, t: half[m[0]],
            re.compile("[，；：（）]"),
        )
    else:
        wide = {", ": "，", "; ": "；", "(": "（"}
        yield from changed(
            "full-width mark in English",
            one,
            other,
            lambda m, t: wide[m[0]],
            re.compile(r", |; |\("),
        )


def space_typed(one: Chapter, other: Chapter, _: Random) -> Iterator[Mutant]:
    if one.language == "zh":
        pattern = re.compile(r"(?<=[\u4e00-\u9fff])(?=\d{4}年|\{\{|[A-Z])")
        yield from changed("space typed in Chinese", one, other, lambda m, t: " ", pattern)


def bracket_lost(one: Chapter, other: Chapter, _: Random) -> Iterator[Mutant]:
    pattern = re.compile(r"[）”》]" if one.language == "zh" else r"(?<=[a-z\}])[)”]")
    yield from changed("bracket or quotation mark lost", one, other, lambda m, t: "", pattern)


def misspelt(one: Chapter, other: Chapter, random: Random) -> Iterator[Mutant]:
    """Two letters inside a long English word change places."""
    if one.language != "en":
        return

    def edit(match: re.Match[str], text: str) -> str | None:
        if text.rfind("{{", 0, match.start()) > text.rfind("}}", 0, match.start()):
            return None
        word = match[0]
        at = random.randrange(2, len(word) - 3)
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]

    yield from changed("misspelt word", one, other, edit, re.compile(r"\b[a-z]{8,14}\b"))
    for british, american in words.AMERICAN.items():
        yield from changed(
            "American spelling",
            one,
            other,
            lambda m, t, a=american: a,
            re.compile(rf"\b{british}(?=s?\b)"),
        )


def year_changed(one: Chapter, other: Chapter, random: Random) -> Iterator[Mutant]:
    pattern = re.compile(
        r"(?<![\[\d(, ])(?<!\d[–—])20[12]\d(?=年)"
        if one.language == "zh"
        else r"\b20[12]\d\b(?![\])])"
    )

    def edit(match: re.Match[str], text: str) -> str | None:
        if text.rfind("{{", 0, match.start()) > text.rfind("}}", 0, match.start()):
            return None
        return str(int(match[0]) + random.choice([-3, -2, -1, 1, 2]))

    yield from changed("year changed", one, other, edit, pattern)


def sentence_dropped(one: Chapter, other: Chapter, _: Random) -> Iterator[Mutant]:
    pattern = re.compile(
        r"(?<=。)[^。]{15,}。" if one.language == "zh" else r"(?<=\. )[A-Z][^.]{40,}\.(?: |$)"
    )
    for block, there in prose(one, other):
        for match in pattern.finditer(block.text):
            filled = "with a value" if "{{" in match[0] else "without a value"
            text = (block.text[: match.start()] + block.text[match.end() :]).rstrip()
            yield mutant(
                f"sentence {filled} dropped", one, block, text, (other, there), match[0][:40]
            )


def reference_changed(one: Chapter, other: Chapter, random: Random) -> Iterator[Mutant]:
    pattern = re.compile(r"\b([a-z_]+)\.ref(?= \}\})")
    names = sorted({m[1] for b in one.blocks for m in pattern.finditer(b.text)})

    def edit(match: re.Match[str], text: str) -> str | None:
        others = [name for name in names if name != match[1]]
        return f"{random.choice(others)}.ref" if others else None

    yield from changed("reference to another figure", one, other, edit, pattern)


def ranking_changed(one: Chapter, other: Chapter, _: Random) -> Iterator[Mutant]:
    pattern = re.compile(r"\.top\((\d)")

    def edit(match: re.Match[str], text: str) -> str:
        return f".top({int(match[1]) - 1 or 2}"

    yield from changed("ranking cut at another rank", one, other, edit, pattern)


def period_changed(one: Chapter, other: Chapter, _: Random) -> Iterator[Mutant]:
    pattern = re.compile(r"\.(verb|change|trend)\((\d{4}), (\d{4})\)")

    def edit(match: re.Match[str], text: str) -> str:
        return f".{match[1]}({int(match[2]) + 1}, {match[3]})"

    yield from changed("trend over another period", one, other, edit, pattern)


MAKERS: tuple[Maker, ...] = (
    value_deleted,
    value_replaced,
    values_exchanged,
    number_typed,
    words_typed,
    full_width,
    paragraphs_swapped,
    block_dropped,
    figure_exchanged,
    claim_dropped,
    claim_turned,
    place_changed,
    organisation_changed,
    names_reordered,
    punctuation,
    space_typed,
    bracket_lost,
    misspelt,
    year_changed,
    sentence_dropped,
    reference_changed,
    ranking_changed,
    period_changed,
)
