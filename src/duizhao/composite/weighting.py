"""Weights: equal, given by experts, or found by factor analysis; they add up to one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from duizhao.composite.indicators import Floats, Indicators
from duizhao.composite.refusals import CompositeError, listed, unknown
from duizhao.diagnostics import Words

EXPLAINED = 0.1  # the part of all variance that a factor explains, or it is not kept
ROUNDS, TOLERANCE = 1000, 1e-12  # of the rotation


@dataclass(frozen=True)
class Equal:
    """The same weight for every indicator."""

    def weights(self, indicators: Indicators, values: Floats) -> Floats:
        """Return the weights of indicators, in their order."""
        return np.full(len(indicators.names), 1 / len(indicators.names))


@dataclass(frozen=True)
class Given:
    """Weights by indicator, of any sum: experts' budgets, or points of an analytic hierarchy.

    Weights of indicators that are left out are left out too.
    """

    by_indicator: tuple[tuple[str, float], ...]

    @classmethod
    def of(cls, weights: Mapping[str, float]) -> Given:
        """Take weights as a mapping; one that is negative or no number is refused, and no sum."""
        given = {name: float(weight) for name, weight in weights.items()}
        wrong = [name for name, weight in given.items() if not 0 <= weight < np.inf]
        if wrong:
            names = listed(wrong)
            raise CompositeError(
                Words(f"权重应为非负的数：{names.zh}", f"weights must be zero or more: {names.en}")
            )
        if not sum(given.values()) > 0:
            raise CompositeError(Words("权重全为零", "all weights are zero"))
        return cls(tuple(given.items()))

    @classmethod
    def budget(cls, experts: pd.DataFrame) -> Given:
        """Take the mean of experts' budgets: a row per expert, a column per indicator (6.5).

        Each row counts alike, whatever it adds up to.
        """
        parts = experts.div(experts.sum(axis=1), axis=0)
        return cls.of({str(name): float(part) for name, part in parts.mean().items()})

    def weights(self, indicators: Indicators, values: Floats) -> Floats:
        """Return the weights of indicators, in their order; one without a weight is refused."""
        given = dict(self.by_indicator)
        problems = [
            unknown(Words("权重", "weight"), name, list(given))
            for name in indicators.names
            if name not in given
        ]
        if problems:
            raise CompositeError(*problems)
        found = np.array([given[name] for name in indicators.names])
        if not found.sum() > 0:
            raise CompositeError(Words("所用指标的权重全为零", "all weights that count are zero"))
        return np.asarray(found / found.sum())


@dataclass(frozen=True)
class Factors:
    """Weights by principal components, rotated (handbook, 6.1; Nicoletti et al. 2000).

    An indicator's weight is its largest squared loading; they correct for what indicators say in
    common and do not tell which matters more. Factors are kept that explain more than a tenth of
    the variance, or as many as `number` says. Units of which a number is missing don't count.
    """

    number: int | None = None

    def weights(self, indicators: Indicators, values: Floats) -> Floats:
        """Return the weights of indicators, in their order."""
        squares = self.loadings(values) ** 2
        largest = squares.max(axis=1)
        return np.asarray(largest / largest.sum())

    def loadings(self, values: Floats) -> Floats:
        """Return the rotated loadings, an indicator per row, a factor per column.

        Raises `CompositeError` with fewer than three units of which all is known, or where an
        indicator is the same for all of these.
        """
        whole = values[~np.isnan(values).any(axis=1)]
        if len(whole) < 3 or (np.ptp(whole, axis=0) == 0).any():
            raise CompositeError(
                Words(
                    f"因子分析要三个以上数据齐全、各指标有差别的单位，这里只有{len(whole)}个齐全",
                    "factor analysis needs three units or more without gaps, which differ in every"
                    f" indicator; {len(whole)} are without gaps",
                )
            )
        eigenvalues, vectors = principal_components(whole)
        kept = int((eigenvalues / len(eigenvalues) > EXPLAINED).sum())
        if self.number is not None:
            if not 1 <= self.number <= len(eigenvalues):
                raise CompositeError(
                    Words(
                        f"{len(eigenvalues)}个指标没有{self.number}个因子",
                        f"{len(eigenvalues)} indicators do not have {self.number} factors",
                    )
                )
            kept = self.number
        return varimax(vectors[:, :kept] * np.sqrt(eigenvalues[:kept]))


Weighting = Equal | Given | Factors


def principal_components(values: Floats) -> tuple[Floats, Floats]:
    """Return eigenvalues of the correlation matrix, falling, and their vectors as columns."""
    correlation = np.atleast_2d(np.corrcoef(values.T))
    eigenvalues, vectors = np.linalg.eigh(correlation)
    falling = np.argsort(-eigenvalues, kind="stable")
    return np.clip(eigenvalues[falling], 0, None), vectors[:, falling]


def varimax(loadings: Floats) -> Floats:
    """Return loadings rotated so that each indicator loads on few factors (Kaiser 1958).

    With Kaiser's normalisation; each factor points where its loadings add up to more than zero.
    """
    length = np.sqrt((loadings**2).sum(axis=1, keepdims=True))
    scaled = loadings / length
    rotation, before = np.eye(loadings.shape[1]), 0.0
    for _ in range(ROUNDS):
        turned = scaled @ rotation
        pull = scaled.T @ (turned**3 - turned * (turned**2).mean(axis=0))
        left, singular, right = np.linalg.svd(pull)
        rotation = left @ right
        if singular.sum() <= before * (1 + TOLERANCE):
            break
        before = float(singular.sum())
    found = scaled @ rotation * length
    return np.asarray(found * np.where(found.sum(axis=0) < 0, -1, 1))


def perturbed(weights: Mapping[str, float], part: float, draws: int, seed: int = 0) -> list[Given]:
    """Return weights drawn around the given ones: each times a number within 1 ± `part`.

    Drawn evenly and independently, as the JRC's audits do with a part of 0.25; the same seed gives
    the same weights.
    """
    if not 0 < part < 1 or draws < 1:
        raise CompositeError(
            Words(
                "part应在0与1之间，draws至少为1",
                "part must lie between 0 and 1, draws be 1 or more",
            )
        )
    given = Given.of(weights)
    factors = np.random.default_rng(seed).uniform(1 - part, 1 + part, (draws, len(weights)))
    return [
        Given(tuple((n, w * float(f)) for (n, w), f in zip(given.by_indicator, row, strict=True)))
        for row in factors
    ]
