"""Diagnostics: findings as values, the words of every rule, and how findings are printed.

`finding` is what every room makes, `checked` what a stage returns, `rules` the registry of ids,
`printing` and `formats` the one way in which all commands tell them.
"""

from duizhao.diagnostics.checked import Checked, Stage, checked, stage, together
from duizhao.diagnostics.finding import (
    LANGUAGES,
    Diagnostic,
    Findings,
    Place,
    Problems,
    Related,
    Severity,
    Words,
    closest,
    did_you_mean,
    has_errors,
    in_order,
    summary,
    terminal_language,
)
from duizhao.diagnostics.visible import shown

__all__ = [
    "LANGUAGES",
    "Checked",
    "Diagnostic",
    "Findings",
    "Place",
    "Problems",
    "Related",
    "Severity",
    "Stage",
    "Words",
    "checked",
    "closest",
    "did_you_mean",
    "has_errors",
    "in_order",
    "shown",
    "stage",
    "summary",
    "terminal_language",
    "together",
]
