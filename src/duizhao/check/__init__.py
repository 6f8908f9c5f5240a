"""Check: the rules that keep a report from contradicting itself."""

# Importing a module of rules registers them.
from duizhao.check.engine import Checker, claims_told, in_edition, in_pair, in_project
from duizhao.check.registry import RULES
from duizhao.check.rules import (  # noqa: F401
    bounds,
    categories,
    chains,
    chart_words,
    claim_fit,
    claims,
    copywriting_en,
    copywriting_zh,
    dated_rows,
    directions,
    enumerations,
    facts,
    labels,
    made_of,
    measured,
    named_compared,
    names,
    nuances,
    numbers,
    parity,
    polarity,
    proportions,
    qualifiers,
    quotients,
    rank_words,
    said_elsewhere,
    site,
    spelling,
    staleness,
    support,
    table_words,
    terms,
    typed,
    units,
    value_columns,
    value_rows,
    year_order,
    year_words,
)
from duizhao.check.scopes import EditionView
from duizhao.check.sources import (  # noqa: F401
    edition_dates,
    errata,
    erratum_words,
    gates,
    label_ids,
    uncovered,
)
from duizhao.check.text import statements  # noqa: F401

__all__ = ["RULES", "Checker", "EditionView", "claims_told", "in_edition", "in_pair", "in_project"]
