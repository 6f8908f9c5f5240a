# ruff: noqa: E501 (tables of words)
"""Faults outside chapters: figures' words, pins, errata, definitions, front pages."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from tests.mutants.files import Mutant

Text = str
TURNED = {
    "zh": {
        "最高": "最低", "最大": "最小", "最深": "最浅", "峰值": "谷值", "降低": "升高", "回升": "回落",
        "增多": "减少", "缩短": "延长", "提高": "降低", "升至": "降至", "降至": "升至", "走高": "走低",
        "越多": "越少", "越大": "越小", "超过": "不足", "高于": "低于", "居首": "垫底", "高达": "低至",
        "较低": "较高", "远": "略", "下降": "上升", "多于": "少于", "首次": "再次", "大多数": "少数",
        "增大": "减小", "集中": "分散", "最右": "最左", "逐级": "骤然",
    },
    "en": {
        "highest": "lowest", "largest": "smallest", "darkest": "lightest", "Darkest": "Lightest",
        "peak": "bottom out", "shrink": "grow", "increase": "decrease", "shortens": "lengthens",
        "climbs": "sinks", "rises": "falls", "falls": "rises", "rose": "fell", "fell": "rose",
        "more than": "less than", "above": "below", "below": "above", "higher": "lower",
        "lower": "higher", "larger": "smaller", "most": "few", "first": "last", "leads": "trails",
        "grew": "shrank", "far": "slightly", "up": "down", "stands at": "drops to",
    },
}  # fmt: skip


class World:
    """Files of an edition as text, and the two ways of putting a fault into them."""

    def __init__(self, root: Path, edition: str, random: Random) -> None:
        self.root, self.edition, self.random = root, edition, random

    def figures(self) -> Iterator[tuple[str, list[str]]]:
        for file in sorted((self.root / "figures" / self.edition).glob("*.yml")):
            yield self._path(file), file.read_text("utf-8").split("\n")

    def file(self, path: str) -> list[str]:
        return (self.root / path).read_text("utf-8").split("\n")

    def _path(self, file: Path) -> str:
        return file.relative_to(self.root).as_posix()

    def made(
        self, kind: str, path: str, lines: list[str], new: dict[int, str], what: str
    ) -> Mutant:
        text = "\n".join(new.get(n, line) for n, line in enumerate(lines))
        return Mutant(kind, path, text, frozenset((path, n + 1) for n in new), what)

    def sub(
        self, kind: str, path: str, lines: list[str], n: int, pattern: str, new: str
    ) -> Iterator[Mutant]:
        line = re.sub(pattern, new, lines[n], count=1)
        if line != lines[n]:
            yield self.made(kind, path, lines, {n: line}, f"{lines[n].strip()[:60]} → {new}")


def _texts(lines: list[str], key: str) -> Iterator[tuple[str, int]]:
    """Yield (language, index) of each text in lines under a top-level key."""
    inside = False
    for n, line in enumerate(lines):
        if line and not line.startswith(" "):
            inside = line.startswith(key)
        match = re.match(r"\s+(zh|en): ", line)
        if inside and match:
            yield match[1], n


def _both(lines: list[str], key: str) -> Iterator[tuple[int, int]]:
    found = dict(_texts(lines, key))
    if len(found) == 2:
        yield found["zh"], found["en"]


def _turn(line: str, language: str) -> str | None:
    for old, new in TURNED[language].items():
        pattern = old if language == "zh" else rf"\b{old}\b"
        for match in re.finditer(pattern, line):
            if line.rfind("{{", 0, match.start()) <= line.rfind("}}", 0, match.start()):
                return line[: match.start()] + new + line[match.end() :]
    return None


def words_turned(w: World) -> Iterator[Mutant]:
    for path, lines in w.figures():
        for key in ("note", "alt"):
            for language, n in _texts(lines, key):
                if new := _turn(lines[n], language):
                    yield w.made(f"{key}: word turned in one language", path, lines, {n: new}, new)
            for zh, en in _both(lines, key):
                one, two = _turn(lines[zh], "zh"), _turn(lines[en], "en")
                if one and two:
                    both = {zh: one, en: two}
                    yield w.made(f"{key}: word turned in both languages", path, lines, both, two)


def figures_negated(w: World) -> Iterator[Mutant]:
    pairs = [
        ("没有", "已有", " no ", " a "),
        ("不", "", " not ", " "),
        ("不能", "可以", "cannot", "can"),
    ]
    for path, lines in w.figures():
        for key in ("note", "alt"):
            for zh, en in _both(lines, key):
                for a, b, c, d in pairs:
                    if a in lines[zh] and c in lines[en]:
                        one, two = lines[zh].replace(a, b, 1), lines[en].replace(c, d, 1)
                        kind = f"{key}: negation lost"
                        yield w.made(
                            f"{kind} in both languages", path, lines, {zh: one, en: two}, two
                        )
                        # What is gone here still stands in the other language.
                        gone = {en: two, zh: lines[zh]}
                        yield w.made(f"{kind} in one language", path, lines, gone, two)
                        break


def digits_in_words(w: World) -> Iterator[Mutant]:
    for path, lines in w.figures():
        for key in ("note", "alt", "title"):
            for _, n in _texts(lines, key):
                for match in re.finditer(r"(?<![\w.{\[(])\d{2,4}(?![\w\])])", lines[n]):
                    if lines[n].rfind("{{", 0, match.start()) > lines[n].rfind(
                        "}}", 0, match.start()
                    ):
                        continue
                    new = str(int(match[0]) + w.random.choice([1, 2, 3]))
                    line = lines[n][: match.start()] + new + lines[n][match.end() :]
                    yield w.made("digit changed in a figure’s words", path, lines, {n: line}, line)
                    break
                yield from w.sub(
                    "digits added to a figure’s words",
                    path,
                    lines,
                    n,
                    r"([。.])(\"?)$",
                    r"，共37项\1\2" if "。" in lines[n] else r", 37 in all\1\2",
                )


def values_in_words(w: World) -> Iterator[Mutant]:
    for path, lines in w.figures():
        name = Path(path).stem
        table = w.root / f"figures/{w.edition}/{name}.csv"
        if not table.is_file():
            continue
        rows = [line.split(",")[0] for line in table.read_text("utf-8").split()[1:]]
        for key in ("note", "alt"):
            for zh, en in _both(lines, key):
                for match in re.finditer(rf"\b{name}(?:\.(\w+)|\[(\d+)\])\.(\w+) ", lines[zh]):
                    row = match[1] or match[2]
                    others = [r for r in rows if r != row]
                    if row not in rows or match[0] not in lines[en]:
                        continue
                    new = w.random.choice(others)
                    put = (
                        f"{name}[{new}].{match[3]} "
                        if new.isdigit()
                        else f"{name}.{new}.{match[3]} "
                    )
                    both = {n: lines[n].replace(match[0], put) for n in (zh, en)}
                    yield w.made("another row’s value in a figure’s words", path, lines, both, put)


def labels(w: World) -> Iterator[Mutant]:
    for path, lines in w.figures():
        places = []
        for n, line in enumerate(lines):
            match = re.match(r"  (\w+): \{zh: (.+?), en: (.+?)(, unit.*)?\}$", line)
            if not match:
                continue
            number = re.search(r"\d+", match[1])
            if number:
                places.append(n)
                bound = number[0]
                new = str(int(bound) + (100 if int(bound) >= 100 else 1))
                zh, en = match[2].replace(bound, new), match[3].replace(bound, new)
                if zh != match[2] and en != match[3]:
                    for kind, a, b in (
                        ("bound in a label changed in Chinese", zh, match[3]),
                        ("bound in a label changed in English", match[2], en),
                        ("bound in a label changed in both languages", zh, en),
                    ):
                        put = line.replace(f"zh: {match[2]}, en: {match[3]}", f"zh: {a}, en: {b}")
                        yield w.made(kind, path, lines, {n: put}, put)
        for one, two in itertools.pairwise(places):
            a, b = lines[one].split(":", 1), lines[two].split(":", 1)
            both = {one: f"{a[0]}:{b[1]}", two: f"{b[0]}:{a[1]}"}
            yield w.made("labels of two rows exchanged", path, lines, both, lines[one])


def columns(w: World) -> Iterator[Mutant]:
    for path, lines in w.figures():
        found = [n for n, line in enumerate(lines) if re.match(r"  \w+: \{title: ", line)]
        for n in found:
            yield from w.sub(
                "unit of a column: a count for a share",
                path,
                lines,
                n,
                "unit: percent",
                "unit: count",
            )
            yield from w.sub(
                "unit of a column: a share for a count",
                path,
                lines,
                n,
                "unit: count",
                "unit: percent",
            )
            yield from w.sub(
                "title of a column says another thing",
                path,
                lines,
                n,
                r"en: \"?[^},\"]+\"?",
                "en: Employees",
            )
        for one, two in itertools.pairwise(found):
            title = [re.search(r"\{title: \{.*?\}", lines[n]) for n in (one, two)]
            if title[0] and title[1]:
                new = {
                    one: lines[one].replace(title[0][0], title[1][0]),
                    two: lines[two].replace(title[1][0], title[0][0]),
                }
                yield w.made("titles of two columns exchanged", path, lines, new, lines[one])


def titles(w: World) -> Iterator[Mutant]:
    turns = [("省级行政区", "城市", "province", "city"), ("企业", "高校", "[Ee]nterprises", "universities"),
             ("专利", "论文", "[Pp]atents", "papers"), ("制造业", "建筑业", "manufacturing", "construction"),
             ("第三产业", "第二产业", "tertiary", "secondary"), ("样本节点", "关系节点", "sample nodes", "relation nodes")]  # fmt: skip
    for path, lines in w.figures():
        for a, b, c, d in turns:
            if a in lines[0] and re.search(c, lines[0]):
                one = lines[0].replace(a, b, 1)
                two = re.sub(c, d, lines[0], count=1)
                yield w.made("title turned in one language", path, lines, {0: one}, one)
                both = re.sub(c, d, one, count=1)
                yield w.made("title turned in both languages", path, lines, {0: both}, both)
                del two


def totals(w: World) -> Iterator[Mutant]:
    for path, lines in w.figures():
        for n, _ in enumerate(lines):
            yield from w.sub(
                "total of a figure changed", path, lines, n, r"^total: 100$", "total: 90"
            )
            yield from w.sub(
                "total of a figure left out", path, lines, n, r"^total: 100$", "measure_total:"
            )
            yield from w.sub(
                "order of a figure changed", path, lines, n, r"^order: ranked$", "order: natural"
            )


def errata(w: World) -> Iterator[Mutant]:
    path = f"data/{w.edition}/errata.yml"
    lines = w.file(path)
    for n, line in enumerate(lines):
        for key in ("used",):
            match = re.match(rf"  {key}: \"([\d.]+)\"", line)
            if match:
                new = match[1][:-1] + str((int(match[1][-1]) + 3) % 10)
                yield from w.sub(
                    "used value of an erratum changed", path, lines, n, re.escape(match[1]), new
                )
        if "how:" in line:
            numbers = re.findall(r"(?<=how: ).*?(\d+\.?\d*)", line)
            if numbers:
                yield from w.sub(
                    "operand of an erratum changed",
                    path,
                    lines,
                    n,
                    rf"(how: .*?){re.escape(numbers[0])}",
                    r"\g<1>" + str(round(float(numbers[0]) * 1.1, 2)),
                )
        if "line:" in line:
            yield from w.sub(
                "line of an erratum moved", path, lines, n, r"line: (\d+)", "line: 9999"
            )
            yield from w.sub(
                "place of an erratum moved",
                path,
                lines,
                n,
                r"place: [^,}]+",
                'place: "section:9.9"',
            )
        match = re.match(r"    (zh|en): ", line)
        if match:
            digits = re.search(r"(?<![\w.])\d[\d,.]*\d", line)
            if digits:
                flat = digits[0].replace(",", "")
                turned = digits[0][:-1] + str((int(digits[0][-1]) + 1) % 10)
                changed = line.replace(digits[0], turned, 1)
                yield w.made(
                    "number in an erratum’s words, one language", path, lines, {n: changed}, turned
                )
                for other in (n - 1, n + 1):
                    if 0 <= other < len(lines) and re.match(r"    (zh|en): ", lines[other]):
                        there = re.search(
                            rf"(?<![\d.]){re.escape(flat)}(?![\d.])", lines[other].replace(",", "")
                        )
                        if there:
                            new = (
                                lines[other]
                                .replace(digits[0], turned)
                                .replace(flat, turned.replace(",", ""))
                            )
                            if new != lines[other]:
                                both = {n: changed, other: new}
                                yield w.made(
                                    "number in an erratum’s words, both languages",
                                    path,
                                    lines,
                                    both,
                                    turned,
                                )
            if new := _turn(line, match[1]):
                yield w.made("erratum: word turned in one language", path, lines, {n: new}, new)


def pins(w: World) -> Iterator[Mutant]:
    path = f"data/{w.edition}/published.csv"
    lines = w.file(path)
    rows = [(n, line.split(",")) for n, line in enumerate(lines) if n and line.count(",") >= 5]
    for n, cells in rows:

        def put(i: int, new: str, n: int = n, cells: list[str] = cells) -> dict[int, str]:
            return {n: ",".join([*cells[:i], new, *cells[i + 1 :]])}

        unit = "%" if cells[2] != "%" else "家"
        yield w.made("unit of a pin changed", path, lines, put(2, unit), f"{cells[0]} {unit}")
        yield w.made(
            "place of a pin that does not exist", path, lines, put(4, "section:9.9"), cells[0]
        )
        yield w.made("line of a pin beyond the document", path, lines, put(5, "9999"), cells[0])
        if cells[2] == "%" and "." in cells[1]:
            new = f"{float(cells[1]) + 100:.2f}"
            yield w.made("share above its whole", path, lines, put(1, new), f"{cells[0]} {new}")
    path = f"data/{w.edition}/cited.csv"
    lines = w.file(path)
    for n, line in enumerate(lines):
        if n and line:
            cells = line.split(",")
            new = ",".join([cells[0], f"{cells[1]}0", *cells[2:]])
            yield w.made("cited number ten times as large", path, lines, {n: new}, new)
            new = ",".join([*cells[:2], "家" if cells[2] != "家" else "%", *cells[3:]])
            yield w.made("unit of a cited number changed", path, lines, {n: new}, new)
    path = f"data/{w.edition}/ranks.csv"
    lines = w.file(path)
    for n, line in enumerate(lines):
        if n and line:
            new = re.sub("第[一二三四五]", "第七", line)
            yield w.made("rank of the source changed", path, lines, {n: new}, new)


def tables(w: World) -> Iterator[Mutant]:
    for file in sorted((w.root / f"figures/{w.edition}").glob("*.csv")):
        path = file.relative_to(w.root).as_posix()
        lines = w.file(path)
        head = lines[0].split(",")
        for n, line in enumerate(lines[1:], start=1):
            cells = line.split(",")
            if "share" in head and "count" in head and len(cells) == len(head):
                at = head.index("share")
                if cells[at]:
                    new = [*cells]
                    new[at] = f"{float(cells[at]) * 1.2 + 1:.2f}"
                    yield w.made(
                        "computed share does not fit its count",
                        path,
                        lines,
                        {n: ",".join(new)},
                        new[at],
                    )


def glossary(w: World) -> Iterator[Mutant]:
    for name in ("terms", "categories"):
        path = f"glossary/{name}.yml"
        lines = w.file(path)
        for n, line in enumerate(lines):
            match = re.match(r"    (zh|en): ", line)
            if not match:
                continue
            digits = re.search(r"(?<![\w.{\[])\d+(?![\w}\]])", line)
            if digits:
                new = line.replace(digits[0], str(int(digits[0]) + 3), 1)
                yield w.made(
                    "digit changed in a definition", path, lines, {n: new}, new.strip()[:80]
                )
            if new2 := _turn(line, match[1]):
                yield w.made("definition turned in one language", path, lines, {n: new2}, new2)
            zh_no, en_no = re.search("不(?!同)", line), re.search(r" not ", line)
            beside = [i for i in (n - 1, n + 1) if re.match(r"    (zh|en): ", lines[i])]
            there = {i: lines[i] for i in beside if lines[i][4:6] != match[1]}
            if match[1] == "zh" and zh_no:
                yield w.made(
                    "definition: negation lost in one language",
                    path,
                    lines,
                    {**there, n: line.replace("不", "", 1)},
                    line,
                )
            if match[1] == "en" and en_no:
                yield w.made(
                    "definition: negation lost in one language",
                    path,
                    lines,
                    {**there, n: line.replace(" not ", " ", 1)},
                    line,
                )


def front_page(w: World) -> Iterator[Mutant]:
    path = f"report/{w.edition}.yml"
    lines = w.file(path)
    places = [("广东省", "江苏省", "Guangdong", "Jiangsu"), ("粤", "苏", "Guangdong", "Jiangsu"),
              ("华为", "百度", "Huawei", "Baidu"), ("第三产业", "第二产业", "tertiary", "secondary"),
              ("技术赋能", "技术输入", "empowerment", "input"), ("专利", "论文", "patents", "papers"),
              ("四地", "五地", "four", "five"), ("五个", "六个", "five", "six")]  # fmt: skip
    values = [n for n, line in enumerate(lines) if line.startswith("  - value:")]
    for n, line in enumerate(lines):
        if "label:" in line:
            for a, b, c, d in places:
                if a in line and c in line:
                    yield w.made(
                        "highlight: name exchanged in both languages",
                        path,
                        lines,
                        {n: line.replace(a, b).replace(c, d)},
                        d,
                    )
                if a in line or c in line:
                    one = line.replace(a, b) if a in line else line.replace(c, d)
                    yield w.made(
                        "highlight: name exchanged in one language", path, lines, {n: one}, one
                    )
        if re.match(r"    (zh|en): |    \S", line) and n < (values[0] if values else 0):
            language = "zh" if re.search("[一-龥]", line) else "en"
            if new := _turn(line, language):
                yield w.made(
                    "front page: word turned in one language", path, lines, {n: new}, new[:90]
                )
            for a, b, c, d in places:
                old, put = (a, b) if language == "zh" else (c, d)
                if old in line:
                    new = line.replace(old, put, 1)
                    yield w.made(
                        "front page: name exchanged in one language", path, lines, {n: new}, put
                    )
                    break
            digits = re.search(r"(?<!\d)(20\d\d)(?!\d)", line)
            if digits:
                new = line.replace(digits[0], str(int(digits[0]) - 1), 1)
                yield w.made("front page: year changed in one language", path, lines, {n: new}, new)
    for one, two in itertools.pairwise(values):
        both = {one: lines[two], two: lines[one]}
        yield w.made("highlights: values of two exchanged", path, lines, both, lines[one])
        figure = {one + 2: lines[two + 2]}
        if lines[one + 2] != lines[two + 2]:
            yield w.made("highlight leads to another figure", path, lines, figure, lines[two + 2])


MAKERS: tuple[Callable[[World], Iterator[Mutant]], ...] = (
    words_turned,
    figures_negated,
    digits_in_words,
    values_in_words,
    labels,
    columns,
    titles,
    totals,
    errata,
    pins,
    tables,
    glossary,
    front_page,
)
