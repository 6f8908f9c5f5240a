"""Words of another language inside a text, marked so that voices and fonts read them as theirs."""

from __future__ import annotations

from html import escape

from duizhao.language import PACKS, language_of


def foreign_html(text: str, language: str) -> str:
    """Return plain text as HTML in which what is written in another script says so."""
    script = language_of(language).writing.script
    other = next((one for one in PACKS.values() if one.writing.script != script), None)
    if other is None:
        return escape(text, quote=False)
    html, end = "", 0
    for match in other.writing.foreign.finditer(text):
        html += escape(text[end : match.start()], quote=False)
        html += f'<span lang="{other.tag}">{escape(match[0], quote=False)}</span>'
        end = match.end()
    return html + escape(text[end:], quote=False)
