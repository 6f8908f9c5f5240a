"""Within a line: tokens become nodes that know their place, and slips become findings."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from markdown_it.token import Token

from duizhao.diagnostics import Diagnostic, Place, Words
from duizhao.document import tree
from duizhao.document.links import address_finding
from duizhao.document.slips import COMMENT, OTHER, commented_out, slips
from duizhao.document.source import MARKER, Source
from duizhao.files.leftovers import leftover, notes

_HTML = re.compile(r"<(/?)(sub|sup|kbd)>")
_BREAK = re.compile(r"<br ?/?>")
_STYLES: dict[str, tree.Style] = {"em_open": "emphasis", "strong_open": "strong"}


@dataclass
class Inlines:
    """Reads the inline tokens of a chapter, and keeps what is wrong with them and their blocks.

    `column` is how far a table's row has been read.
    """

    source: Source
    findings: list[Diagnostic] = field(default_factory=list)
    column: int = 0

    def read(self, token: Token, in_row: int | None = None) -> tuple[tree.Node, ...]:
        """Return the nodes of a line of text, of a table's row where `in_row` is its line."""
        offsets = self._offsets(token) if in_row is None else self._in_row(token.content, in_row)
        shadow = _Shadow(offsets)
        nodes = self._nodes(deque(token.children or []), shadow, "")
        text = "".join(shadow.text)
        for position, found in notes(text):
            start, end = shadow.offsets[position], shadow.offsets[position + len(found) - 1] + 1
            place = self.source.place(start)
            end_column = (place.column or 1) + end - start
            self.findings.append(leftover(replace(place, end=end_column), found))
        for slip, position, found in slips(text):
            place = self.source.place(shadow.offsets[position])
            message = Words(*(words.replace("{}", found) for words in slip.message))
            self.findings.append(Diagnostic(slip.rule, place, message, slip.hint))
        return nodes

    def pieces(self, text: str) -> tuple[tree.Node, ...]:
        """Return a text without markup, such as code, as words and expressions."""
        return tuple(
            tree.Text(one) if isinstance(one, str) else one for one in self.source.split(text)
        )

    def _nodes(self, tokens: deque[Token], shadow: _Shadow, until: str) -> tuple[tree.Node, ...]:
        """Return the nodes up to the token that closes `until`, which is taken too."""
        nodes: list[tree.Node] = []
        while tokens:
            token = tokens.popleft()
            if token.type == until or _closes(token, until):
                return _joined(nodes)
            if token.nesting > 0:
                children = self._nodes(tokens, shadow, token.type.replace("_open", "_close"))
                nodes += self._open(token, children, shadow)
            elif token.type == "html_inline":
                nodes += self._html(token, tokens, shadow)
            else:
                nodes += self._leaf(token, shadow)
        if until.startswith("</"):
            self._tell_html(until.replace("/", ""), shadow.last)
        return _joined(nodes)

    def _open(
        self, token: Token, children: tuple[tree.Node, ...], shadow: _Shadow
    ) -> Iterator[tree.Node]:
        at = shadow.span(token, self.source)
        shadow.skip()
        if token.type != "link_open":
            yield tree.Styled(children, _STYLES[token.type], at=at)
            return
        address = str(token.attrGet("href") or "")
        if token.attrGet("title"):
            message = Words("链接的标题在PDF里看不到", "a link’s title is not seen in the PDF")
            hint = Words("请只写[文字](地址)", "write [words](address) only")
            self.findings.append(Diagnostic("link-title", at.place, message, hint))
        finding = address_finding(address, at.place, bool(MARKER.search(address)))
        if finding:
            self.findings.append(finding)
            yield from children
        else:
            yield tree.Link(children, address, at=at)

    def _leaf(self, token: Token, shadow: _Shadow) -> Iterator[tree.Node]:
        at = shadow.span(token, self.source)
        if token.type == "text" or token.type == "text_special":
            if token.type == "text" or (token.content.startswith("\\") and len(token.content) > 1):
                shadow.add(token)
            else:
                if token.markup == "\\(":
                    self.findings.append(Diagnostic("raw-tex", at.place, *_PARENTHESES))
                shadow.skip()
            if token.content:
                yield tree.Text(token.content, at=at)
            return
        if token.type == "softbreak":
            shadow.add(token, "\n")
            yield tree.SoftBreak(at=at)
            return
        shadow.skip()
        match token.type:
            case "hardbreak":
                yield tree.HardBreak(at=at)
            case "expression":
                yield from self.pieces(token.content)
            case "code_inline":
                yield tree.Code(self.pieces(token.content), at=at)
            case "math_inline" | "math_inline_double":
                display = token.type.endswith("double")
                yield tree.Formula(self.pieces(token.content.strip()), display=display, at=at)
            case "footnote_ref":
                yield tree.NoteMark(token.meta["label"], at=at)
            case "image":
                self.findings.append(Diagnostic("image", at.place, *_IMAGE))
                words = deque(token.children or [])
                children = self._nodes(words, _Shadow(shadow.positions), "")
                yield tree.Image(children, str(token.attrGet("src") or ""), at=at)

    def _html(self, token: Token, rest: deque[Token], shadow: _Shadow) -> Iterator[tree.Node]:
        at = shadow.span(token, self.source)
        shadow.skip()
        allowed = _HTML.fullmatch(token.content)
        if _BREAK.fullmatch(token.content):
            yield tree.HardBreak(at=at)
        elif allowed and not allowed[1]:
            shadow.last = at
            children = self._nodes(rest, shadow, f"</{allowed[2]}>")
            yield tree.Styled(children, cast(tree.Style, allowed[2]), at=at)
        else:
            self._tell_html(token.content, at)

    def _tell_html(self, written: str, at: tree.Span) -> None:
        if commented_out(written):
            self.findings.append(Diagnostic("leftover", at.place, *COMMENT))
            return
        if _HTML.fullmatch(written):
            message = Words(f"“{written}”没有配成对", f"“{written}” has no partner")
        else:
            short = written if len(written) <= 40 else written[:39] + "…"
            message = Words(
                f"正文里不能写HTML“{short}”", f"the HTML “{short}” cannot be used in a chapter"
            )
        self.findings.append(Diagnostic("raw-html", at.place, message, _ALLOWED))

    def _offsets(self, token: Token) -> list[int]:
        """Return where in the source each character of a line of text stands."""
        offsets: list[int] = []
        first = (token.map or (0, 0))[0]
        for number, line in enumerate(token.content.split("\n")):
            start = self.source.offset(first + number)
            written = self.source.masked[start : self.source.offset(first + number + 1)].rstrip()
            # Behind a tab that was part of an indentation the line is longer than what is written.
            column = len(written) - len(line.rstrip())
            if marks := re.match(r"[\s>*+.)\d-]*#{1,6}[ \t]+", written):
                found = written.find(line, marks.end() if number == 0 else 0)
                column = found if found >= 0 else column
            offsets += (max(start, start + column + index) for index in range(len(line) + 1))
        return offsets

    def _in_row(self, text: str, line: int) -> list[int]:
        """Return where each character of a table's cell stands; a bar was written `\\|`."""
        start = self.source.offset(line)
        written = self.source.masked[start : self.source.offset(line + 1)]
        found = max(written.find(text.replace("|", "\\|"), self.column), self.column)
        offsets = []
        for character in text:
            found += character == "|"
            offsets.append(start + found)
            found += 1
        self.column = found
        return [*offsets, start + found]


class _Shadow:
    """The text that is printed as it is written, for finding slips in it."""

    def __init__(self, positions: Sequence[int]) -> None:
        self.positions = positions
        self.text: list[str] = []
        self.offsets: list[int] = []
        self.last: tree.Span = tree.Span(_NOWHERE, _NOWHERE)

    def span(self, token: Token, source: Source) -> tree.Span:
        """Return where a token stands."""
        start, end = token.meta.get("span", (0, 0))
        return source.span(self._offset(start), self._offset(end))

    def add(self, token: Token, text: str | None = None) -> None:
        """Add a token's text."""
        start = token.meta.get("span", (0, 0))[0]
        for index, character in enumerate(token.content if text is None else text):
            self.text.append(character)
            self.offsets.append(self._offset(start + index))

    def skip(self) -> None:
        """Note that something else than text stands here."""
        self.text.append(OTHER)
        self.offsets.append(self.offsets[-1] if self.offsets else self._offset(0))

    def _offset(self, position: int) -> int:
        return self.positions[min(position, len(self.positions) - 1)] if self.positions else 0


def _closes(token: Token, until: str) -> bool:
    return token.type == "html_inline" and token.content == until


def _joined(nodes: Sequence[tree.Node]) -> tuple[tree.Node, ...]:
    """Return the nodes with neighbouring texts made one."""
    joined: list[tree.Node] = []
    for node in nodes:
        last = joined[-1] if joined else None
        if isinstance(node, tree.Text) and isinstance(last, tree.Text):
            at = tree.Span(last.at.place, node.at.end) if last.at and node.at else None
            joined[-1] = tree.Text(last.text + node.text, at=at)
        else:
            joined.append(node)
    return tuple(joined)


_NOWHERE = Place("")
_ALLOWED = Words(
    "只能用<sub>、<sup>、<kbd>和<br>，不带属性",
    "there are <sub>, <sup>, <kbd> and <br>, without attributes",
)
_PARENTHESES = (
    Words("“\\(”不是公式的开头", "“\\(” does not begin a formula"),
    Words("公式请写在$…$之间", "write formulas between $…$"),
)
_IMAGE = (
    Words("章节里不能直接放图片", "a chapter does not place pictures by itself"),
    Words("请用{% figure 图表名 %}", "write {% figure name %}"),
)
