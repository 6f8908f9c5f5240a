"""The modelled network of relations: ten years of growth to the published size and shape."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from analysis.model_growth import Partners, Size, Year
from analysis.model_rounding import Ints
from analysis.model_sample import SAMPLE_RELATIONS, YEARS, Sample, sample_nodes
from analysis.model_targets import Targets
from analysis.model_tuning import TUNING
from analysis.model_web import Dice, Web

EARLY_PART = 0.08  # of the relations before the last year: those between sample enterprises


@dataclass(frozen=True, eq=False)
class Relations:
    """The relations of all years by provider, receiver and year of beginning.

    Nodes below `sample` are sample enterprises in the order of the plan, the others relation
    nodes, the named ones first in the order of the published ranking.
    """

    sample: int
    provider: Ints
    receiver: Ints
    year: Ints


def ranked_partners(targets: Targets) -> list[str]:
    """Return the named relation nodes in the order of the published ranking."""
    degrees = targets.column("top_relation_nodes", "degree")
    return sorted(degrees, key=lambda row: -degrees[row])


def sizes(targets: Targets) -> list[Size]:
    """Return what each year's network must count."""
    edges = {year: targets.count(f"network_by_year.{year}.edges") for year in YEARS}
    of_sample = sample_nodes(targets)
    return [
        Size(
            year=year,
            relations=edges[year],
            sample_relations=(
                SAMPLE_RELATIONS if year == YEARS[-1] else round(EARLY_PART * edges[year])
            ),
            relation_nodes=targets.count(f"network_by_year.{year}.nodes") - of_sample[year],
            part=edges[year] / edges[YEARS[-1]],
        )
        for year in YEARS
    ]


def partners(targets: Targets) -> Partners:
    """Return the degrees of the named relation nodes, and the caps that the rankings set."""
    ranking = ranked_partners(targets)
    figure = "top_relation_nodes"
    return Partners(
        provides=np.array([targets.count(f"{figure}.{row}.out_degree") for row in ranking]),
        receives=np.array([targets.count(f"{figure}.{row}.in_degree") for row in ranking]),
        sample_cap=int(min(targets.column("top_sample_nodes", "degree").values())) - 1,
        partner_cap=int(min(targets.column(figure, "degree").values())) - 1,
    )


def start(sample: Sample, targets: Targets) -> Web:
    """Return the network before its first year."""
    named_partners = len(ranked_partners(targets))
    return Web(len(sample.ids), sample.named, named_partners, sample.flows)


def relations(sample: Sample, targets: Targets, seed: int) -> Relations:
    """Grow the network year by year; the same seed gives the same relations."""
    web = start(sample, targets)
    known = partners(targets)
    for size in sizes(targets):
        variant, tuning = TUNING[size.year]
        dice = Dice(np.random.default_rng([seed, size.year, variant]))
        Year(web, sample, known, size, tuning, dice).grow()
    table = np.array(web.relations)
    return Relations(web.sample, table[:, 0], table[:, 1], table[:, 2])
