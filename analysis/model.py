"""The declared model of an edition's microdata: enterprises and relations, the same every time.

The institute's own data are private. This model makes tables of their size and shape in which
the published numbers come out again; an author replaces the files by the real ones and removes
`model:` from the edition's file.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from analysis import model_attributes, model_enterprises, model_network, model_sample
from analysis.model_targets import read
from analysis.model_web import Dice

SEED = 2024


def make(edition: str, folder: Path) -> None:
    """Write `enterprises.parquet` and `relations.parquet` of `edition` into `folder`.

    Raises `duizhao.diagnostics.Problems` when the published numbers cannot be read.
    """
    targets = read(edition)
    sample = model_sample.plan(targets, Dice(np.random.default_rng([SEED])))
    relations = model_network.relations(sample, targets, SEED)
    tables = {
        "enterprises": model_enterprises.enterprises(
            sample, targets, Dice(np.random.default_rng([SEED, 1]))
        ),
        "relations": model_attributes.relations_table(
            relations, sample, targets, Dice(np.random.default_rng([SEED, 2]))
        ),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        table.to_parquet(folder / f"{name}.parquet", index=False)
