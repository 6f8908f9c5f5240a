"""Faults in the data: pins, figure tables and their words, errata, the glossary."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

from tests.mutants.files import Mutant


def _with(lines: list[str], index: int, text: str) -> str:
    return "\n".join([*lines[:index], text, *lines[index + 1 :]])


def _turned(digits: str, random: Random) -> str:
    """Return a number with one digit changed to another."""
    at = random.choice([i for i, c in enumerate(digits) if c.isdigit()])
    new = random.choice([d for d in "0123456789" if d != digits[at] and (at or d != "0")])
    return digits[:at] + new + digits[at + 1 :]


def pins(root: Path, edition: str, random: Random) -> Iterator[Mutant]:
    """A published number is altered, shortened, exchanged with its neighbour, or left out."""
    path = f"data/{edition}/published.csv"
    lines = (root / path).read_text(encoding="utf-8").split("\n")
    rows = [(i, line.split(",")) for i, line in enumerate(lines) if i and line]
    for i, cells in rows:
        here = frozenset((path, n + 1) for n, c in rows if c[0] == cells[0])
        new = [cells[0], _turned(cells[1], random), *cells[2:]]
        text = _with(lines, i, ",".join(new))
        yield Mutant("pin altered", path, text, here, f"{cells[0]}: {cells[1]} → {new[1]}")
        if "." in cells[1] and len(cells[1]) > 3:
            at = cells[1].index(".")
            moved = cells[1][: at - 1] + "." + cells[1][at - 1] + cells[1][at + 1 :]
            if not moved.startswith("."):
                text = _with(lines, i, ",".join([cells[0], moved, *cells[2:]]))
                what = f"{cells[0]}: {cells[1]} → {moved}"
                yield Mutant("decimal point of a pin moved", path, text, here, what)
    for (i, one), (j, two) in itertools.pairwise(rows):
        same = one[0].split(".")[0] == two[0].split(".")[0] and one[0] != two[0]
        if same and one[0].split(".")[-1] == two[0].split(".")[-1] and one[1] != two[1]:
            changed = list(lines)
            changed[i] = ",".join([one[0], two[1], *one[2:]])
            changed[j] = ",".join([two[0], one[1], *two[2:]])
            here = frozenset((path, n + 1) for n, c in rows if c[0] in (one[0], two[0]))
            what = f"{one[0]} ↔ {two[0]}"
            yield Mutant("pins exchanged: a rank changed", path, "\n".join(changed), here, what)


def cells(root: Path, edition: str, random: Random) -> Iterator[Mutant]:
    """A computed cell of a figure table is altered where a number was published for it."""
    pinned = {
        line.split(",")[0]
        for line in (root / f"data/{edition}/published.csv").read_text("utf-8").split("\n")
    }
    for file in sorted((root / f"figures/{edition}").glob("*.csv")):
        path = file.relative_to(root).as_posix()
        lines = file.read_text(encoding="utf-8").split("\n")
        header = lines[0].split(",")
        for i, line in enumerate(lines[1:], 1):
            row = line.split(",")
            for column, text in zip(header[1:], row[1:], strict=False):
                address = f"{file.stem}.{row[0]}.{column}"
                if address in pinned and re.fullmatch(r"\d+(\.\d+)?", text):
                    new = _turned(text, random)
                    edited = [new if c == text else c for c in row]
                    mutant = _with(lines, i, ",".join(edited))
                    published = {
                        (f"data/{edition}/published.csv", n)
                        for n, pin in enumerate(
                            (root / f"data/{edition}/published.csv").read_text("utf-8").split("\n"),
                            1,
                        )
                        if pin.startswith(f"{address},")
                    }
                    here = frozenset({(path, i + 1), *published})
                    what = f"{address}: {text} → {new}"
                    yield Mutant("computed cell differs from its pin", path, mutant, here, what)


def columns(root: Path, edition: str, random: Random) -> Iterator[Mutant]:
    """A column's numbers are turned upside down, so that what the text says of it breaks."""
    texts = [p.read_text("utf-8") for p in (root / "report/en" / edition).glob("*.md")]
    published = (root / f"data/{edition}/published.csv").read_text("utf-8").split("\n")
    claims = "\n".join(line for t in texts for line in t.split("\n") if line.startswith("{% claim"))
    for file in sorted((root / f"figures/{edition}").glob("*.csv")):
        path = file.relative_to(root).as_posix()
        lines = [line for line in file.read_text(encoding="utf-8").split("\n") if line]
        header = lines[0].split(",")
        for number, column in enumerate(header[1:], 1):
            if f"{file.stem}.{column}.trend" not in claims:
                continue
            rows = [line.split(",") for line in lines[1:]]
            values = [row[number] for row in rows][::-1]
            if values == values[::-1]:
                continue
            for row, value in zip(rows, values, strict=True):
                row[number] = value
            text = "\n".join([lines[0], *(",".join(row) for row in rows), ""])
            places = _claim_places(root, edition, f"{file.stem}.{column}.trend") | {
                (f"data/{edition}/published.csv", n)
                for n, pin in enumerate(published, 1)
                if pin.startswith(f"{file.stem}.") and f".{column}," in pin
            }
            what = f"{file.stem}.{column}"
            yield Mutant("trend of the data turned round", path, text, places, what)


def _claim_places(root: Path, edition: str, text: str) -> frozenset[tuple[str, int]]:
    return frozenset(
        (file.relative_to(root).as_posix(), number)
        for language in ("zh", "en")
        for file in (root / "report" / language / edition).glob("*.md")
        for number, line in enumerate(file.read_text("utf-8").split("\n"), 1)
        if line.startswith("{% claim") and text in line
    )


def errata(root: Path, edition: str, random: Random) -> Iterator[Mutant]:
    """An erratum is gone, names another number, or calculates wrongly."""
    path = f"data/{edition}/errata.yml"
    lines = (root / path).read_text(encoding="utf-8").split("\n")
    starts = [i for i, line in enumerate(lines) if line.startswith("- id:")]
    published = root / f"data/{edition}/published.csv"
    pinned = [line.split(",")[0] for line in published.read_text("utf-8").split("\n")]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        body = lines[start:end]
        kind = next(line.split(":")[1].strip() for line in body if "kind:" in line)
        addresses = set(re.findall(r"[a-z]\w+(?:\.\w+){1,2}", "\n".join(body)))
        there = {
            (f"data/{edition}/published.csv", n)
            for n, address in enumerate(pinned, 1)
            if address.split(".")[0] in {a.split(".")[0] for a in addresses}
        }
        if kind in ("total-differs", "derived-statistic", "bin-missing", "granularity"):
            places = frozenset(there)
            text = "\n".join(lines[:start] + lines[end:])
            yield Mutant("erratum left out", path, text, places, body[0])
        for offset, line in enumerate(body):
            match = re.search(r'value: "(\d+(?:\.\d+)?)"', line)
            if match is None:
                continue
            new = _turned(match[1], random)
            text = _with(lines, start + offset, line[: match.start(1)] + new + line[match.end(1) :])
            places = frozenset({(path, n + 1) for n in range(start, end)} | there)
            what = f"{body[0]}: {match[1]} → {new}"
            yield Mutant("number of an erratum altered", path, text, places, what)


def captions(root: Path, edition: str, random: Random) -> Iterator[Mutant]:
    """A figure's words hold a typed numeral, a slip, or no alternative text."""
    for file in sorted((root / f"figures/{edition}").glob("*.yml")):
        path = file.relative_to(root).as_posix()
        lines = file.read_text(encoding="utf-8").split("\n")
        for i, line in enumerate(lines):
            title = re.match(r"title: \{zh: ([^,]+), en: \"?([^\"}]+)\"?\}", line)
            here = frozenset({(path, i + 1)})
            if title:
                text = _with(lines, i, line.replace(title[1], f"{title[1]}前三分之二"))
                yield Mutant("numeral in a caption", path, text, here, title[1])
                text = _with(lines, i, line.replace(title[2], f"{title[2]} of seventeen kinds"))
                yield Mutant("numeral in a caption", path, text, here, title[2])
            if line.startswith("alt:"):
                end = i + 1
                while end < len(lines) and lines[end].startswith("  "):
                    end += 1
                text = "\n".join(lines[:i] + lines[end:])
                anywhere = frozenset({(path, 1)})
                yield Mutant("alternative text missing", path, text, anywhere, path)
            if re.match(r"  zh: .*，", line):
                text = _with(lines, i, line.replace("，", ",", 1))
                yield Mutant("half-width punctuation in a figure", path, text, here, line[:40])


def glossary(root: Path, edition: str, random: Random) -> Iterator[Mutant]:
    """The English name of a place or organisation changes; the chapters still have the old one."""
    chapters = "\n".join(p.read_text("utf-8") for p in (root / "report/en" / edition).glob("*.md"))
    for name in ("places", "organisations"):
        path = f"glossary/{name}.yml"
        lines = (root / path).read_text(encoding="utf-8").split("\n")
        for i, line in enumerate(lines):
            match = re.match(r"(\w+): \{zh: ([^,}]+), en: ([^,}]+)", line)
            if match and re.search(
                rf"\b{re.escape(match[3])}\b", re.sub(r"\{.*?\}\}?", "", chapters)
            ):
                text = _with(lines, i, line.replace(f"en: {match[3]}", "en: Elsewhere City"))
                places = frozenset(
                    (file.relative_to(root).as_posix(), n)
                    for language, word in (("zh", match[2]), ("en", match[3]))
                    for file in (root / "report" / language / edition).glob("*.md")
                    for n, one in enumerate(file.read_text("utf-8").split("\n"), 1)
                    if word in one
                )
                yield Mutant("name changed in the glossary only", path, text, places, match[1])


MAKERS = (pins, cells, columns, errata, captions, glossary)
