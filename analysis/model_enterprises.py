"""The modelled enterprises' attributes: every published margin holds, the rest is plausible.

Founding year, staff, listing, revenue, R&D expense, technology layer and patents of each
enterprise of the plan. A latent size ties them together: larger enterprises have more staff, are
listed more often, earn more and hold more patents.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy import optimize

from analysis import model_named as named
from analysis.categories import LAYERS, PROVINCES
from analysis.enterprises import PATENTS, RD_EXPENSE, RD_INTENSITY, REVENUE, STAFF
from analysis.model_rounding import Floats, Ints, apportioned, counts, fitted
from analysis.model_sample import Sample, province_counts
from analysis.model_targets import Targets
from analysis.model_web import Dice

# Relative numbers by founding year where only 2015 and the sum of 2012-2018 are published.
BEFORE_2000 = 150
WEIGHTS = (
    *(70, 66, 68, 78, 80, 84, 92, 96, 104, 122, 150, 178),  # 2000 to 2011
    *(190, 240, 370, 0, 378, 330, 262),  # 2012 to 2018, the peak apart
    *(190, 152, 118, 64, 22),  # 2019 to 2023
)
YEARS = {year: weight for year, weight in enumerate(WEIGHTS, 2000) if weight}
PEAK, SPAN = 2015, range(2012, 2019)
LONGEST_HISTORY = 45  # years before 2000
PATENTS_IN_ALL = 12_000_000  # the total is not published, only how it divides
# The provinces that the source names after the five with a share, in its order.
NEXT_IN_PATENTS = ("jiangsu", "sichuan", "fujian", "hubei", "anhui")
HUNDRED_MILLION = 100_000_000
# An open bin is spread log-uniformly up to this.
MOST_STAFF, MOST_REVENUE, MOST_RD = 60_000, 6_000.0, 400.0


def enterprises(sample: Sample, targets: Targets, dice: Dice) -> pd.DataFrame:
    """Return one row per enterprise of the plan, with the columns of the schema."""
    number = len(sample.ids)
    known = [named.ENTERPRISES[id] for id in sample.ids[: sample.named]]
    size = dice.normal(number)
    # The named are the largest, in the order of their relations.
    size[: sample.named] = np.sort(size[: sample.named])[::-1] + 4
    province = np.array(PROVINCES)[sample.province]
    layer = _given([one.layer for one in known], _layers(targets, number, dice))
    listed = _given([one.listed for one in known], _listed(targets, size, dice))
    revenue, expense = _finances(targets, size[listed], dice)
    table = pd.DataFrame(
        {
            "id": sample.ids,
            "name": sample.ids,
            "founded": _founded([one.founded for one in known], targets, sample.entry, dice),
            "province": province,
            "staff": _staff(targets, size, dice),
            "listed": listed,
            "layer": layer,
            "patents": _patents(targets, sample.province, layer, size, dice),
        }
    )
    for name, amounts in (("revenue", revenue), ("rd_expense", expense)):
        column = np.full(number, np.nan)
        column[listed] = amounts * HUNDRED_MILLION
        table[name] = pd.array(np.where(np.isnan(column), None, column.round()), dtype="Int64")
    return table


def _given(wanted: Sequence[object], values: np.ndarray) -> np.ndarray:
    """Return the values with the first ones as wanted, each swapped with one that has it."""
    values = values.copy()
    for place, value in enumerate(wanted):
        other = len(wanted) + np.flatnonzero(values[len(wanted) :] == value)[0]
        if values[place] != value:
            values[place], values[other] = values[other], values[place]
    return values


def _founded(known: Sequence[int], targets: Targets, entry: Ints, dice: Dice) -> Ints:
    """Return founding years, the known ones first: nobody is founded after its first relation."""
    total = len(entry)
    peak = round(targets["enterprises_by_founding_year.2015.share"] * total / 100)
    span = round(targets["sample.founded_2012_2018"] * total / 100)
    inside = {year: weight for year, weight in YEARS.items() if year in SPAN}
    outside = {year: weight for year, weight in YEARS.items() if year not in SPAN}
    weights = [BEFORE_2000, *outside.values()]
    shared = apportioned(weights, total - span).tolist()
    found = dict(zip([0, *outside], shared, strict=True))
    found |= dict(zip(inside, apportioned(list(inside.values()), span - peak), strict=True))
    found[PEAK] = peak
    before = [year for year in known if year < 2000]
    other = 1999 - (dice.many(found.pop(0) - len(before)) * LONGEST_HISTORY).astype(np.int64)
    old = np.sort(np.concatenate([other, before]))
    years = np.concatenate([old, np.repeat(sorted(found), [found[y] for y in sorted(found)])])
    # The earlier an enterprise appears in the network, the older it tends to be.
    order = np.argsort(entry + 2.5 * dice.normal(total), kind="stable")
    founded = np.empty(total, np.int64)
    founded[order] = years
    return _before_entry(_given(known, founded), entry)


def _before_entry(founded: Ints, entry: Ints) -> Ints:
    """Swap founding years until none is later than the enterprise's first relation."""
    founded = founded.copy()
    for late in np.flatnonzero(founded > entry):
        fits = (founded <= entry[late]) & (founded[late] <= entry)
        other = np.flatnonzero(fits)[-1]
        founded[late], founded[other] = founded[other], founded[late]
    return founded


def _by_rank(numbers: Ints, score: Floats) -> Ints:
    """Return each one's bin: the lowest scores fill the first bin, and so on."""
    bins = np.empty(len(score), np.int64)
    bins[np.argsort(score, kind="stable")] = np.repeat(np.arange(len(numbers)), numbers)
    return bins


def _within(bins: Ints, bounds: dict[str, float], most: float, dice: Dice) -> Floats:
    """Return a value inside each one's bin, log-uniform; the first bin begins at 5 % of its end."""
    edges = np.array([*bounds.values(), most], dtype=float)
    edges[0] = edges[1] * 0.05
    low, high = edges[bins], edges[bins + 1]
    return np.asarray(low * (high / low) ** dice.many(len(bins)))


def _staff(targets: Targets, size: Floats, dice: Dice) -> Ints:
    shares = targets.column("enterprises_by_staff", "share")
    numbers = counts(len(size), {row: shares[row] for row in STAFF}, {})
    bins = _by_rank(np.array([numbers[row] for row in STAFF]), size)
    # The open bin begins above its bound.
    drawn = _within(bins, {**STAFF, "over_1000": STAFF["over_1000"] + 1}, MOST_STAFF, dice)
    staff = np.empty(len(size), np.int64)
    staff[np.argsort(size, kind="stable")] = np.sort(np.floor(drawn).astype(np.int64))
    return staff


def _listed(targets: Targets, size: Floats, dice: Dice) -> np.ndarray:
    number = targets.count("enterprises_by_listing.listed.count")
    score = size + 0.7 * dice.normal(len(size))
    return score >= np.sort(score)[-number]


def _layers(targets: Targets, total: int, dice: Dice) -> np.ndarray:
    numbers = [targets.count(f"enterprises_by_layer.{layer}.count") for layer in LAYERS]
    assert sum(numbers) == total
    return np.array(LAYERS)[dice.shuffled(np.repeat(np.arange(len(LAYERS)), numbers))]


def _finances(targets: Targets, size: Floats, dice: Dice) -> tuple[Floats, Floats]:
    """Return revenue and R&D expense (100 million yuan) of the listed, all three margins exact."""
    number = len(size)
    margins = []
    for figure, bins in (
        ("listed_by_revenue", REVENUE),
        ("listed_by_rd_expense", RD_EXPENSE),
        ("listed_by_rd_intensity", RD_INTENSITY),
    ):
        shares = targets.column(figure, "share")
        known = {row: shares[row] for row in bins if row in shares}
        missing = {row: 1.0 for row in bins if row not in shares}
        numbers = counts(number, known, missing) if missing else _whole(number, known)
        margins.append(np.array([numbers[row] for row in bins]))
    joint = _joint(*margins)
    order = np.argsort(size, kind="stable")
    revenue, expense = np.empty(number), np.empty(number)
    start = 0
    for r, e, i in np.argwhere(joint > 0):
        for _ in range(joint[r, e, i]):
            revenue[order[start]], expense[order[start]] = _point(r, e, i, dice)
            start += 1
    return revenue, expense


def _whole(number: int, shares: dict[str, float]) -> dict[str, int]:
    """Return the counts that shares which sum to 99.99 stand for: each to the nearest."""
    found = {row: round(share * number / 100) for row, share in shares.items()}
    assert sum(found.values()) == number
    return found


def _edges(bounds: dict[str, float], most: float) -> Floats:
    return np.array([*bounds.values(), most], dtype=float)


EDGES = (_edges(REVENUE, MOST_REVENUE), _edges(RD_EXPENSE, MOST_RD), _edges(RD_INTENSITY, 45.0))


def _joint(revenue: Ints, expense: Ints, intensity: Ints) -> Ints:
    """Return how many listed enterprises are in each triple of bins, near independence.

    A whole-number programme over the triples that some revenue and expense can meet; what it
    minimises is the distance from the independent table.
    """
    shape = (len(revenue), len(expense), len(intensity))
    cells = [cell for cell in np.ndindex(*shape) if _room(*cell) > 0.02]
    total = revenue.sum()
    wish = np.array(
        [revenue[r] * expense[e] * intensity[i] / total**2 * _room(r, e, i) for r, e, i in cells]
    )
    wish = wish * total / wish.sum()
    n = len(cells)
    rows, sums = [], []
    for axis, margin in enumerate((revenue, expense, intensity)):
        for place, amount in enumerate(margin):
            row = np.zeros(2 * n)
            row[:n] = [cell[axis] == place for cell in cells]
            rows.append(row)
            sums.append(amount)
    above = np.hstack([np.eye(n), -np.eye(n)])
    below = np.hstack([-np.eye(n), -np.eye(n)])
    solved = optimize.milp(
        np.concatenate([np.zeros(n), np.ones(n)]),
        constraints=[
            optimize.LinearConstraint(np.array(rows), sums, sums),
            optimize.LinearConstraint(above, -np.inf, wish),
            optimize.LinearConstraint(below, -np.inf, -wish),
        ],
        integrality=np.concatenate([np.ones(n), np.zeros(n)]),
        options={"mip_rel_gap": 0.05},
    )
    if solved.x is None:
        raise ValueError(f"no finances meet the published margins: {solved.message}")
    joint = np.zeros(shape, np.int64)
    for cell, amount in zip(cells, np.round(solved.x[:n]).astype(int), strict=True):
        joint[cell] = amount
    return joint


def _room(revenue: int, expense: int, intensity: int) -> float:
    """Return how much of a triple's box can be met, by a fixed grid of points inside it."""
    grid = (np.arange(20) + 0.5) / 20
    r = _spread(revenue, 0, grid)[:, None]
    e = _spread(expense, 1, grid)[None, :]
    percent = e / r * 100
    low, high = EDGES[2][intensity], EDGES[2][intensity + 1]
    return float(((percent >= low) & (percent < high)).mean())


def _spread(place: int, axis: int, part: Floats) -> Floats:
    low, high = EDGES[axis][place], EDGES[axis][place + 1]
    low = max(low, high * 0.03)
    return np.asarray(low * (high / low) ** part)


def _point(revenue: int, expense: int, intensity: int, dice: Dice) -> tuple[float, float]:
    """Return a revenue and an expense inside the bins whose quotient is in the third."""
    low, high = EDGES[2][intensity], EDGES[2][intensity + 1]
    while True:
        r = float(_spread(revenue, 0, dice.many(1))[0])
        e = float(_spread(expense, 1, dice.many(1))[0])
        if low < e / r * 100 < high * 0.9999:
            return r, e


def _patents(targets: Targets, province: Ints, layer: np.ndarray, size: Floats, dice: Dice) -> Ints:
    """Return patents: bins, provinces' and layers' shares of all patents hold together.

    The bins below the open one fix little of the total; the open bin's enterprises carry what is
    left of their province's and layer's patents.
    """
    shape = (len(PROVINCES), len(LAYERS))
    cells = province * len(LAYERS) + np.searchsorted(sorted(LAYERS), layer)
    present = np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape)
    shares = targets.column("patents_by_layer", "share")
    by_layer = apportioned([shares[one] for one in sorted(LAYERS)], PATENTS_IN_ALL)
    by_province = apportioned(_province_patents(targets), PATENTS_IN_ALL)
    table = fitted(np.where(present > 0, present + 0.1, 0), by_province, by_layer)
    holders = _top_counts(targets, present, table)
    bins = _patent_bins(targets, cells, size, holders.ravel(), dice)
    floors = np.array(list(PATENTS.values()))
    patents = np.floor(_within(bins, PATENTS, 2.0 * floors[-1], dice)).astype(np.int64)
    patents[bins == len(floors) - 1] = floors[-1] + 1  # the open bin begins above its bound
    least = np.bincount(cells, patents, shape[0] * shape[1]).astype(np.int64).reshape(shape)
    table = _refitted(table, least, holders > 0, targets)
    weights = np.exp(0.6 * size)
    for cell in np.flatnonzero(holders.ravel()):
        leaders = np.flatnonzero((cells == cell) & (bins == len(floors) - 1))
        spare = int(table.ravel()[cell] - least.ravel()[cell])
        if spare < 0:
            raise ValueError(f"province and layer {cell} hold too few patents: {spare}")
        patents[leaders] += apportioned(weights[leaders], spare)
    return patents


def _refitted(table: Ints, least: Ints, open_: np.ndarray, targets: Targets) -> Ints:
    """Return the patents by province and layer once the cells without leaders are settled.

    A province without any leader keeps what its enterprises have; the other provinces without a
    published place take the difference.
    """
    by_province, by_layer = table.sum(axis=1), table.sum(axis=0)
    settled = np.where(open_, 0, least)
    without = ~open_.any(axis=1)
    published = targets.column("patents_by_province", "share")
    free = [p not in published and p not in NEXT_IN_PATENTS for p in PROVINCES] & ~without
    surplus = int((by_province - settled.sum(axis=1))[without].sum())
    by_province = np.where(without, settled.sum(axis=1), by_province)
    by_province[free] += np.sign(surplus) * apportioned(by_province[free], abs(surplus))
    rest = fitted(
        np.where(open_, np.maximum(table, 1), 0),
        by_province - settled.sum(axis=1),
        by_layer - settled.sum(axis=0),
    )
    return rest + settled


def _province_patents(targets: Targets) -> Floats:
    """Return each province's share of patents: published, or like its place in the prose."""
    published = targets.column("patents_by_province", "share")
    left = targets["sample.patents_top_ten_provinces"] - sum(published.values())
    falling = dict(
        zip(NEXT_IN_PATENTS, left * np.array([0.32, 0.22, 0.185, 0.15, 0.125]), strict=True)
    )
    numbers = province_counts(targets)
    others = {p: numbers[p] for p in PROVINCES if p not in published and p not in NEXT_IN_PATENTS}
    rest = 100 - sum(published.values()) - left
    shares = {p: rest * n / sum(others.values()) for p, n in others.items()}
    shares |= published | falling
    return np.array([shares[p] for p in PROVINCES])


def _top_counts(targets: Targets, present: Ints, table: Ints) -> Ints:
    """Return how many enterprises of each province and layer are in the open bin."""
    total = int(present.sum())
    number = round(targets["enterprises_by_patents.over_1000.share"] * total / 100)
    most = np.minimum(present, table // (3 * PATENTS["over_1000"]))
    found = np.minimum(1, most)
    weights = np.sqrt(table * present.astype(float))
    while found.sum() < number:
        open_ = np.where(found < most, weights, 0)
        found = found + np.minimum(apportioned(open_, number - int(found.sum())), most - found)
    return found


def _patent_bins(targets: Targets, cells: Ints, size: Floats, top: Ints, dice: Dice) -> Ints:
    shares = targets.column("enterprises_by_patents", "share")
    numbers = counts(len(cells), {row: shares[row] for row in PATENTS}, {})
    score = size + dice.normal(len(size))
    last = len(PATENTS) - 1
    bins = np.full(len(cells), -1)
    for cell, holders in enumerate(top):
        members = np.flatnonzero(cells == cell)
        leaders = members[np.argsort(-score[members], kind="stable")[:holders]]
        bins[leaders] = last
    rest = np.flatnonzero(bins < 0)
    below = np.array([numbers[row] for row in PATENTS][:-1])
    bins[rest] = _by_rank(below, score[rest])
    return bins
