"""A Python-Markdown extension: a line break beside Chinese text is no space."""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown  # type: ignore[import-untyped]
from markdown.inlinepatterns import InlineProcessor  # type: ignore[import-untyped]

# Han, kana, CJK punctuation, full-width forms, and the curly quotes that Chinese shares.
_WIDE = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u2014\u2018-\u201d\u2026"


class _Join(InlineProcessor):  # type: ignore[misc]
    def handleMatch(self, m: Any, data: str) -> tuple[str | Element, int, int]:
        return "", m.start(0), m.end(0)


class HanNewlines(Extension):  # type: ignore[misc]
    """Drop a line break when a wide character stands on either side of it."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the pattern; an attribute list keeps the line that it must have to itself."""
        pattern = rf"(?<=[{_WIDE}])\n(?!\{{:)|\n(?=[{_WIDE}])"
        md.inlinePatterns.register(_Join(pattern, md), "han_newlines", 5)


def makeExtension(**options: Any) -> HanNewlines:
    """Return the extension; Python-Markdown calls this by name."""
    return HanNewlines(**options)
