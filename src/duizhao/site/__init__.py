"""The website: finished Markdown in, one plain MkDocs build per language, one folder out.

The only package that knows MkDocs. `write` takes an immutable `Site`; `blocks` makes the HTML of
values, figures and tables that chapters embed.
"""

from duizhao.site.model import (
    Corrected,
    Download,
    Edition,
    Highlight,
    Page,
    PageFigure,
    Site,
    Source,
)
from duizhao.site.number_cards_script import Answer, Explained, InEdition, Link
from duizhao.site.publish import build, publish, write

__all__ = [
    "Answer",
    "Corrected",
    "Download",
    "Edition",
    "Explained",
    "Highlight",
    "InEdition",
    "Link",
    "Page",
    "PageFigure",
    "Site",
    "Source",
    "build",
    "publish",
    "write",
]
