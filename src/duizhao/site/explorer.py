"""Explorers: what the browser is told of a drawn network beside its file.

The names of nodes in both languages, what communities are called, colours, and the words around
the drawing. The network itself is the committed file (see `duizhao.charts.layer`).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from duizhao.charts.communities import called, leading
from duizhao.charts.data import ChartData, Scheme
from duizhao.charts.labels import OTHERS
from duizhao.charts.palette import CATEGORIES, LINE, QUIET, SCHEMES, category
from duizhao.files.network_file import decoded
from duizhao.language import language_of
from duizhao.language.digits import grouped
from duizhao.language.text_layout import begun
from duizhao.project.glossary import Glossary
from duizhao.site.explorer_script import EXPLORER

# Words that the glossary may know better, by the ids of its terms.
_TERMS = {"degree": "degree_centrality", "in_degree": "in_degree", "out_degree": "out_degree"}
_SHOWN: tuple[Scheme, ...] = ("light", "dark")


def explorer(data: ChartData, glossary: Glossary, language: str) -> Mapping[str, Any]:
    """Return what the explorer of a figure's network says in a language, ready for JSON.

    `names` maps labels to the name in each language, the page's own first, and all aliases,
    `short` to a shorter form where there is need;
    `communities` are in order; `schemes` holds per colour scheme the colour of ties, the colours
    of the first communities and that of all others.
    """
    if data.layer is None:
        raise ValueError(f"{data.figure} draws no network")
    drawn = decoded(Path(data.layer.file).read_bytes())
    order = [language, *(other for other in glossary.languages if other != language)]
    names = {}
    short = {}
    for label in drawn.labels:
        if label in glossary:
            term = glossary[label]
            aliases = [alias for one in order for alias in term.entry.spellings(one)]
            names[label] = [*(term.name(one) for one in order), *aliases]
            own = sorted(term.entry.spellings(language), key=len)
            if len(term.name(language)) > language_of(language).writing.long_name and own:
                short[label] = own[0]
    led = leading(drawn, data.rows)
    sizes = drawn.sizes.tolist()
    return {
        "words": {key: words.of(language) for key, words in EXPLORER.items()}
        | {
            key: begun(glossary[term].name(language), language)
            for key, term in _TERMS.items()
            if term in glossary
        },
        "languages": order,
        "names": names,
        "short": short,
        "communities": [
            called(place + 1, size, [name.text for name in led.get(place, ())], language)
            for place, size in enumerate(sizes)
        ],
        "others": OTHERS.of(language).format(
            grouped(Decimal(max(len(sizes) - CATEGORIES, 0)), language)
        ),
        "schemes": {
            scheme: {
                "tie": SCHEMES[scheme][LINE],
                "communities": [SCHEMES[scheme][category(place)] for place in range(CATEGORIES)],
                "others": SCHEMES[scheme][QUIET],
            }
            for scheme in _SHOWN
        },
    }
