"""Write the tables of docs/expressions.md from the list of what an expression may ask for.

Run `python -m tools.expression_page`; a test holds that the committed page is what this makes.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from duizhao import project
from duizhao.diagnostics import Findings, Place, Problems
from duizhao.edition import load
from duizhao.edition.load import FinishedEdition
from duizhao.expressions.arguments import MOST_DECIMALS
from duizhao.expressions.evaluate import evaluate
from duizhao.expressions.kinds import KINDS
from duizhao.expressions.members import Kind, Member
from duizhao.expressions.parser import MOST_DEPTH, MOST_ITEMS, MOST_NODES
from duizhao.expressions.tokens import MOST_CHARACTERS, MOST_DIGITS, MOST_TEXT
from duizhao.expressions.value import MOST_MAGNITUDE
from duizhao.render.inline import PlainTarget, inline_text

ROOT = Path(__file__).parent.parent
PROJECT = ROOT / "tests" / "projects" / "libraries"
PAGE = ROOT / "docs" / "expressions.md"

MARK = "<!-- From here on `python -m tools.expression_page` writes. -->\n"
BOUNDS = f"""
**Bounds.** An expression has at most {MOST_CHARACTERS:,} characters, {MOST_NODES} parts and
brackets {MOST_DEPTH} deep; a number at most {MOST_DIGITS} digits, a text {MOST_TEXT} characters, a
list {MOST_ITEMS} items; decimals are asked for from −{MOST_DECIMALS} to {MOST_DECIMALS}; no result
goes beyond {MOST_MAGNITUDE} digits before or behind the point. What is bigger is computed in
`analysis/`.

**限度。** 一个表达式最多{MOST_CHARACTERS}个字符、{MOST_NODES}个成分、{MOST_DEPTH}层括号；
一个数最多{MOST_DIGITS}位，一段文字最多{MOST_TEXT}个字符，一个列表最多{MOST_ITEMS}项；
取整的位数从−{MOST_DECIMALS}到{MOST_DECIMALS}；结果在小数点前后都不超过{MOST_MAGNITUDE}位。
超出的请在`analysis/`里计算。
"""
PLAIN = """## what is only printed or compared · 只用来印出或比较的

Nothing can be asked of these. · 这些后面不能再写什么。
"""


def page() -> str:
    """Return the page, what people wrote as it is; raise `Problems` where an example fails."""
    written, mark, _ = PAGE.read_text(encoding="utf-8").partition(MARK)
    findings = Findings()
    _, (one,) = load.load(project.load(PROJECT)).into(findings)
    findings.stop_on_errors()
    asked = [kind for kind in KINDS.values() if kind.members or kind.data_words]
    plain = [kind for kind in KINDS.values() if kind not in asked]
    sections = [_section(kind, one) for kind in asked]
    return written + mark + "\n".join([BOUNDS, *sections, PLAIN, *map(_line, plain)]) + "\n"


def _section(kind: Kind, one: FinishedEdition) -> str:
    lines = [f"## {kind.words.en} · {kind.words.zh}", ""]
    shown = f"Such as `{kind.example}`. · 例如`{kind.example}`。"
    if kind.data_words is not None:
        en, zh = kind.data_words.en, kind.data_words.zh
        shown += f" After a dot or in square brackets: {en}. · 点号后或方括号里：{zh}。"
    lines += [shown, ""]
    if not kind.members:
        return "\n".join(lines)
    lines += [
        "| Write · 写法 | Meaning · 含义 | Example · 例 | 中文 | English |",
        "|---|---|---|---|---|",
    ]
    for member in kind.members.values():
        lines += _rows(member, one)
    return "\n".join([*lines, ""])


def _line(kind: Kind) -> str:
    return f"- {kind.words.en} · {kind.words.zh}: `{kind.example}`"


def _rows(member: Member, one: FinishedEdition) -> Iterator[str]:
    """Yield a row for each example; the first says what the member means."""
    first = (f"`.{member.signature}`", f"{member.meaning.en} · {member.meaning.zh}")
    for example in member.examples:
        texts = (printed(example, one, language) for language in ("zh", "en"))
        yield f"| {' | '.join((*first, f'`{example}`', *texts))} |"
        first = ("", "")


def printed(example: str, one: FinishedEdition, language: str) -> str:
    """Return what an example prints; a judgement prints nothing and is told as such."""
    findings = Findings()
    result = evaluate(example, Place("docs/expressions.md"), one.names).into(findings)
    if result is None:
        raise Problems(findings)
    if isinstance(result, bool):
        holds = ("成立", "true") if result else ("不成立", "false")
        return holds[0] if language == "zh" else holds[1]
    numbering = one.context.numbering
    target = PlainTarget(language, lambda reference: numbering.label(reference, language))
    return inline_text(result, language, target)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
