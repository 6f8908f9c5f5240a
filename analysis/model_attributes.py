"""The modelled relations' attributes: technology, field, industry, and both ends' provinces.

Published shares hold exactly; categories without one share the rest smoothly, in the order in
which the source lists them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from analysis import model_named as named
from analysis.categories import FIELDS, PROVINCES, TECHNOLOGIES
from analysis.model_industries import industries, numbers
from analysis.model_network import Relations, ranked_partners
from analysis.model_rounding import Ints, apportioned
from analysis.model_sample import LOCATED, YEARS, Sample, role_shares
from analysis.model_targets import Targets
from analysis.model_web import Dice

# What spreads late, in the last three years.
LATE_TECHNOLOGIES = {
    *("large_models", "cybersecurity", "computing_power_network", "operating_systems"),
    *("ai_frameworks", "multimodal", "embodied_intelligence"),
}
LATE_FIELDS = {"ai_for_science"}
LATE_YEARS = YEARS[-3:]

OUTSIDE = len(PROVINCES)


def relations_table(
    relations: Relations, sample: Sample, targets: Targets, dice: Dice
) -> pd.DataFrame:
    """Return one row per relation with the columns of the schema, oldest first."""
    order = np.argsort(relations.year, kind="stable")
    provider, receiver = relations.provider[order], relations.receiver[order]
    year = relations.year[order]
    ids = _ids(relations, sample, targets)
    place = provinces(provider, receiver, ids, sample, targets, dice)
    province = np.array([*PROVINCES, None], dtype=object)[place]
    industry = industries(receiver, year, ids, len(sample.ids), targets, dice)
    return pd.DataFrame(
        {
            "provider": ids[provider],
            "receiver": ids[receiver],
            "year": year,
            "technology": _spread(
                "technology", TECHNOLOGIES, LATE_TECHNOLOGIES, year, targets, dice
            ),
            "field": _spread("field", FIELDS, LATE_FIELDS, year, targets, dice),
            "industry": industry[receiver],
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


def _spread(
    kind: str,
    order: Sequence[str],
    late: Collection[str],
    year: Ints,
    targets: Targets,
    dice: Dice,
) -> np.ndarray:
    """Return each relation's category; the late ones fall in the last years only."""
    wanted = numbers(len(year), targets.column(f"relations_by_{kind}", "share"), order)
    code = {name: place for place, name in enumerate(order)}
    found = np.full(len(year), -1)
    for open_, names in (
        (np.flatnonzero(year >= LATE_YEARS[0]), [name for name in order if name in late]),
        (None, [name for name in order if name not in late]),
    ):
        rows = dice.shuffled(np.flatnonzero(found < 0) if open_ is None else open_)
        labels = np.repeat([code[name] for name in names], [wanted[name] for name in names])
        found[rows[: len(labels)]] = labels
    return np.array(order, dtype=object)[found]


def provinces(
    provider: Ints, receiver: Ints, ids: np.ndarray, sample: Sample, targets: Targets, dice: Dice
) -> Ints:
    """Return every node's province as an index of `PROVINCES`, or `OUTSIDE`, by node.

    The published shares of relations provided and received hold exactly. Sample enterprises and
    named partners have their place; the other relation nodes, those with the most relations
    first, are drawn to where the most is missing, and the many with one relation fill the rest.
    """
    degrees = [np.bincount(ends, minlength=len(ids)) for ends in (provider, receiver)]
    place = np.full(len(ids), -1)
    place[: len(sample.ids)] = sample.province
    for node, id in enumerate(ranked_partners(targets), len(sample.ids)):
        province = named.PARTNERS[id].province
        place[node] = OUTSIDE if province is None else PROVINCES.index(province)
    settled = place >= 0
    left = np.stack(
        [
            _left(role, np.bincount(place[settled], degrees[side][settled], OUTSIDE + 1), targets)
            for side, role in enumerate(("provided", "received"))
        ]
    )
    open_ = np.flatnonzero(~settled)
    relations = degrees[0][open_] + degrees[1][open_]
    for node in open_[np.argsort(-relations + dice.many(len(open_)), kind="stable")].tolist():
        out, into = degrees[0][node], degrees[1][node]
        fits = (left[0] >= out) & (left[1] >= into)
        steps = np.where(fits, left[0] * out + left[1] * into, 0).cumsum()
        if not steps[-1]:
            raise ValueError("the relation nodes do not fit into the provinces' shares")
        place[node] = np.searchsorted(steps, dice() * steps[-1], side="right")
        left[:, place[node]] -= (out, into)
    return place


def _left(role: str, present: np.ndarray, targets: Targets) -> Ints:
    """Return how many relations each place still lacks in a role, so that the shares hold.

    Where a province without a published share has more already than its modelled share, the
    others without one have less.
    """
    relations = targets.count(f"network_by_year.{YEARS[-1]}.edges")
    located = round(LOCATED * relations)
    wanted = [*apportioned(role_shares(targets, role), located), relations - located]
    left = np.array(wanted) - present.astype(np.int64)
    published = targets.column("provinces_by_role", role)
    free = np.array([*(p not in published for p in PROVINCES), False])
    while (over := free & (left < 0)).any():
        giver = np.where(free, left, -1).argmax()
        left[over.argmax()] += 1
        left[giver] -= 1
        if left[giver] < 0:
            break
    if (left < 0).any():
        raise ValueError(f"settled nodes exceed the {role} share of a province: {left.tolist()}")
    return left
