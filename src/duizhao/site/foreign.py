"""Words of another language inside a text, marked so that voices and fonts read them as theirs."""

from __future__ import annotations

import re
from html import escape

# Han with the punctuation inside it; two Latin words or more (one alone is a name or a sign).
_HAN = re.compile(
    r"[\u3400-\u9fff](?:[\u3000-\u303f\u3400-\u9fff\uff00-\uffef—→·\d.%]*[\u3400-\u9fff）])?"
)
_LATIN = re.compile(r"[A-Za-z][\w’'-]*(?: [A-Za-z][\w’'-]*)+")
_FOREIGN = {"zh": (_LATIN, "en"), "en": (_HAN, "zh-Hans")}


def foreign_html(text: str, language: str) -> str:
    """Return plain text as HTML in which what is written in the other language says so."""
    pattern, tag = _FOREIGN[language]
    html, end = "", 0
    for match in pattern.finditer(text):
        html += escape(text[end : match.start()], quote=False)
        html += f'<span lang="{tag}">{escape(match[0], quote=False)}</span>'
        end = match.end()
    return html + escape(text[end:], quote=False)
