"""The modelled receivers' industries: each has one, and the published shares of relations hold.

A receiver belongs to one industry in all its relations. Sectors are settled year by year among the
nodes that receive for the first time, so that the shares of all relations up to each year follow
the path below; industries within a sector then by the relations of all years. Nodes with one
relation come last and make up the numbers exactly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from analysis import model_named as named
from analysis.categories import INDUSTRIES, MANUFACTURING, SECONDARY, SECTORS, TERTIARY, sector
from analysis.model_rounding import Ints, counts
from analysis.model_sample import YEARS
from analysis.model_targets import Targets
from analysis.model_web import Dice

# Each sector's share (per cent) of all relations up to each year but the last: unpublished. The
# source says in words that the tertiary sector declines unevenly and the secondary sector rises
# on the whole since 2015.
SECONDARY_SHARE = (22.6, 21.4, 22.1, 23.4, 23.9, 25.2, 25.9, 26.9, 27.3)
PRIMARY_SHARE = 0.12
FALL = 0.86  # an unpublished category has this much of the one before it
BELOW = 0.97  # and is at most this much of the smallest published one
# What enterprises of the sample do, rather than anything else.
AT_HOME = ("information_services", "research_technical_services", "computers_electronics")
AFFINITY = 12.0


def shares(published: Mapping[str, float], order: Sequence[str]) -> dict[str, float]:
    """Return every category's share: published, or falling from one to the next, none above."""
    missing = [row for row in order if row not in published]
    left = 100 - sum(published.values())
    cap = min(published.values()) * BELOW
    ratio = FALL
    while True:
        weights = ratio ** np.arange(len(missing))
        falling = weights / weights.sum() * left
        if falling[0] <= cap or ratio > 0.999:
            break
        ratio += (1 - ratio) / 20
    return {**published, **dict(zip(missing, falling.tolist(), strict=True))}


def numbers(total: int, published: Mapping[str, float], order: Sequence[str]) -> dict[str, int]:
    """Return every category's number of relations, so that the published shares are printed."""
    every = shares(published, order)
    return counts(total, published, {row: every[row] for row in order if row not in published})


def industries(
    receiver: Ints, year: Ints, ids: np.ndarray, sample: int, targets: Targets, dice: Dice
) -> np.ndarray:
    """Return the industry of every node that receives (empty for the others), by node.

    `receiver` and `year` describe the relations, `ids` the nodes, the first `sample` of which are
    enterprises of the sample.
    """
    known = _known(ids)
    received = np.bincount(receiver, minlength=len(ids))
    by_sector = _sectors(receiver, year, known, sample, targets, dice)
    wanted = _wanted(targets, len(receiver))
    found = np.full(len(ids), "", dtype=object)
    for name in SECTORS:
        members = np.flatnonzero(by_sector == name)
        order = [industry for industry in INDUSTRIES if sector(industry) == name]
        left = np.array([wanted[industry] for industry in order])
        home = np.array([AFFINITY if industry in AT_HOME else 1.0 for industry in order])
        for node in members[known[members] != ""]:
            found[node] = known[node]
            left[order.index(known[node])] -= received[node]
        open_ = members[known[members] == ""]
        turn = np.argsort(-received[open_] + dice.many(len(open_)), kind="stable")
        for node in open_[turn].tolist():
            weights = np.where(left >= received[node], left, 0) * (home if node < sample else 1.0)
            chosen = dice.chooser(range(len(order)), weights)()
            found[node] = order[chosen]
            left[chosen] -= received[node]
        if left.any():
            raise ValueError(f"the receivers cannot be divided among the industries: {left}")
    return found


def _known(ids: np.ndarray) -> np.ndarray:
    of: dict[str, str] = {id: one.industry for id, one in named.ENTERPRISES.items()}
    of |= {id: one.industry for id, one in named.PARTNERS.items()}
    return np.array([of.get(id, "") for id in ids], dtype=object)


def _wanted(targets: Targets, relations: int) -> dict[str, int]:
    """Return the relations that each industry receives, in all years together."""
    sectors = counts(relations, _sector_shares(targets, YEARS[-1]), {})
    found = {"agriculture": sectors["primary"]}
    for name, order in (("secondary", SECONDARY), ("tertiary", TERTIARY)):
        published = targets.column(f"relations_by_{name}_industry", "share")
        found |= numbers(sectors[name], published, order)
    published = targets.column("relations_by_manufacturing_industry", "share")
    order = [*published, *(row for row in MANUFACTURING if row not in published)]
    return found | numbers(found.pop("manufacturing"), published, order)


def _sector_shares(targets: Targets, year: int) -> dict[str, float]:
    if year == YEARS[-1]:
        return {name: targets[f"relations_by_sector.{year}.{name}"] for name in SECTORS}
    secondary = SECONDARY_SHARE[YEARS.index(year)]
    rest = 100 - secondary - PRIMARY_SHARE
    return {"primary": PRIMARY_SHARE, "secondary": secondary, "tertiary": rest}


def _sectors(
    receiver: Ints, year: Ints, known: np.ndarray, sample: int, targets: Targets, dice: Dice
) -> np.ndarray:
    """Return every receiver's sector, in such a way that each year's shares come out.

    Exactly in the last year; before, a share may be off where older receivers exceed it already.
    """
    found = np.array([sector(one) if one else "" for one in known], dtype=object)
    received = np.zeros(len(known), np.int64)
    for y in YEARS:
        now = np.bincount(receiver[year == y], minlength=len(known))
        received += now
        wanted = _sector_shares(targets, y)
        fresh = np.flatnonzero((now > 0) & (found == ""))
        # Enterprises of the sample offer services first of all: they come last.
        fresh = fresh[np.argsort(dice.many(len(fresh)) + (fresh < sample), kind="stable")]
        for name in ("primary", "secondary"):
            needed = round(wanted[name] * received.sum() / 100) - int(received[found == name].sum())
            open_ = fresh[(found[fresh] == "") & ((fresh >= sample) | (name == "secondary"))]
            several, single = open_[now[open_] > 1], open_[now[open_] == 1]
            chosen = several[dice.many(len(several)) < needed / max(now[open_].sum(), 1)]
            chosen = chosen[now[chosen].cumsum() <= needed]
            needed -= int(now[chosen].sum())
            if y == YEARS[-1] and not 0 <= needed <= len(single):
                raise ValueError(f"the {name} sector misses its share by {needed} relations")
            found[chosen] = found[single[: max(needed, 0)]] = name
        found[fresh[found[fresh] == ""]] = "tertiary"
    return found
