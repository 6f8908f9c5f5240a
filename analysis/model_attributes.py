"""The modelled relations' attributes: technology, field, industry, and both ends' provinces.

Published shares hold exactly; categories without one share the rest smoothly, in the order in
which the source lists them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from analysis import model_named as named
from analysis.categories import FIELDS, MANUFACTURING, PROVINCES, TECHNOLOGIES, TERTIARY
from analysis.model_network import Relations, ranked_partners
from analysis.model_rounding import Ints, apportioned, counts
from analysis.model_sample import LOCATED, YEARS, Sample, role_shares
from analysis.model_targets import Targets

# Technologies that spread late: their relations fall in the last years.
LATE = {
    *("large_models", "cybersecurity", "computing_power_network", "operating_systems"),
    *("ai_frameworks", "multimodal", "embodied_intelligence"),
}
# The secondary sector's share of all relations up to each year, in per cent: only the last is
# published, with its rise since 2015 and the tertiary sector's wavering decline.
SECONDARY = (22.6, 21.4, 22.1, 23.4, 23.9, 25.2, 25.9, 26.9, 27.3)
PRIMARY = 0.12
FALL = 0.86  # an unpublished category has this much of the one before it


def relations_table(
    relations: Relations, sample: Sample, targets: Targets, random: np.random.Generator
) -> pd.DataFrame:
    """Return one row per relation with the columns of the schema, oldest first."""
    order = np.argsort(relations.year, kind="stable")
    provider, receiver = relations.provider[order], relations.receiver[order]
    year = relations.year[order]
    ids = _ids(relations, sample, targets)
    province = _provinces(provider, receiver, sample, targets, ids)
    return pd.DataFrame(
        {
            "provider": ids[provider],
            "receiver": ids[receiver],
            "year": year,
            "technology": _spread(targets, "technology", TECHNOLOGIES, year, random, LATE),
            "field": _spread(targets, "field", FIELDS, year, random, {"ai_for_science"}),
            "industry": _industries(targets, year, random),
            "provider_province": province[provider],
            "receiver_province": province[receiver],
        }
    )


def _ids(relations: Relations, sample: Sample, targets: Targets) -> np.ndarray:
    partners = ranked_partners(targets)
    nodes = int(max(relations.provider.max(), relations.receiver.max())) + 1
    others = nodes - len(sample.ids) - len(partners)
    return np.array(
        [*sample.ids, *partners, *(f"p{number:05d}" for number in range(1, others + 1))],
        dtype=object,
    )


def _shares(published: Mapping[str, float], order: Sequence[str]) -> dict[str, float]:
    """Return every category's share: published, or falling one after the other, none above."""
    missing = [row for row in order if row not in published]
    left = 100 - sum(published.values())
    cap = min(published.values()) * 0.97
    ratio = FALL
    while True:
        weights = ratio ** np.arange(len(missing))
        falling = weights / weights.sum() * left
        if falling[0] <= cap or ratio > 0.999:
            break
        ratio += (1 - ratio) / 20
    return {**published, **dict(zip(missing, falling.tolist(), strict=True))}


def _numbers(total: int, published: Mapping[str, float], order: Sequence[str]) -> dict[str, int]:
    shares = _shares(published, order)
    rest = {row: shares[row] for row in order if row not in published}
    return counts(total, published, rest)


def _spread(
    targets: Targets,
    kind: str,
    order: Sequence[str],
    year: Ints,
    random: np.random.Generator,
    late: set[str],
) -> np.ndarray:
    """Return each relation's category; the late ones mostly in the last three years."""
    published = targets.column(f"relations_by_{kind}", "share")
    numbers = _numbers(len(year), published, order)
    found = np.full(len(year), "", dtype=object)
    lateness = random.random(len(year)) + np.where(year >= YEARS[-3], 0.0, 2.0)
    young = np.argsort(lateness, kind="stable")
    labels = np.repeat(
        [row for row in order if row in late], [numbers[r] for r in order if r in late]
    )
    found[young[: len(labels)]] = random.permutation(labels)
    open_ = np.flatnonzero(found == "")
    others = [row for row in order if row not in late]
    found[open_] = random.permutation(np.repeat(others, [numbers[row] for row in others]))
    return found


def _industries(targets: Targets, year: Ints, random: np.random.Generator) -> np.ndarray:
    """Return each relation's industry; the sectors' shares hold up to each year."""
    sectors = _sectors(targets, year, random)
    found = np.full(len(year), "agriculture", dtype=object)
    for sector, order in (
        ("secondary", ("mining", "manufacturing", "utilities", "construction")),
        ("tertiary", TERTIARY),
    ):
        members = np.flatnonzero(sectors == sector)
        published = targets.column(f"relations_by_{sector}_industry", "share")
        numbers = _numbers(len(members), published, order)
        found[members] = random.permutation(np.repeat(order, [numbers[row] for row in order]))
    members = np.flatnonzero(found == "manufacturing")
    published = targets.column("relations_by_manufacturing_industry", "share")
    order = [*published, *(row for row in MANUFACTURING if row not in published)]
    numbers = _numbers(len(members), published, order)
    found[members] = random.permutation(np.repeat(order, [numbers[row] for row in order]))
    return found


def _sectors(targets: Targets, year: Ints, random: np.random.Generator) -> np.ndarray:
    """Return each relation's sector so that the shares of all relations up to each year hold."""
    last = YEARS[-1]
    found = np.full(len(year), "", dtype=object)
    before = np.zeros(2, np.int64)
    for place, y in enumerate(YEARS):
        so_far = int((year <= y).sum())
        if y == last:
            shares = [targets[f"relations_by_sector.{y}.{s}"] for s in ("primary", "secondary")]
        else:
            shares = [PRIMARY, SECONDARY[place]]
        wanted = np.array([round(share * so_far / 100) for share in shares])
        members = np.flatnonzero(year == y)
        new = wanted - before
        labels = np.repeat(
            ["primary", "secondary", "tertiary"], [*new, len(members) - int(new.sum())]
        )
        found[members] = random.permutation(labels)
        before = wanted
    return found


def _provinces(
    provider: Ints, receiver: Ints, sample: Sample, targets: Targets, ids: np.ndarray
) -> np.ndarray:
    """Return every node's province (None: outside) so that both roles' shares hold exactly.

    Sample enterprises and named partners have theirs; the other relation nodes, those with the
    most relations first, go where the most is missing, and the many with one relation fill what
    is left to the last.
    """
    size = len(PROVINCES)
    total = round(LOCATED * len(provider))
    degrees = [np.bincount(ends, minlength=len(ids)) for ends in (provider, receiver)]
    place = np.full(len(ids), -1)
    place[: len(sample.ids)] = sample.province
    for node, id in enumerate(ids[len(sample.ids) :], len(sample.ids)):
        if id not in named.PARTNERS:
            break
        of = named.PARTNERS[id].province
        place[node] = size if of is None else PROVINCES.index(of)
    left = np.zeros((2, size + 1), np.int64)
    for side, role in enumerate(("provided", "received")):
        left[side, :size] = apportioned(role_shares(targets, role), total)
        left[side, size] = len(provider) - total
        known = place >= 0
        left[side] -= np.bincount(place[known], degrees[side][known], size + 1).astype(np.int64)
    if (left < 0).any():
        raise ValueError(f"named nodes alone exceed a province's share: {left.tolist()}")
    open_ = np.flatnonzero(place < 0)
    weight = degrees[0][open_] + degrees[1][open_]
    for node in open_[np.argsort(-weight, kind="stable")]:
        out, into = degrees[0][node], degrees[1][node]
        fits = (left[0] >= out) & (left[1] >= into)
        score = np.where(fits, left[0] * out + left[1] * into, -1)
        best = int(score.argmax())
        if score[best] < 0:
            raise ValueError("the relation nodes do not fit into the provinces' shares")
        place[node] = best
        left[0, best] -= out
        left[1, best] -= into
    names = np.array([*PROVINCES, None], dtype=object)
    return names[place]
