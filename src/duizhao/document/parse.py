"""Parse a chapter, once: text becomes a tree, and what the tree cannot hold a finding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import cast, get_args

from markdown_it.token import Token

from duizhao.diagnostics import Diagnostic, Place, Stage, Words, did_you_mean, stage
from duizhao.document import tree
from duizhao.document.conditions import Judge
from duizhao.document.dialect import dialect
from duizhao.document.inline import Inlines
from duizhao.document.slips import COMMENT, commented_out
from duizhao.document.source import Source, masked
from duizhao.files.legible import legible

_CALLOUT = re.compile(r"\[!(\w*)\][ \t]*")
_ANCHOR = re.compile(r"\s*\{#([A-Za-z][\w-]*)\}\s*\Z")


@dataclass(frozen=True)
class Part:
    """A block at the top of a chapter, and where in the source it was read."""

    node: tree.Node
    start: int
    end: int


@stage
def parse_blocks(
    text: str, path: str, judge: Judge | None = None
) -> Stage[tuple[Source, list[Part]]]:
    """Parse a chapter; find whatever cannot be shown everywhere alike."""
    text = yield from legible(text, path)
    source = yield from masked(text, Place(path, 1, 1), judge)
    reader = _Blocks(source, Inlines(source))
    parts = list(reader.top(dialect().parse(source.masked)))
    yield from reader.inlines.findings
    return source, parts


@dataclass
class _Blocks:
    """Turns block tokens into nodes, in order."""

    source: Source
    inlines: Inlines
    depth: int = field(default=0)

    def top(self, tokens: Sequence[Token]) -> Iterator[Part]:
        for group in _groups(tokens):
            first, last = group[0].map or (0, 0)
            start, end = self.source.offset(first), self.source.offset(last)
            written = self.source.text[start:end]
            start += len(written) - len(written.lstrip())
            end -= len(written) - len(written.rstrip())
            for node in self.block(group):
                yield Part(node, start, max(start, end))

    def block(self, group: Sequence[Token]) -> Iterator[tree.Node]:
        """Yield the node of one block's tokens, or none if it is only a finding."""
        token, inner = group[0], group[1:-1]
        at = self._span(token)
        match token.type:
            case "paragraph_open":
                yield tree.Paragraph(self.inlines.read(inner[0]), tight=token.hidden, at=at)
            case "heading_open":
                yield self._heading(token, inner[0], at)
            case "bullet_list_open" | "ordered_list_open":
                ordered = token.type == "ordered_list_open"
                start = int(token.attrGet("start") or (0 if "start" in token.attrs else 1))
                items = tuple(tree.Item(self._within(one)) for one in _groups(inner))
                yield tree.List(items, ordered=ordered, start=start, at=at)
            case "blockquote_open":
                yield self._quote(tree.Quote(self._within(group), at=at), inner)
            case "table_open":
                yield self._table(inner, at)
            case "footnote_reference_open":
                if self.depth:
                    self._tell(token, "footnote", *_NOTE_INSIDE)
                yield tree.Note(self._within(group), token.meta["label"], at=at)
            case "fence":
                yield self._fence(token, at)
            case "math_block":
                children = self.inlines.pieces(token.content.strip())
                yield tree.Formula(children, display=True, at=at)
            case "hr":
                yield tree.Rule(at=at)
            case "code_block":
                self._tell(token, "indented-code", *_INDENTED)
            case "html_block":
                if commented_out(token.content):
                    self._tell(token, "leftover", *COMMENT)
                else:
                    self._tell(token, "raw-html", *_HTML)

    def _within(self, group: Sequence[Token]) -> tuple[tree.Node, ...]:
        self.depth += 1
        children = tuple(node for one in _groups(group[1:-1]) for node in self.block(one))
        self.depth -= 1
        return children

    def _heading(self, token: Token, inner: Token, at: tree.Span) -> tree.Heading:
        if token.markup in ("=", "-"):
            self._tell(token, "heading-marks", *_UNDERLINED)
        if self.depth:
            self._tell(token, "nested-heading", *_NESTED_HEADING)
        anchor = _ANCHOR.search(inner.content)
        if anchor:
            inner.content = inner.content[: anchor.start()]
            inner.children = dialect().parseInline(inner.content)[0].children
        children = self.inlines.read(inner)
        return tree.Heading(children, int(token.tag[1]), anchor[1] if anchor else "", at=at)

    def _quote(self, quote: tree.Quote, inner: Sequence[Token]) -> tree.Node:
        """Return the quotation, or the callout that its first line says it is."""
        first = quote.children[0] if quote.children else None
        if not isinstance(first, tree.Paragraph) or len(inner) < 2:
            return quote
        match = _CALLOUT.match(inner[1].content)
        if match is None:
            return quote
        kind = match[1].lower()
        kinds = get_args(tree.CalloutKind)
        if kind not in kinds:
            listed = [f"[!{one.upper()}]" for one in kinds]
            message = Words(
                f"没有“[!{match[1]}]”这种提示框", f"there is no callout “[!{match[1]}]”"
            )
            hint = did_you_mean(f"[!{match[1].upper()}]", listed) or Words(
                f"可以写：{'、'.join(listed)}", f"there are {', '.join(listed)}"
            )
            self._tell(inner[0], "callout", message, hint)
            return quote
        if inner[1].content[match.end() :][:1] not in ("", "\n"):
            self._tell(inner[0], "callout", *_CALLOUT_TITLE)
        rest = _after(first.children, match.end())
        body = (tree.Paragraph(rest, at=first.at),) if rest else ()
        return tree.Callout((*body, *quote.children[1:]), cast(tree.CalloutKind, kind), at=quote.at)

    def _table(self, inner: Sequence[Token], at: tree.Span) -> tree.Table:
        rows: list[tree.Row] = []
        align: tuple[str, ...] = ()
        for row in (one for part in _groups(inner) for one in _groups(part[1:-1])):
            cells = list(_groups(row[1:-1]))
            if not rows:
                align = tuple(
                    str(cell[0].attrGet("style") or "").removeprefix("text-align:")
                    for cell in cells
                )
            line = (row[0].map or (0, 0))[0]
            self.inlines.column = 0
            children = [
                tree.Cell(self.inlines.read(cell[1], in_row=line), at=self._span(row[0]))
                for cell in cells
            ]
            self._count(row[0], line, children, len(align))
            rows.append(tree.Row(tuple(children), at=self._span(row[0])))
        return tree.Table(tuple(rows), align, at=at)

    def _count(self, row: Token, line: int, cells: Sequence[tree.Cell], expected: int) -> None:
        """Tell of a row with more or fewer cells than the head; a claim's line is none."""
        if all(isinstance(one, tree.Tag) for cell in cells for one in cell.children):
            return
        text = self.source.masked[self.source.offset(line) : self.source.offset(line + 1)].strip()
        text = re.sub(r"\A(?:>[ \t]?)+", "", text).strip()
        count = len(re.findall(r"(?<!\\)\|", text.removeprefix("|").removesuffix("|"))) + 1
        if text.endswith(r"\|"):
            count -= 1 if re.search(r"(?<!\\)\|\Z", text) else 0
        if count != expected:
            message = Words(
                f"这一行有{count}格，表头有{expected}格",
                f"this row has {count} cells, the table’s head has {expected}",
            )
            hint = Words("格内的竖线请写“\\|”", "write a bar within a cell as “\\|”")
            self._tell(row, "table-cells", message, hint)

    def _fence(self, token: Token, at: tree.Span) -> tree.CodeBlock:
        info = token.info.strip()
        first, last = token.map or (0, 1)
        closing = self.source.masked[self.source.offset(last - 1) : self.source.offset(last)]
        if last - first < 2 or not closing.strip(" \t\n>").startswith(token.markup):
            self._tell(token, "unclosed-mark", *_UNCLOSED_FENCE)
        if info and not re.fullmatch(r"[\w+#.-]+", info):
            message = Words(f"代码块的“{info}”不能用", f"a code block cannot say “{info}”")
            self._tell(token, "raw-block", message, _PLAIN_FENCE)
        language = info if re.fullmatch(r"[\w+#.-]+", info) else ""
        return tree.CodeBlock(self.inlines.pieces(token.content), language, at=at)

    def _span(self, token: Token) -> tree.Span:
        first, last = token.map or (0, 0)
        return self.source.span(self.source.offset(first), self.source.offset(last))

    def _tell(self, token: Token, rule: str, message: Words, hint: Words) -> None:
        line = (token.map or (0, 0))[0]
        start = self.source.offset(line)
        written = self.source.text[start : self.source.offset(line + 1)]
        place = self.source.place(start + len(written) - len(written.lstrip(" \t")))
        self.inlines.findings.append(Diagnostic(rule, place, message, hint))


def _groups(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield the tokens of each block in turn: from its opening to its end."""
    start, depth = 0, 0
    for index, token in enumerate(tokens):
        depth += token.nesting
        if depth == 0:
            yield tokens[start : index + 1]
            start = index + 1


def _after(children: Sequence[tree.Node], length: int) -> tuple[tree.Node, ...]:
    """Return what stands behind the first `length` characters of a line, and its line break."""
    first = children[0]
    rest = list(children[1:])
    if isinstance(first, tree.Text) and (text := first.text[length:].lstrip()):
        return (tree.Text(text, at=first.at), *rest)
    return tuple(rest[1:] if rest and isinstance(rest[0], tree.SoftBreak) else rest)


_NOTE_INSIDE = (
    Words("脚注的内容写在别的内容里了", "a footnote is written inside something else"),
    Words("请单独成段，不缩进", "let it be a block of its own, not indented"),
)
_INDENTED = (
    Words("缩进四格的行会变成代码", "lines indented by four spaces become code"),
    Words("请去掉缩进；代码请写在```之间", "take the indent away; write code between ``` lines"),
)
_HTML = (
    Words("正文里不能写HTML，PDF里不会有它", "HTML cannot be used: the PDF would lack it"),
    Words("请改用Markdown，或删去", "write it in Markdown, or leave it out"),
)
_UNDERLINED = (
    Words("标题不用下划线来写", "a heading is not written by underlining it"),
    Words("请写“## 标题”；分隔线前空一行", "write “## Heading”; before a rule leave a line empty"),
)
_NESTED_HEADING = (
    Words("标题写在列表或引文里了", "a heading stands inside a list or a quotation"),
    Words("请移出来，或改成**粗体**", "move it out, or make it **strong**"),
)
_CALLOUT_TITLE = (
    Words("“[!NOTE]”之后同一行不能再写字", "nothing may follow “[!NOTE]” on its line"),
    Words("请另起一行，以“> ”开头", "go on in the next line, beginning with “> ”"),
)
_UNCLOSED_FENCE = (
    Words("代码块没有结束", "a block of code is not closed"),
    Words("请补上一行```", "add a line of ```"),
)
_PLAIN_FENCE = Words(
    "请只写语言的名称，如```python", "write the language’s name only, as ```python"
)
