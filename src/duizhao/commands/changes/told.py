"""Told: a comparison as lines for a terminal, as Markdown for a pull request, as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal

from duizhao.commands.changes.claims import Judged
from duizhao.commands.changes.comparison import Comparison, Noticed
from duizhao.commands.changes.sentences import Said
from duizhao.commands.changes.values import Change
from duizhao.diagnostics import Words
from duizhao.expressions.value import Misuse, Value
from duizhao.language.digits import EXACT
from duizhao.render.inline import value_text

FALLEN = Words("不再成立的判断", "Claims that no longer hold")
UNKNOWN = Words("还无法验证的判断", "Claims that cannot be tested yet")
NOTICED = Words("读者会注意到的变化", "Changes that a reader would notice")
SMALL = Words("较小的变化", "Smaller changes")
GONE = Words("没有了", "No longer there")
NEW = Words("新出现的", "New")
NOTHING = Words("没有变化", "nothing differs")


def summary(one: Comparison) -> Words:
    """Return how much differs, in a line."""
    fallen, held, unknown = (len(one.claims_that(x)) for x in ("falls", "holds", "unknown"))
    return Words(
        f"{one.before} → {one.after}：读者会注意到的变化{len(one.noticed)}处，"
        f"较小的{len(one.small)}处；判断{fallen}条不再成立，{held}条仍成立，{unknown}条还无法验证",
        f"{one.before} → {one.after}: changes that a reader would notice: {len(one.noticed)},"
        f" smaller ones: {len(one.small)}; claims that no longer hold: {fallen}, that still do:"
        f" {held}, that cannot be tested yet: {unknown}",
    )


def lines(one: Comparison, language: str) -> Iterator[str]:
    """Yield the comparison for a terminal."""
    yield summary(one).of(language)
    for title, outcome in ((FALLEN, "falls"), (UNKNOWN, "unknown")):
        claims = [x for x in one.claims if x.outcome == outcome]
        if claims:
            yield from ("", title.of(language))
        for claim in claims:
            yield f"  {claim.claim}"
            if claim.actual:
                yield f"    {_in_fact(claim).of(language)}"
            if outcome == "falls":
                yield from (f"    {line}" for line in _sentences(claim.said))
    if one.noticed:
        yield from ("", NOTICED.of(language))
    for noticed in one.noticed:
        change = noticed.change
        spoken = _spoken(one, language)
        yield f"  {change.address}  {_numbers(change, spoken)}  {_why(change).of(language)}"
        for said in noticed.said:
            yield from (f"    {line}" for line in _sentences(said))
    for title, parts in _rest(one, language):
        yield from ("", title.of(language), *(f"  {part}" for part in parts))


def markdown(one: Comparison, language: str) -> Iterator[str]:
    """Yield the comparison as Markdown, for a pull request."""
    yield f"### {_cell(one.before)} → {_cell(one.after)}"
    yield from ("", summary(one).of(language).partition("：" if language == "zh" else ": ")[2])
    for title, outcome in ((FALLEN, "falls"), (UNKNOWN, "unknown")):
        claims = [x for x in one.claims if x.outcome == outcome]
        if claims:
            yield from ("", f"#### {title.of(language)}", "")
        for claim in claims:
            fact = f" — {_in_fact(claim).of(language)}" if claim.actual else ""
            yield f"- `{claim.claim}`{fact}"
            if outcome == "falls":
                yield from (f"  > {line}  " for line in _sentences(claim.said))
    if one.noticed:
        yield from ("", f"#### {NOTICED.of(language)}", "")
        heads = Words("数|之前|之后|变化|句子", "Number|Before|After|Change|Sentences")
        yield f"| {' | '.join(heads.of(language).split('|'))} |"
        yield "|---|--:|--:|---|---|"
        for noticed in one.noticed:
            yield f"| {' | '.join(_row(noticed, _spoken(one, language), language))} |"
    for title, parts in _rest(one, language):
        yield from ("", f"#### {title.of(language)}", "", *(f"- {part}" for part in parts))


def as_json(one: Comparison) -> str:
    """Return the comparison as JSON, numbers as exact texts."""
    told = {
        "before": one.before,
        "after": one.after,
        "claims": [
            {"claim": x.claim, "outcome": x.outcome, "actual": x.actual, **_said(x.said)}
            for x in one.claims
        ],
        "changes": [
            *(_change(x.change, one) | {"sentences": [*map(_said, x.said)]} for x in one.noticed),
            *(_change(x, one) | {"sentences": []} for x in one.small),
        ],
        "gone": {"figures": one.gone.figures, "numbers": [*map(str, one.gone.cells)]},
        "new": {"figures": one.new.figures, "numbers": [*map(str, one.new.cells)]},
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def _said(said: Said) -> dict[str, object]:
    places = {language: str(place) for language, place in said.places.items()}
    return {"chapter": said.chapter, "places": places, "text": said.texts}


def _change(change: Change, one: Comparison) -> dict[str, object]:
    return {
        "address": str(change.address),
        "before": {"value": str(change.before.number), **_texts(change.before, one)},
        "after": {"value": str(change.after.number), **_texts(change.after, one)},
        "notices": change.notices,
        "ranks": change.ranks,
        "crossed": [*map(str, change.crossed)],
    }


def _texts(value: Value, one: Comparison) -> dict[str, object]:
    return {"text": {code: _text(value, code) for code in one.languages}, "status": value.status}


def _spoken(one: Comparison, language: str) -> str:
    """Return the report's language that numbers are shown in: the reader's, or its first."""
    return language if language in one.languages else one.languages[0]


def _text(value: Value, language: str) -> str:
    try:
        return value_text(value, language)
    except Misuse:
        return str(value.number)


def _numbers(change: Change, language: str) -> str:
    return f"{_text(change.before, language)} → {_text(change.after, language)}"


def _in_fact(claim: Judged) -> Words:
    return Words(f"实际为{claim.actual}", f"in fact {claim.actual}")


def _sentences(said: Said) -> Iterator[str]:
    for language, text in said.texts.items():
        yield f"{said.places[language]}  {text}"


def _why(change: Change) -> Words:
    """Return what a reader would notice."""
    parts = []
    for notice in change.notices:
        match notice:
            case "sign":
                parts.append(Words("正负号相反", "the sign has turned"))
            case "rank" if change.ranks:
                was, now = change.ranks
                parts.append(Words(f"由第{was}位到第{now}位", f"from rank {was} to {now}"))
            case "threshold":
                sign = "%" if change.after.unit == "percent" else ""
                passed = [f"{limit}{sign}" for limit in change.crossed]
                limits = "、".join(passed), ", ".join(passed)
                up = change.after.number > change.before.number
                side = Words("升过", "now above") if up else Words("降到", "no longer above")
                parts.append(Words(f"{side.zh}{limits[0]}", f"{side.en} {limits[1]}"))
            case "size":
                parts.append(_growth(change))
    return Words("，".join(x.zh for x in parts), ", ".join(x.en for x in parts))


def _growth(change: Change) -> Words:
    if change.growth is None:
        return Words("原为0", "it was 0")
    percent = EXACT.multiply(change.growth, Decimal(100)).quantize(Decimal(1), ROUND_HALF_UP)
    signed = f"{percent:+f}%".replace("-", "−")
    return Words(signed, signed)


def _row(noticed: Noticed, spoken: str, language: str) -> Iterator[str]:
    change = noticed.change
    yield f"`{change.address}`"
    yield _cell(_text(change.before, spoken))
    yield _cell(_text(change.after, spoken))
    yield _cell(_why(change).of(language))
    yield _cell("<br>".join(line for said in noticed.said for line in _sentences(said)))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _rest(one: Comparison, language: str) -> Iterator[tuple[Words, list[str]]]:
    """Yield what is only counted, by figure."""
    counted = (
        (SMALL, (), (x.address.figure for x in one.small)),
        (GONE, one.gone.figures, (x.figure for x in one.gone.cells)),
        (NEW, one.new.figures, (x.figure for x in one.new.cells)),
    )
    for title, figures, numbers in counted:
        parts = [*figures, *_counted(numbers, language)]
        if parts:
            yield title, parts


def _counted(figures: Iterable[str], language: str) -> Iterator[str]:
    for figure, count in Counter(figures).items():
        numbers = "1 number" if count == 1 else f"{count} numbers"
        yield Words(f"{figure}（{count}个数）", f"{figure} ({numbers})").of(language)
