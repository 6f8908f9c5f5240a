"""What the findings about values say, in both languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from duizhao.diagnostics import Place, Words, closest
from duizhao.microdata import visible
from duizhao.microdata.text import cleaned

LISTED = 8


class Said(NamedTuple):
    """A finding without its place."""

    rule: str
    message: Words
    hint: Words | None = None


def shown(value: Any) -> str:
    """Return a value as people write it: 101 rather than 101.0, short, nothing hidden."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return visible.shown(str(value))


def more(names: Sequence[str]) -> Words:
    """Return what the rest of the findings about columns is called, after its number."""
    zh, en = "、".join(names), ", ".join(names)
    return Words(zh=f"处“{zh}”有同样的问题", en=f"like this in “{en}”")


def missing(name: str) -> Said:
    """Say that a cell is empty that must not be."""
    message = Words(zh=f"“{name}”列的这一格是空的", en=f"the cell of “{name}” is empty")
    hint = Words(zh="这一列每行都要有值", en="this column needs a value in every row")
    return Said("missing-value", message, hint)


def unknown(
    name: str, value: Any, rows: int, allowed: Sequence[str], known: Mapping[str, str]
) -> Said:
    """Say that a word is none of those allowed, and which of them it probably means.

    `known` maps other spellings, case-folded, to the words themselves.
    """
    text = str(value)
    zh, en = f"“{name}”没有“{shown(value)}”这一类", f"“{shown(value)}” is no known “{name}”"
    if rows > 1:
        zh, en = f"{zh}，共{rows}行", f"{en}, in {rows:,} rows"
    clean = cleaned(text)
    meant = clean if clean in allowed else known.get(clean.casefold())
    if meant not in allowed:
        spellings = {spelling: id for spelling, id in known.items() if id in allowed}
        spellings |= {id: id for id in allowed}
        near = closest(clean, spellings)
        meant = None if near is None else spellings[near]
    if meant is not None:
        hint = Words(zh=f"您是不是指“{meant}”？", en=f"did you mean “{meant}”?")
    else:
        tail = ("等", ", …") if len(allowed) > LISTED else ("", "")
        first = list(allowed[:LISTED])
        hint = Words(
            zh="可以写" + "、".join(first) + tail[0], en="it may be " + ", ".join(first) + tail[1]
        )
    return Said("unknown-category", Words(zh, en), hint)


def repeated(names: Sequence[str], values: Sequence[Any], first: Place) -> Said:
    """Say that a row repeats what an earlier one has."""
    text = ", ".join(shown(value) for value in values)
    message = Words(
        zh=f"“{'、'.join(names)}”重复：“{text}”首次出现在{first}",
        en=f"“{', '.join(names)}” repeats “{text}”, which first stands in {first}",
    )
    return Said("duplicate", message, Words(zh="不能重复", en="no two rows may share it"))


@dataclass(frozen=True)
class Bounds:
    """The bounds that a check sets; a bound that is not `inclusive` must not be reached itself."""

    lower: Any
    upper: Any
    lower_inclusive: bool
    upper_inclusive: bool

    @classmethod
    def of(cls, check: Any) -> Bounds | None:
        """Return the bounds of a pandera check, or None when it is about something else."""
        facts = check.statistics or {}
        if check.name == "in_range":
            lower, upper = facts["min_value"], facts["max_value"]
            return cls(lower, upper, facts["include_min"], facts["include_max"])
        if check.name in ("greater_than", "greater_than_or_equal_to"):
            return cls(facts["min_value"], None, check.name != "greater_than", True)
        if check.name in ("less_than", "less_than_or_equal_to"):
            return cls(None, facts["max_value"], True, check.name != "less_than")
        return None

    def is_below(self, value: Any) -> bool:
        """Tell whether a failing value is below the bounds rather than above them."""
        if self.upper is None:
            return True
        if self.lower is None:
            return False
        return bool(value <= self.lower)

    def said(self, name: str, value: Any) -> Said:
        """Say that a value is out of bounds."""
        text = shown(value)
        if not self.is_below(value):
            return self._above(name, text)
        if self.lower == 0 and value < 0:
            message = Words(
                zh=f"“{name}”不能是负数，这里是{text}",
                en=f"“{name}” cannot be negative, but is {text}",
            )
            return Said("negative", message)
        least = shown(self.lower)
        zh, en = ("不小于", "at least") if self.lower_inclusive else ("大于", "more than")
        message = Words(
            zh=f"“{name}”为{text}，应{zh}{least}",
            en=f"“{name}” is {text}, but should be {en} {least}",
        )
        return Said("too-small", message)

    def _above(self, name: str, text: str) -> Said:
        if self.upper == 100:
            message = Words(zh=f"“{name}”为{text}，超过100", en=f"“{name}” is {text}, over 100")
            hint = Words(
                zh="百分比最大为100，请检查是否多了一位数，或者重复乘了100",
                en="a percentage is at most 100; has it a digit too many, or was it scaled twice?",
            )
            return Said("over-100", message, hint)
        most = shown(self.upper)
        zh, en = ("不大于", "at most") if self.upper_inclusive else ("小于", "less than")
        message = Words(
            zh=f"“{name}”为{text}，应{zh}{most}",
            en=f"“{name}” is {text}, but should be {en} {most}",
        )
        return Said("too-large", message)


def wrong(name: str, value: Any, check: str) -> Said:
    """Say that a value fails a check of the project's own."""
    message = Words(
        zh=f"“{name}”的值“{shown(value)}”不符合要求：{check}",
        en=f"the value “{shown(value)}” of “{name}” fails a check: {check}",
    )
    return Said("wrong-value", message)


def row(check: str) -> Said:
    """Say that a row as a whole fails a check of the project's own."""
    message = Words(zh=f"这一行不符合要求：{check}", en=f"this row fails a check: {check}")
    return Said("wrong-row", message)


def whole(check: str, crash: str | None) -> Said:
    """Say that a table or column fails a check that names no rows, or that the check broke."""
    if crash is not None:
        message = Words(
            zh=f"检查“{check}”本身出错：{crash}", en=f"the check “{check}” itself failed: {crash}"
        )
        return Said("check-failed", message)
    message = Words(
        zh=f"整个表不符合要求：{check}", en=f"the table as a whole fails a check: {check}"
    )
    return Said("wrong-table", message)
