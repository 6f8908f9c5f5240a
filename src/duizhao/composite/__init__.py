"""Composite indicators after the OECD and JRC's handbook: docs/composite.md has the conventions."""

from duizhao.composite.index import Aggregation, Choices, Index, Outliers, index
from duizhao.composite.indicators import Direction, Indicators
from duizhao.composite.missing import Missing, filled
from duizhao.composite.normalisation import MinMax, Normalisation, Ranks, Raw, Reference, ZScore
from duizhao.composite.outliers import winsorised
from duizhao.composite.refusals import CompositeError
from duizhao.composite.robustness import Alternatives, Robustness, robustness
from duizhao.composite.sensitivity import Shares, exact_shares, sampled_shares
from duizhao.composite.weighting import Equal, Factors, Given, Weighting, perturbed

__all__ = [
    "Aggregation",
    "Alternatives",
    "Choices",
    "CompositeError",
    "Direction",
    "Equal",
    "Factors",
    "Given",
    "Index",
    "Indicators",
    "MinMax",
    "Missing",
    "Normalisation",
    "Outliers",
    "Ranks",
    "Raw",
    "Reference",
    "Robustness",
    "Shares",
    "Weighting",
    "ZScore",
    "exact_shares",
    "filled",
    "index",
    "perturbed",
    "robustness",
    "sampled_shares",
    "winsorised",
]
