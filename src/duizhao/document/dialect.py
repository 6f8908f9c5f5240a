"""The Markdown that chapters are written in: CommonMark, tables, footnotes, formulas, Han text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token
from markdown_it.utils import EnvType
from mdit_py_plugins.dollarmath import dollarmath_plugin
from mdit_py_plugins.footnote import footnote_plugin

from duizhao.document.han import wide
from duizhao.document.source import CLOSE, MARKER, OPEN


@cache
def dialect() -> MarkdownIt:
    """Return the parser. Its tokens carry where they stand in their line of text (`span`)."""
    markdown = _Markdown("commonmark").enable("table")
    # Links are written where they stand, so that both languages have the same blocks.
    markdown.disable("reference")
    # Escaped characters and marks that found no partner stay apart, so that they can be told.
    markdown.disable(["text_join", "fragments_join"])
    markdown.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    markdown.use(
        dollarmath_plugin,
        allow_labels=False,
        allow_space=False,
        allow_digits=False,
        allow_blank_lines=False,
        double_inline=True,
    )
    markdown.inline.ruler.before("math_inline", "money", _money)
    markdown.inline.ruler.before("text", "expression", _expression)
    markdown.inline.add_terminator_char(OPEN)
    return markdown


class _Markdown(MarkdownIt):
    """Leaves addresses as they are written: they are judged, and told, later."""

    def __init__(self, preset: str) -> None:
        super().__init__(preset)
        rules = self.inline.ruler.get_active_rules(), self.inline.ruler2.get_active_rules()
        self.inline = _Inline()
        self.inline.ruler.enableOnly(rules[0])
        self.inline.ruler2.enableOnly(rules[1])

    def validateLink(self, url: str) -> bool:
        return True

    def normalizeLink(self, url: str) -> str:
        return url

    def normalizeLinkText(self, link: str) -> str:
        return link


class _Inline(ParserInline):
    """Notes for every token which characters it was made of."""

    def tokenize(self, state: StateInline) -> None:
        rules = self.ruler.getRules("")
        deepest = state.md.options["maxNesting"]
        while state.pos < state.posMax:
            start, known = state.pos, len(state.tokens)
            if state.level < deepest and any(rule(state, False) for rule in rules):
                _note(state.tokens[known:], start, state.pos)
            else:
                state.append_pending(state.src[state.pos])
                state.pos += 1
        if state.pending:
            state.pushPending()

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


def _note(tokens: Sequence[Token], start: int, end: int) -> None:
    for token in tokens:
        token.meta.setdefault("span", (start, end))


class _State(StateInline):
    """Text knows where it began; emphasis beside Han text closes as its writer meant it."""

    _began = 0

    def append_pending(self, text: str) -> None:
        if not self.pending:
            self._began = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:
        length = len(self.pending)
        token = super().pushPending()
        token.meta["span"] = (self._began, self._began + length)
        return token

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:
        """Tell whether marks open or close.

        CommonMark keeps `**` beside punctuation from opening or closing inside a word, and Chinese
        has no spaces that end a word: Han and Chinese punctuation count as letters here.
        """
        before = self.src[start - 1] if start else ""
        position = start
        while position < self.posMax and self.src[position] == self.src[start]:
            position += 1
        after = self.src[position] if position < self.posMax else ""
        if not (_han(before) or _han(after)):
            return super().scanDelims(start, canSplitWord)
        opens = bool(after) and not after.isspace()
        closes = bool(before) and not before.isspace()
        if not canSplitWord and opens and closes:
            # `_` within a word is part of a name, unless punctuation parts it from its neighbour.
            opens, closes = not _letter(before), not _letter(after)
        return Scanned(opens, closes, position - start)


def _han(character: str) -> bool:
    """Whether a character is Chinese, or an expression, which may print a Chinese name."""
    return character in (OPEN, CLOSE) or wide(character)


def _letter(character: str) -> bool:
    return character in (OPEN, CLOSE) or character.isalnum()


def _money(state: StateInline, silent: bool) -> bool:
    """Read the dollar of US$5 or A$5: behind a letter it begins no formula."""
    before = state.src[state.pos - 1] if state.pos else ""
    if state.src[state.pos] != "$" or not (before.isascii() and before.isalpha()):
        return False
    if not silent:
        state.append_pending("$")
    state.pos += 1
    return True


def _expression(state: StateInline, silent: bool) -> bool:
    """Read the marker of an expression."""
    match = MARKER.match(state.src, state.pos) if state.src[state.pos] == OPEN else None
    if match is None:
        return False
    if not silent:
        state.push("expression", "", 0).content = match[0]
    state.pos = match.end()
    return True
