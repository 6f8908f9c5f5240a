"""Gates: what the data's own files say of units, places, bounds and bases fits together."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from duizhao.check.registry import edition_rule
from duizhao.check.scopes import EditionView
from duizhao.check.sources.shares import base_of
from duizhao.diagnostics import Diagnostic, Place, Words
from duizhao.files.multilingual import Texts
from duizhao.project.figures import Figure, split
from duizhao.project.figures.file import Unit
from duizhao.project.published import Pin

_SHARE = {
    "zh": re.compile("占比|比例|比重|份额"),
    "en": re.compile(r"\b(?:shares?|percentage|proportion)\b", re.IGNORECASE),
}
_COUNT = re.compile("(?:企业|节点|专利|关系|人|件|家|个|总|边|册|次)数$|数量$")


@edition_rule("source-unit", "sources")
def source_unit(view: EditionView) -> Iterator[Diagnostic]:
    """The unit of a pin, of its column and of the column’s title are not the same.

    A pin in % in a column of counts, a count in a column of percentages, a title that says share
    over a column of counts, and a share of a whole that is above that whole.

    公布值的单位、列的单位和列的标题不一致：计数的列里公布值写%，百分数的列里写家、个，标题说占比而单位是
    计数，占比大于全体。
    """
    hint = Words("请核对单位", "see which unit is meant")
    for address, pins in view.context.data.pins.items():
        name, row, column = split(address)
        figure = view.context.figures.get(name)
        if figure is None or column not in figure.file.columns or row not in figure.rows:
            continue
        unit, _, _ = figure.facts(row, column)
        for pin in pins:
            share = pin.unit in ("%", "％", "percent")
            known = bool(pin.unit) and pin.unit not in ("个百分点", "倍")
            if unit in ("percent", "count", "money") and (share != (unit == "percent")) and known:
                message = Words(
                    f"“{address}”公布的单位是“{pin.unit}”，列的单位是{unit}",
                    f"“{address}” is published in “{pin.unit}”, its column is in {unit}",
                )
                yield Diagnostic("source-unit", pin.at, message, hint)
            elif unit == "rank" and pin.unit not in ("", "位", "名"):
                message = Words(
                    f"“{address}”是名次，公布的单位是“{pin.unit}”",
                    f"“{address}” is a rank, published in “{pin.unit}”",
                )
                yield Diagnostic("source-unit", pin.at, message, hint)
            elif (
                unit == "money" and pin.unit and not re.search("[元万亿]|illion|[A-Z]{3}", pin.unit)
            ):
                message = Words(
                    f"“{address}”是金额，公布的单位是“{pin.unit}”",
                    f"“{address}” is an amount of money, published in “{pin.unit}”",
                )
                yield Diagnostic("source-unit", pin.at, message, hint)
            elif share and _of_whole(figure, row, column) and float(pin.printed) > 100:
                message = Words(
                    f"“{address}”占{pin.printed}%，大于全体",
                    f"“{address}” is {pin.printed}%, more than the whole",
                )
                yield Diagnostic("source-unit", pin.at, message, hint)
    for figure in view.context.figures.values():
        yield from _titles(figure)
        yield from _labelled(figure)
        yield from _based(figure, view)
    yield from _currencies(view)
    yield from _measured_alone(view)


def _of_whole(figure: Figure, row: str, column: str) -> bool:
    label = figure.file.rows.get(row)
    titles = [figure.file.columns[column].title, *([label] if label else [])]
    return figure.file.total is not None or any(_SHARE["zh"].search(t.zh) for t in titles)


def _titles(figure: Figure) -> Iterator[Diagnostic]:
    for name, column in figure.file.columns.items():
        title = column.title
        says = [
            bool(_SHARE[language].search(title.of(language)))
            for language in title.languages
            if language in _SHARE
        ]
        percent = column.unit in ("percent", "points")
        if len({*says}) > 1 or (any(says) and not percent) or (percent and _COUNT.search(title.zh)):
            yield Diagnostic(
                "source-unit",
                figure.document.place("columns", name, "title"),
                Words(
                    f"列“{title.zh}”（{title.en}）的单位是{column.unit}",
                    f"the column “{title.en}” ({title.zh}) is in {column.unit}",
                ),
                Words("请核对标题和单位", "see to title and unit"),
            )


# What a label says that its number is, and the units that suit it.
_MEASURED = (
    (re.compile(r"倍数|multiple of", re.IGNORECASE), ("times",)),
    (re.compile(r"名次$|\brank (?:of|by)\b|^(?:\w+ ){0,2}rank$", re.IGNORECASE), ("rank",)),
    (re.compile(r"系数|平均度|\bcoefficient\b|\bmean degree\b", re.IGNORECASE), ("number",)),
)


def _labelled(figure: Figure) -> Iterator[Diagnostic]:
    """Yield units that a label or a title says to be another one."""
    labels: list[tuple[tuple[str, ...], Texts, Unit | None]] = [
        (("rows", str(row)), label, label.unit) for row, label in figure.file.rows.items()
    ]
    labels += [
        (("columns", name, "title"), one.title, one.unit)
        for name, one in figure.file.columns.items()
    ]
    for at, label, unit in labels:
        share = bool(_SHARE["zh"].search(label.zh) and _SHARE["en"].search(label.en))
        suited = [
            units for words, units in _MEASURED if words.search(label.zh) and words.search(label.en)
        ]
        wrong = unit is not None and (
            (share and at[0] == "rows" and unit not in ("percent", "points", "rank"))
            or (suited and not any(unit in units for units in suited))
        )
        if wrong:
            yield Diagnostic(
                "source-unit",
                figure.document.place(*at),
                Words(f"“{label.zh}”的单位是{unit}", f"“{label.en}” is in {unit}"),
                Words("请核对名称和单位", "see to label and unit"),
            )


def _based(figure: Figure, view: EditionView) -> Iterator[Diagnostic]:
    """Yield counts that follow from shares of another base than check.yml has."""
    for name, column in figure.file.columns.items():
        shares = [n for n, one in figure.file.columns.items() if one.unit == "percent"]
        known = {
            base
            for share in shares
            for row in figure.rows
            if (base := base_of(view, f"{figure.name}.{row}.{share}")) is not None
        }
        if column.base is not None and known and column.base not in known:
            yield Diagnostic(
                "source-unit",
                figure.document.place("columns", name, "base"),
                Words(
                    f"基数写作{column.base}，check.yml里是{'、'.join(sorted(known))}",
                    f"its base is {column.base}; check.yml has {', '.join(sorted(known))}",
                ),
                Words("请核对基数", "see which base is meant"),
            )


_CURRENCIES = {"USD": re.compile("美元|USD|US dollars?"), "CNY": re.compile("人民币|RMB|CNY|yuan")}


def _currencies(view: EditionView) -> Iterator[Diagnostic]:
    """Yield amounts that are published in another currency than is declared, where it is declared
    if every pin says so.
    """
    amounts: dict[tuple[str, str, str], list[Pin]] = {}
    for address, pins in view.context.data.pins.items():
        name, row, column = split(address)
        figure = view.context.figures.get(name)
        if figure is None or row not in figure.rows:
            continue
        label, own = figure.file.rows.get(row), figure.file.columns.get(column)
        at = row if label is not None and label.currency else column
        currency = (label.currency if label else None) or (own.currency if own else None)
        if currency in _CURRENCIES:
            amounts.setdefault((name, at, currency or ""), []).extend(pins)
    for (name, at, currency), printed in amounts.items():
        figure = view.context.figures[name]
        wrong = [pin for pin in printed if _currency(pin.unit) not in (None, currency)]
        declared = len(wrong) == len(printed) > 1
        key = ("rows", at) if at in figure.file.rows else ("columns", at, "currency")
        for pin in wrong[:1] if declared else wrong:
            yield Diagnostic(
                "source-unit",
                figure.document.place(*key) if declared else pin.at,
                Words(
                    f"“{pin.address}”公布的单位是“{pin.unit}”，这里的货币是{currency}",
                    f"“{pin.address}” is published in “{pin.unit}”; its currency is {currency}",
                ),
                Words("请核对货币", "see to the currency"),
            )


def _currency(unit: str) -> str | None:
    said = [code for code, words in _CURRENCIES.items() if words.search(unit)]
    return said[0] if said else "CNY" if unit.endswith("元") else None


def _measured_alone(view: EditionView) -> Iterator[Diagnostic]:
    """Yield the one pin of an address, or of a column, whose unit is not that of all the others."""
    groups: dict[str, list[Pin]] = defaultdict(list)
    for address, pins in view.context.data.pins.items():
        name, _, column = split(address)
        figure = view.context.figures.get(name)
        if figure is not None and list(figure.file.columns) != ["value"]:
            groups[f"{name}.{column}"] += pins
        elif len(pins) > 2:
            groups[address] += pins
    for group in groups.values():
        counted = Counter(pin.unit for pin in group)
        usual, times = counted.most_common(1)[0]
        if len(counted) == 2 and all(counted) and times > 2 and len(group) - times == 1:
            (one,) = [pin for pin in group if pin.unit != usual]
            yield Diagnostic(
                "source-unit",
                one.at,
                Words(
                    f"“{one.address}”的单位是“{one.unit}”，其余{times}处都是“{usual}”",
                    f"“{one.address}” is in “{one.unit}”, and {times} beside it in “{usual}”",
                ),
                Words("请核对单位", "see which unit is meant"),
            )


@edition_rule("label-bound", "sources")
def label_bound(view: EditionView) -> Iterator[Diagnostic]:
    """A number in a row’s label is not the one that its id names.

    `from_200_to_399` is labelled 200—399 in both languages; a label whose id has no number has
    the same numbers in both, be they in different powers of ten (1亿, 100 million).

    行名中的数与编码里的不同：from_200_to_399的名称在两种语言里都应是200—399；编码里没有数的，两种语言的
    数应当相同，单位可以不同（1亿，100 million）。
    """
    for figure in view.context.figures.values():
        for name, column in figure.file.columns.items():
            years = set(re.findall(r"(?:^|_)((?:19|20)\d\d)(?=_|$)", name))
            titled = {year for x in ("zh", "en") for year in _YEAR.findall(column.title.of(x))}
            if years and titled - years:
                yield Diagnostic(
                    "label-bound",
                    figure.document.place("columns", name, "title"),
                    Words(
                        f"列“{name}”的标题写的是{'、'.join(sorted(titled - years))}",
                        f"the title of the column “{name}” has {', '.join(sorted(titled - years))}",
                    ),
                    Words("请核对年份", "see which year is meant"),
                )
        for row, label in figure.file.rows.items():
            named = re.findall(r"(?:^|_)(\d+)", str(row))
            said = {x: _numbers(label.of(x)) for x in ("zh", "en")}
            sizes = [_sizes(label.of(x)) for x in said]
            strange = bool(named) and all(said.values()) and named not in said.values()
            if strange or (all(sizes) and sizes[0] != sizes[1]):
                place = figure.document.place("rows", row)
                yield Diagnostic(
                    "label-bound",
                    place,
                    Words(
                        f"“{row}”的名称里的数是{'、'.join(said['zh'])}"
                        f"（英文{', '.join(said['en'])}）",
                        f"the label of “{row}” has {', '.join(said['en'])} "
                        f"(Chinese: {', '.join(said['zh'])})",
                    ),
                    Words("请核对界限", "see to its bounds"),
                )


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", re.sub(r"(?<=\d),(?=\d{3})", "", text))


_POWERS = {"万亿": 12, "亿": 8, "万": 4, "trillion": 12, "billion": 9, "million": 6}
_SIZE = re.compile(rf"(\d+)\s*({'|'.join(_POWERS)})?")


def _sizes(label: str) -> list[int]:
    """Return the numbers of a label, each with the power of ten behind it, or behind the next."""
    power, sizes = 0, []
    for number, word in reversed(_SIZE.findall(re.sub(r"(?<=\d),(?=\d{3})", "", label))):
        power = _POWERS.get(word, power)
        sizes.append(int(number) * 10**power)
    return sizes[::-1]


@edition_rule("source-place", "sources")
def source_place(view: EditionView) -> Iterator[Diagnostic]:
    """A pin stands at a line of its document where another place is.

    Sections follow one another, so the lines of one do not begin again within another. A place
    that stands alone in the midst of another, or far behind its own lines, is mistaken.

    公布值的行号与所在的章节不符：各节前后相接，一节的行不会落在另一节之中。独自夹在别节中间的，或离开本节
    很远的，是写错了。
    """
    points: dict[tuple[str, str], list[tuple[int, str, Place]]] = defaultdict(list)
    for pins in view.context.data.pins.values():
        for pin in pins:
            source = pin.source
            if source.line is not None:
                kind = source.place.split(":")[0]
                group = "text" if kind in ("summary", "section", "contents") else kind
                points[source.document, group].append((source.line, source.place, pin.at))
    for (_, group), listed in points.items():
        if group in ("text", "table", "figure"):
            yield from _misplaced(sorted(listed, key=lambda one: one[0]))


def _misplaced(listed: Sequence[tuple[int, str, Place]]) -> Iterator[Diagnostic]:
    runs = [(place, list(run)) for place, run in groupby(listed, key=lambda one: one[1])]
    largest: dict[str, int] = {}
    for place, run in runs:
        largest[place] = max(largest.get(place, 0), len(run))
    for index, (place, run) in enumerate(runs):
        around = [runs[i][0] for i in (index - 1, index + 1) if 0 <= i < len(runs)]
        inside = len(around) == 2 and around[0] == around[1]
        again = sum(1 for other, _ in runs if other == place) > 1 and len(run) < largest[place]
        alone = len(run) == 1
        if ((inside or again) and alone) or again:
            for line, _, at in run:
                yield Diagnostic(
                    "source-place",
                    at,
                    Words(
                        f"第{line}行不在“{place}”，那里是“{(around or [place])[0]}”",
                        f"line {line} is not in “{place}”; “{(around or [place])[0]}” is there",
                    ),
                    Words("请核对位置和行号", "see to the place and the line"),
                )


@edition_rule("highlight-figure", "site")
def highlight_figure(view: EditionView) -> Iterator[Diagnostic]:
    """A number on the front page leads to a figure that it is not from.

    首页上的数字通向的图表，不是它所出自的。
    """
    for index, one in enumerate(view.edition.file.highlights):
        named = set(re.findall(r"\b([a-z_][a-z0-9_]*)[.\[]", one.value))
        own = {n for n in named if n in view.context.figures}
        facts = {n for n in own if list(view.context.figures[n].file.columns) == ["value"]}
        if own and one.figure not in own and not facts:
            yield Diagnostic(
                "highlight-figure",
                view.document.place("highlights", index, "figure"),
                Words(
                    f"第{index + 1}个数字出自{'、'.join(sorted(own))}，通向的却是{one.figure}",
                    f"number {index + 1} is from {', '.join(sorted(own))} "
                    f"and leads to {one.figure}",
                ),
                Words("请核对figure", "see to `figure`"),
            )
