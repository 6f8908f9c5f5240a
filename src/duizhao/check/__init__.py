"""Check: the rules that keep a report from contradicting itself."""

# Importing a module of rules registers them.
from duizhao.check.engine import Checker, claims_told, in_edition, in_pair, in_project
from duizhao.check.registry import RULES
from duizhao.check.rules import (  # noqa: F401
    bounds,
    categories,
    claim_fit,
    claims,
    copywriting_en,
    copywriting_zh,
    dated_rows,
    directions,
    enumerations,
    facts,
    labels,
    measured,
    names,
    nuances,
    numbers,
    parity,
    polarity,
    proportions,
    qualifiers,
    rank_words,
    site,
    spelling,
    staleness,
    support,
    terms,
    typed,
    units,
    value_columns,
    value_rows,
)
from duizhao.check.scopes import EditionView
from duizhao.check.sources import errata, gates, uncovered  # noqa: F401
from duizhao.check.text import statements  # noqa: F401

__all__ = ["RULES", "Checker", "EditionView", "claims_told", "in_edition", "in_pair", "in_project"]
