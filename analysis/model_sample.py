"""The modelled sample's enterprises: province, year of the first relation, pull, and flows.

Enterprises are numbers 0, 1, 2 …: the named ones first, in the order of the published ranking,
the others province by province. What is published holds exactly; the rest is smooth.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from analysis import model_named as named
from analysis.categories import METROPOLITAN_AREAS, PROVINCES
from analysis.model_rounding import Floats, Ints, apportioned, counts
from analysis.model_targets import Targets
from analysis.model_web import Dice

YEARS = tuple(range(2014, 2024))
NEW = "huawei_cloud"  # the one named enterprise that is founded after the first year

# Relative numbers of enterprises in provinces without a published number: the five that the
# source lists next, in its order, then the others in the order of their relations.
CAPITAL_REGION = {"tianjin": 47, "hebei": 20}
ELSEWHERE = {
    "shandong": 136,
    "sichuan": 112,
    "hubei": 97,
    "fujian": 82,
    "chongqing": 44,
    "shaanxi": 40,
    "hunan": 38,
    "liaoning": 31,
    "henan": 23,
    "jiangxi": 11,
    "guizhou": 9,
    "heilongjiang": 9,
    "guangxi": 9,
    "jilin": 8,
    "yunnan": 7,
    "shanxi": 6,
    "hainan": 5,
    "inner_mongolia": 4,
    "gansu": 4,
    "xinjiang": 3,
    "ningxia": 2,
}

PULL_EXPONENT = 0.7  # expected relations fall with the rank in the province to this power
PULL_SHIFT = 20 / 2180  # the named twenty stand at the head of the ranking
NEWCOMER_PULL = 8.0  # of an enterprise that joins in the last year, compared with older ones
NEWCOMER_RELATIONS = 2.2  # of an enterprise that joins in the last year, on average
LOCATED = 0.955  # the part of relations whose provider (or receiver) lies in a province

# Relations between two sample enterprises: few, the source's footnote speaks of relations between
# sample and relation nodes. The published flows are counted over them, see `flows`.
SAMPLE_RELATIONS = 10_000
FLOW_CAP = 0.0093  # of all flows: an unpublished flow stays below the twentieth (0.95 %)
FLOW_CONTRAST = 1.2  # above 1: unpublished flows shrink faster than their provinces' shares


@dataclass(frozen=True, eq=False)
class Sample:
    """The plan of the sample: one entry per enterprise, and the flows between their provinces.

    `ids` are node ids; `province` indexes `PROVINCES`; `entry` is the year of the first relation;
    `pull` is the expected number of relations (0 for the named, whose number is known);
    `provides` and `receives` are the named enterprises' out- and in-degree; `flows[p, q]` is the
    number of relations that sample enterprises of province p provide to those of province q.
    """

    ids: tuple[str, ...]
    province: Ints
    entry: Ints
    pull: Floats
    provides: Ints
    receives: Ints
    flows: Ints

    @property
    def named(self) -> int:
        """How many enterprises have a name: they are the first ones."""
        return len(self.provides)


def province_counts(targets: Targets) -> dict[str, int]:
    """Return how many of the sample's enterprises lie in each province, in `PROVINCES` order."""
    total = targets.count("sample.enterprises")
    provinces = targets.column("enterprises_by_province", "share")
    areas = targets.column("enterprises_by_metropolitan_area", "share")
    area = counts(total, areas, {"elsewhere": 1})
    found = counts(total, provinces, {"others": 1})
    del found["others"]
    for name, members in METROPOLITAN_AREAS.items():
        missing = {p: CAPITAL_REGION.get(p, 1) for p in members if p not in found}
        left = area[name] - sum(found.get(p, 0) for p in members)
        if missing:
            shared = apportioned(list(missing.values()), left).tolist()
            found |= dict(zip(missing, shared, strict=True))
    shared = apportioned(list(ELSEWHERE.values()), total - sum(found.values())).tolist()
    found |= dict(zip(ELSEWHERE, shared, strict=True))
    return {province: found.get(province, 0) for province in PROVINCES}


def role_shares(targets: Targets, role: str) -> Floats:
    """Return each province's share of relations provided or received (`role`), summing to 1.

    Provinces below the published twenty share the rest like their enterprises, each less than
    the twentieth.
    """
    published = targets.column("provinces_by_role", role)
    weights = province_counts(targets)
    below = 0.97 * min(published.values())
    left = 100 - sum(published.values())
    missing = {p: weights[p] + 0.5 for p in PROVINCES if p not in published}
    scale = left / sum(missing.values())
    capped = np.array([published.get(p, min(missing.get(p, 0) * scale, below)) for p in PROVINCES])
    open_ = np.array([p not in published for p in PROVINCES]) & (capped < below)
    capped[open_] += (100 - capped.sum()) / open_.sum()
    return capped / 100


def flows(targets: Targets) -> Ints:
    """Return the relations between sample enterprises by province of provider and receiver.

    The source's tables 6 and 7 cannot have one base: in table 6 the four leading provinces
    provide 85.18 % and receive 82.86 % of all relations, so at least 68.04 % stay among them;
    in table 7 the flows among them come to 52.24 %, with one more below 0.95 %. The model lets
    table 7 count relations between two enterprises of the sample, whose provinces are all
    known, and table 6 all relations with a located provider (receiver). Flows below the published
    twenty follow what both provinces provide and receive without the named organisations, and
    saturate below the twentieth.
    """
    size = len(PROVINCES)
    place = {province: i for i, province in enumerate(PROVINCES)}
    present = np.array(list(province_counts(targets).values())) > 0
    share = np.zeros((size, size))
    published = np.zeros((size, size), bool)
    for row, percent in targets.column("flows_between_provinces", "share").items():
        provider, _, receiver = row.partition("_to_")
        share[place[provider], place[receiver]] = percent / 100
        published[place[provider], place[receiver]] = True
    expected = np.outer(_unnamed_ends(targets, "out"), _unnamed_ends(targets, "in")) / 1e8
    expected = np.where(present[:, None] & present[None, :], expected**FLOW_CONTRAST, 0)
    left = 1 - share.sum()
    low, high = 0.0, 1e6
    for _ in range(100):
        scale = (low + high) / 2
        rest = np.where(published, 0, FLOW_CAP * -np.expm1(-expected * scale / FLOW_CAP))
        low, high = (scale, high) if rest.sum() < left else (low, scale)
    exact = np.round(share * SAMPLE_RELATIONS).astype(np.int64)
    return exact + apportioned(rest, SAMPLE_RELATIONS - int(exact.sum()))


def plan(targets: Targets, dice: Dice) -> Sample:
    """Return the sample's plan; the same dice give the same plan."""
    ranking = list(targets.column("top_sample_nodes", "degree"))
    ranking.sort(key=lambda row: -targets.count(f"top_sample_nodes.{row}.degree"))
    place = {province: i for i, province in enumerate(PROVINCES)}
    of_named = np.array([place[named.ENTERPRISES[row].province] for row in ranking])
    unnamed = np.array(list(province_counts(targets).values())) - np.bincount(
        of_named, minlength=len(PROVINCES)
    )
    province = np.concatenate([of_named, np.repeat(np.arange(len(PROVINCES)), unnamed)])
    entering = _entering(targets)
    early = _early(unnamed, sum(entering.values()) - entering[YEARS[-1]] - len(ranking))
    pull, order = _pull(targets, province, len(ranking), unnamed, early, dice)
    entry = np.full(len(province), YEARS[-1])
    entry[: len(ranking)] = YEARS[0]
    entry[ranking.index(NEW)] = named.ENTERPRISES[NEW].founded
    taken = 0
    for year in YEARS[:-1]:
        needed = entering[year] - int((entry[: len(ranking)] == year).sum())
        entry[order[taken : taken + needed]] = year
        taken += needed
    code = dice.shuffled(np.arange(len(province) - len(ranking)) + 1)
    return Sample(
        ids=(*ranking, *(f"e{number:04d}" for number in code)),
        province=province,
        entry=entry,
        pull=pull,
        provides=_degrees(targets, ranking, "out_degree"),
        receives=_degrees(targets, ranking, "in_degree"),
        flows=flows(targets),
    )


def sample_nodes(targets: Targets) -> dict[int, int]:
    """Return the sample nodes at the end of each year.

    The source prints 2,205 for 2020 and 2,200 for 2021 and 2022. A network in which relations add
    up cannot lose nodes, so that 2020 has 2,200 here, and five relation nodes more.
    """
    printed = {y: targets.count(f"network_by_year.{y}.sample_nodes") for y in YEARS}
    return {year: min(printed[later] for later in YEARS if later >= year) for year in YEARS}


def _entering(targets: Targets) -> dict[int, int]:
    nodes = sample_nodes(targets)
    before: Mapping[int, int] = {year + 1: count for year, count in nodes.items()}
    return {year: count - before.get(year, 0) for year, count in nodes.items()}


def _early(unnamed: Ints, total: int) -> Ints:
    """Return how many unnamed enterprises of each province enter before the last year."""
    one = (unnamed > 0).astype(np.int64)
    return one + np.minimum(apportioned(unnamed - one, total - int(one.sum())), unnamed - one)


def _degrees(targets: Targets, ranking: list[str], column: str) -> Ints:
    return np.array([targets.count(f"top_sample_nodes.{row}.{column}") for row in ranking])


def _unnamed_ends(targets: Targets, side: str) -> Floats:
    """Return each province's relations, provided (`out`) or received (`in`), of unnamed nodes."""
    role = "provided" if side == "out" else "received"
    relations = targets.count(f"network_by_year.{YEARS[-1]}.edges")
    ends = LOCATED * relations * role_shares(targets, role)
    places = {row: of.province for row, of in named.ENTERPRISES.items()}
    places |= {row: of.province for row, of in named.PARTNERS.items() if of.province}
    for figure in ("top_sample_nodes", "top_relation_nodes"):
        for row, degree in targets.column(figure, f"{side}_degree").items():
            if row in places:
                ends[PROVINCES.index(places[row])] -= degree
    return np.maximum(ends, 0)


def _pull(
    targets: Targets,
    province: Ints,
    first: int,
    unnamed: Ints,
    early: Ints,
    dice: Dice,
) -> tuple[Floats, Ints]:
    """Return every unnamed enterprise's expected relations, and the early ones by entry.

    A province's enterprises hold a part of its relation ends that is the same everywhere, and
    share it by a truncated power of their rank. Strong ones tend to enter early; each province's
    strongest enters first, so that no province is empty at the start.
    """
    degrees = targets.column("top_sample_nodes", "degree").values()
    cap = 0.9 * min(degrees)
    relations = targets.count(f"network_by_year.{YEARS[-1]}.edges")
    ends = _unnamed_ends(targets, "out") + _unnamed_ends(targets, "in")
    ends[unnamed == 0] = 0
    budget = ends * (relations + SAMPLE_RELATIONS - sum(degrees)) / ends.sum()
    pull = np.zeros(len(province))
    when = np.full(len(province), np.inf)
    start = first
    for p in range(len(PROVINCES)):
        ids = np.arange(start, start + unnamed[p])
        start += len(ids)
        strong, late = ids[: early[p]], ids[early[p] :]
        pull[late] = NEWCOMER_PULL
        if not len(strong):
            continue
        rank = (np.arange(len(strong)) + 0.5) / len(strong)
        shape = (rank + PULL_SHIFT) ** -PULL_EXPONENT
        total = max(budget[p] - NEWCOMER_RELATIONS * len(late), 1.2 * len(strong))
        for _ in range(30):
            shape = np.minimum(shape * total / shape.sum(), cap)
        pull[strong] = shape
        when[strong] = 0.6 * rank + 0.8 * dice.many(len(strong))
        when[strong[0]] = -1
    return pull, np.argsort(when, kind="stable")[: int(early.sum())]
