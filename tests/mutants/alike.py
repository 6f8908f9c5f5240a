"""Faults that are made in both languages alike: the texts agree, the data say otherwise."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

from tests.mutants import alike_words as words
from tests.mutants.files import Block, Chapter, Mutant

NAME = r"[a-z][a-z0-9_]*"
CELL = re.compile(rf"(?<![\w.\]])({NAME})(?:\.({NAME})|\[(\d{{4}})\])\.({NAME})(?![\w(])")
PRINTED = re.compile(r"\{\{ (.*?) \}\}")
MEMBERS = {"ref", "table_ref", "rows", "spelled", "rank", "total", "short"}


class Tables:
    """Rows and columns of each figure of an edition, and its cells, from the committed tables."""

    def __init__(self, root: Path, edition: str) -> None:
        self.cells: dict[tuple[str, str, str], str] = {}
        for file in sorted((root / "figures" / edition).glob("*.csv")):
            head, *rows = [line.split(",") for line in file.read_text("utf-8").split()]
            for row in rows:
                for column, value in zip(head[1:], row[1:], strict=False):
                    self.cells[file.stem, row[0], column] = value
        for line in (root / f"data/{edition}/published.csv").read_text("utf-8").split("\n")[1:]:
            address, _, rest = line.partition(",")
            if address.count(".") == 2:
                figure, row, column = address.split(".")
                self.cells[figure, row, column] = rest.split(",")[0]

    def rows(self, figure: str, column: str) -> list[str]:
        return [r for f, r, c in self.cells if f == figure and c == column]

    def columns(self, figure: str, row: str) -> list[str]:
        return [c for f, r, c in self.cells if f == figure and r == row]

    def figures(self, row: str, column: str) -> list[str]:
        return [f for f, r, c in self.cells if r == row and c == column]


class Both:
    """A chapter in both languages, and the faults that can be put into it twice."""

    def __init__(self, zh: Chapter, en: Chapter, tables: Tables, random: Random) -> None:
        self.zh, self.en, self.tables, self.random = zh, en, tables, random

    def blocks(self) -> Iterator[tuple[Block, Block]]:
        for mine, theirs in zip(self.zh.blocks, self.en.blocks, strict=True):
            if mine.prose:
                yield mine, theirs

    def made(self, kind: str, edits: dict[str, dict[int, str | None]], what: str) -> Mutant:
        """Return a fault that sets lines (from 1) of each language, or takes them out."""
        texts, places = {}, set()
        for one in (self.zh, self.en):
            mine = edits[one.language]
            kept = [mine.get(n, line) for n, line in enumerate(one.lines, start=1)]
            texts[one.path] = "\n".join(line for line in kept if line is not None)
            for block in one.blocks:
                lines = range(block.line, block.line + 1 + len(block.claims))
                if any(n in mine for n in lines):
                    places |= {(one.path, n) for n in lines}
        (path, text), *also = texts.items()
        return Mutant(kind, path, text, frozenset(places), what, tuple(also))

    def texts(self, kind: str, zh: Block, en: Block, new: tuple[str, str], what: str) -> Mutant:
        return self.made(kind, {"zh": {zh.line: new[0]}, "en": {en.line: new[1]}}, what)

    def printed(
        self, kind: str, edit: Callable[[str], str | None], only: re.Pattern[str] | None = None
    ) -> Iterator[Mutant]:
        """Yield a fault for each expression that is printed and that `edit` gives a new one."""
        for zh, en in self.blocks():
            for body in dict.fromkeys(PRINTED.findall(zh.text)):
                old = f"{{{{ {body} }}}}"
                if old not in en.text or (only and not only.search(body)):
                    continue
                new = edit(body)
                if new is not None and new != body:
                    put = new if new.startswith(("{{", "\0")) else f"{{{{ {new} }}}}"
                    both = tuple(one.text.replace(old, put) for one in (zh, en))
                    yield self.texts(kind, zh, en, (both[0], both[1]), f"{body} → {new}")

    def worded(self, kind: str, pairs: list[tuple[str, str, str, str]]) -> Iterator[Mutant]:
        """Yield a fault where a Chinese and an English phrase stand once each in a pair."""
        for zh_old, zh_new, en_old, en_new in pairs:
            for zh, en in self.blocks():
                here = _outside(zh_old, zh.text)
                there = _outside(rf"(?<!\w){en_old}(?!\w)", en.text)
                if len(here) == len(there) == 1:
                    new = (_put(zh.text, here[0], zh_new), _put(en.text, there[0], en_new))
                    yield self.texts(kind, zh, en, new, f"{en_old} → {en_new}")

    def added(self, kind: str, pairs: list[tuple[str, str]]) -> Iterator[Mutant]:
        """Yield a fault for each paragraph: a sentence more, in both languages."""
        for zh, en in self.blocks():
            extra = self.random.choice(pairs)
            yield self.texts(kind, zh, en, (zh.text + extra[0], f"{en.text} {extra[1]}"), extra[1])

    def claims(self, kind: str, edit: Callable[[str], str | None]) -> Iterator[Mutant]:
        """Yield a fault for each claim that `edit` gives another, or an empty, line."""
        for zh, en in zip(self.zh.blocks, self.en.blocks, strict=True):
            for index, claim in enumerate(zh.claims):
                if index >= len(en.claims) or en.claims[index] != claim:
                    continue
                new = edit(claim[len("{% claim ") : -len(" %}")])
                if new is None:
                    continue
                line = f"{{% claim {new} %}}" if new else None
                edits = {
                    "zh": {zh.line + 1 + index: line},
                    "en": {en.line + 1 + index: line},
                }
                yield self.made(kind, edits, f"{claim} → {new}")


def _outside(pattern: str, text: str) -> list[re.Match[str]]:
    return [
        m
        for m in re.finditer(pattern, text)
        if text.rfind("{{", 0, m.start()) <= text.rfind("}}", 0, m.start())
    ]


def _put(text: str, match: re.Match[str], new: str) -> str:
    return text[: match.start()] + match.expand(new) + text[match.end() :]


def _address(figure: str, row: str, column: str) -> str:
    return f"{figure}[{row}].{column}" if row.isdigit() else f"{figure}.{row}.{column}"


def _cell(body: str) -> tuple[str, str, str] | None:
    match = CELL.fullmatch(body)
    if not match or match[4] in MEMBERS:
        return None
    return match[1], match[2] or match[3], match[4]


def _other(b: Both, names: list[str], now: str, value: Callable[[str], str | None]) -> str | None:
    """Return another name whose cell has another value."""
    there = [n for n in names if n != now and value(n) and value(n) != value(now)]
    return b.random.choice(there) if there else None


def wrong_row(b: Both) -> Iterator[Mutant]:
    def edit(body: str) -> str | None:
        if (cell := _cell(body)) is None or cell[1].isdigit():
            return None
        f, r, c = cell
        rows = b.tables.rows(f, c)
        row = _other(b, rows, r, lambda n: b.tables.cells.get((f, n, c)))
        return None if row is None or f in ("sample", "cited", "network") else _address(f, row, c)

    yield from b.printed("another row's value under a name", edit)


def wrong_fact(b: Both) -> Iterator[Mutant]:
    def edit(body: str) -> str | None:
        f, _, r = body.partition(".")
        if f not in ("sample", "cited", "network") or "." in r or "(" in r:
            return None
        rows = b.tables.rows(f, "value") or [k[1] for k in b.tables.cells if k[0] == f]
        return f"{f}.{b.random.choice(sorted(set(rows) - {r}) or [r])}"

    yield from b.printed("another fact in place of a fact", edit)


def wrong_year(b: Both) -> Iterator[Mutant]:
    def edit(body: str) -> str | None:
        if (cell := _cell(body)) is None or not cell[1].isdigit():
            return None
        f, r, c = cell
        row = _other(b, b.tables.rows(f, c), r, lambda n: b.tables.cells.get((f, n, c)))
        return None if row is None or not row.isdigit() else _address(f, row, c)

    yield from b.printed("another year's value", edit)


def wrong_column(b: Both) -> Iterator[Mutant]:
    def edit(body: str) -> str | None:
        if (cell := _cell(body)) is None:
            return None
        f, r, c = cell
        column = _other(b, b.tables.columns(f, r), c, lambda n: b.tables.cells.get((f, r, n)))
        return None if column is None else _address(f, r, column)

    yield from b.printed("another column's value", edit)


def wrong_figure(b: Both) -> Iterator[Mutant]:
    def edit(body: str) -> str | None:
        if (cell := _cell(body)) is None:
            return None
        f, r, c = cell
        figure = _other(b, b.tables.figures(r, c), f, lambda n: b.tables.cells.get((n, r, c)))
        return None if figure is None else _address(figure, r, c)

    yield from b.printed("another figure's value for the same row", edit)


def share_as_count(b: Both) -> Iterator[Mutant]:
    def edit(body: str) -> str | None:
        if (cell := _cell(body)) is None or cell[2] != "count":
            return None
        return _address(cell[0], cell[1], "share")

    yield from b.printed("a percentage where a count is named", edit)


def count_as_share(b: Both) -> Iterator[Mutant]:
    def edit(body: str) -> str | None:
        if (cell := _cell(body)) is None or cell[2] != "share":
            return None
        return (
            _address(cell[0], cell[1], "count")
            if (cell[0], cell[1], "count") in b.tables.cells
            else None
        )

    yield from b.printed("a count where a share is named", edit)


def exchanged(b: Both) -> Iterator[Mutant]:
    for zh, en in b.blocks():
        cells = [x for x in dict.fromkeys(PRINTED.findall(zh.text)) if _cell(x) and x in en.text]
        for one, two in itertools.pairwise(cells):
            f, g = _cell(one), _cell(two)
            if f is None or g is None or b.tables.cells.get(f) == b.tables.cells.get(g):
                continue
            new = []
            for text in (zh.text, en.text):
                text = text.replace(f"{{{{ {one} }}}}", "\0").replace(f"{{{{ {two} }}}}", "\1")
                text = text.replace("\0", f"{{{{ {two} }}}}").replace("\1", f"{{{{ {one} }}}}")
                new.append(text)
            what = f"{one} ↔ {two}"
            yield b.texts("two values exchanged", zh, en, (new[0], new[1]), what)


def _sub(pattern: str, new: Callable[[re.Match[str]], str]) -> Callable[[str], str | None]:
    compiled = re.compile(pattern)

    def edit(body: str) -> str | None:
        return compiled.sub(new, body, count=1) if compiled.search(body) else None

    return edit


def wrong_total(b: Both) -> Iterator[Mutant]:
    edit = _sub(r"top\((\d+)\)\.total", lambda m: f"top({int(m[1]) - 1 or 2}).total")
    yield from b.printed("total of other rows than are listed", edit)


def shorter_list(b: Both) -> Iterator[Mutant]:
    edit = _sub(r"top\((\d+), ", lambda m: f"top({int(m[1]) - 1 or 2}, ")
    yield from b.printed("list shorter than its total", edit)


def other_ranks(b: Both) -> Iterator[Mutant]:
    edit = _sub(r"ranks\((\d+), (\d+)", lambda m: f"ranks({int(m[1]) - 1}, {int(m[2]) - 1}")
    yield from b.printed("ranks one place off", edit)


def list_by_other_column(b: Both) -> Iterator[Mutant]:
    other = {"provided": "received", "received": "provided", "degree": "in_degree"}
    edit = _sub(r'(top\(\d+, ")(\w+)"', lambda m: f'{m[1]}{other.get(m[2], m[2])}"')
    yield from b.printed("list by another column", edit)


def verb_of_other_column(b: Both) -> Iterator[Mutant]:
    columns = ["edges", "nodes", "mean_degree", "diameter", "mean_path_length", "clustering"]
    edit = _sub(
        r"^network_by_year\.(\w+)\.verb",
        lambda m: f"network_by_year.{b.random.choice([c for c in columns if c != m[1]])}.verb",
    )
    yield from b.printed("verb of another column", edit)


def verb_over_other_years(b: Both) -> Iterator[Mutant]:
    edit = _sub(
        r"(verb|trend|path|growth|change)\((\d{4}), (\d{4})",
        lambda m: (
            f"{m[1]}({int(m[2]) + b.random.choice([1, 2])}, {m[3]}"
            if int(m[3]) - int(m[2]) > 2
            else f"{m[1]}({int(m[2]) - 1}, {int(m[3]) - 1}"
        ),
    )
    yield from b.printed("verb over other years", edit)


def verb_typed_wrongly(b: Both) -> Iterator[Mutant]:
    for zh, en in b.blocks():
        for body in dict.fromkeys(PRINTED.findall(zh.text)):
            old = f"{{{{ {body} }}}}"
            if ".verb(" not in body or old not in en.text:
                continue
            falls = "path_length" in body or "diameter" in body or "2022, 2023" in body
            new = ("上升", "rose") if falls else ("下降", "fell")
            both = zh.text.replace(old, new[0], 1), en.text.replace(old, new[1], 1)
            yield b.texts("computed verb typed as its opposite", zh, en, both, f"{body} → {new[1]}")


def sum_short(b: Both) -> Iterator[Mutant]:
    def edit(body: str) -> str | None:
        parts = body.split(" + ")
        if len(parts) < 2 or "(" in body:
            return None
        return " + ".join(parts[:-1])

    yield from b.printed("a part missing in a sum", edit)


def difference_reversed(b: Both) -> Iterator[Mutant]:
    edit = _sub(
        r"^(\(?)([^()+*/]+?) - ([^()+*/]+?)(\)\S*)?$",
        lambda m: f"{m[1]}{m[3]} - {m[2]}{m[4] or ''}",
    )

    def real(body: str) -> str | None:
        return None if "|abs" in body else edit(body)

    yield from b.printed("difference the other way round", real)


def quotient_reversed(b: Both) -> Iterator[Mutant]:
    edit = _sub(r"^\(([^()]+?) / ([^()]+?)\)", lambda m: f"({m[2]} / {m[1]})")
    yield from b.printed("quotient the other way round", edit)


def other_divisor(b: Both) -> Iterator[Mutant]:
    def new(m: re.Match[str]) -> str:
        f, r, c = m[2], m[3] or m[4], m[5]
        row = _other(b, b.tables.rows(f, c), r, lambda n: b.tables.cells.get((f, n, c)))
        return f"{m[1]}{_address(f, row or r, c)}"

    edit = _sub(rf"( / )({NAME})(?:\.({NAME})|\[(\d{{4}})\])\.({NAME})(?=\))", new)
    yield from b.printed("quotient by another row", edit)


def other_term(b: Both) -> Iterator[Mutant]:
    def edit(body: str) -> str | None:
        if " + " not in body and " - " not in body:
            return None
        found = list(CELL.finditer(body))
        if not found:
            return None
        m = found[-1]
        f, r, c = m[1], m[2] or m[3], m[4]
        row = _other(b, b.tables.rows(f, c), r, lambda n: b.tables.cells.get((f, n, c)))
        return body[: m.start()] + _address(f, row, c) + body[m.end() :] if row else None

    yield from b.printed("another row in a sum or difference", edit)


def other_reference(b: Both) -> Iterator[Mutant]:
    names = sorted({f for f, _, _ in b.tables.cells})

    def edit(body: str) -> str | None:
        match = re.fullmatch(rf"({NAME})\.ref", body)
        near = [n for n in names if match and n != match[1] and n[:8] == match[1][:8]]
        return f"{b.random.choice(near)}.ref" if near else None

    yield from b.printed("reference to another figure", edit)


def other_label(b: Both) -> Iterator[Mutant]:
    def edit(body: str) -> str | None:
        match = re.fullmatch(rf"({NAME})\.({NAME})", body)
        if not match or match[2] in MEMBERS or match[1] in ("sample", "cited", "network", "names"):
            return None
        rows = sorted({r for f, r, _ in b.tables.cells if f == match[1] and r != match[2]})
        return f"{match[1]}.{b.random.choice(rows)}" if rows else None

    yield from b.printed("another row's name beside a value", edit)


def other_edition(b: Both) -> Iterator[Mutant]:
    edit = _sub(r"editions\[\d{4}\]\.", lambda m: "")
    yield from b.printed("this edition's value as another's", edit)


def other_edition_column(b: Both) -> Iterator[Mutant]:
    edit = _sub(r"^(\w+\.\w+\.)in_(2023|2024)$", lambda m: f"{m[1]}in_{4047 - int(m[2])}")
    yield from b.printed("column of the other edition", edit)


def spelled_of_other(b: Both) -> Iterator[Mutant]:
    edit = _sub(
        r"^sample\.(technologies|fields|metropolitan_areas)(\.spelled)?$",
        lambda m: f"sample.{'fields' if m[1] == 'technologies' else 'technologies'}{m[2] or ''}",
    )
    yield from b.printed("count of other things", edit)


def typed(b: Both) -> Iterator[Mutant]:
    def edit(body: str) -> str | None:
        return f"\0{b.random.randint(11, 96)}.{b.random.randint(10, 99)}%" if _cell(body) else None

    for mutant in b.printed("value typed by hand", edit):
        yield Mutant(
            mutant.kind,
            mutant.path,
            mutant.text.replace("\0", ""),
            mutant.places,
            mutant.what.replace("\0", ""),
            tuple((path, text.replace("\0", "")) for path, text in mutant.also),
        )


def claim_dropped(b: Both) -> Iterator[Mutant]:
    yield from b.claims("claim dropped", lambda claim: "")


def tautology(b: Both) -> Iterator[Mutant]:
    def edit(claim: str) -> str | None:
        match = re.search(rf"\b({NAME})\.", claim)
        return f"{match[1]}.rows > 0" if match and match[1] != "editions" else None

    yield from b.claims("claim that is always true", edit)


def threshold_lowered(b: Both) -> Iterator[Mutant]:
    def edit(claim: str) -> str | None:
        match = re.fullmatch(r"(.* )([<>]) (\d+(?:\.\d+)?)", claim)
        if not match or float(match[3]) == 0:
            return None
        number = float(match[3])
        return f"{match[1]}{match[2]} {number / 10 if match[2] == '>' else number * 10:g}"

    yield from b.claims("threshold of a claim moved away", edit)


def claim_on_constant(b: Both) -> Iterator[Mutant]:
    def edit(claim: str) -> str | None:
        match = re.fullmatch(rf"({NAME}\.{NAME}\.{NAME}) ([<>]) ({NAME}\.{NAME}\.{NAME})", claim)
        return f"{match[1]} {match[2]} {0 if match[2] == '>' else 100}" if match else None

    yield from b.claims("comparison reduced to a constant", edit)


def claim_on_other_row(b: Both) -> Iterator[Mutant]:
    def edit(claim: str) -> str | None:
        match = re.fullmatch(rf"({NAME})\.({NAME})\.({NAME}) > (.+)", claim)
        if not match:
            return None
        f, r, c = match[1], match[2], match[3]
        now = b.tables.cells.get((f, r, c))
        if not now:
            return None
        more = [n for n in b.tables.rows(f, c) if float(b.tables.cells[f, n, c] or 0) > float(now)]
        return f"{_address(f, b.random.choice(more), c)} > {match[4]}" if more else None

    yield from b.claims("claim about another row that holds too", edit)


def _words(kind: str, pairs: list[tuple[str, str, str, str]]) -> Callable[[Both], Iterator[Mutant]]:
    return lambda b: b.worded(kind, pairs)


def _sentences(kind: str, pairs: list[tuple[str, str]]) -> Callable[[Both], Iterator[Mutant]]:
    return lambda b: b.added(kind, pairs)


MAKERS: tuple[Callable[[Both], Iterator[Mutant]], ...] = (
    wrong_row,
    wrong_fact,
    wrong_year,
    wrong_column,
    wrong_figure,
    share_as_count,
    count_as_share,
    exchanged,
    wrong_total,
    shorter_list,
    other_ranks,
    list_by_other_column,
    verb_of_other_column,
    verb_over_other_years,
    verb_typed_wrongly,
    sum_short,
    difference_reversed,
    quotient_reversed,
    other_divisor,
    other_term,
    other_reference,
    other_label,
    other_edition,
    other_edition_column,
    spelled_of_other,
    typed,
    claim_dropped,
    tautology,
    threshold_lowered,
    claim_on_constant,
    claim_on_other_row,
    *(_words(kind, pairs) for kind, pairs in words.ALIKE.items()),
    *(_sentences(kind, pairs) for kind, pairs in words.ADDED.items()),
)
