"""Space: what provinces provide and receive, and where technology flows between them.

The published tables of roles and of flows cannot rest on one base (see the errata): roles count
every relation whose end lies in a province, flows the relations between two enterprises of the
sample, whose provinces are all known.
"""

from __future__ import annotations

import pandas as pd

ROLES = {"provided": "provider_province", "received": "receiver_province"}
TOP = 20


def provinces_by_role(relations: pd.DataFrame) -> pd.DataFrame:
    """Return each province's share (per cent) of all relations provided and received."""
    shares = {
        role: relations[column].dropna().astype(str).value_counts(normalize=True) * 100
        for role, column in ROLES.items()
    }
    table = pd.DataFrame(shares).fillna(0)
    return table.sort_values("provided", ascending=False)


def sample_relations(relations: pd.DataFrame, enterprises: pd.DataFrame) -> pd.DataFrame:
    """Return the relations between two enterprises of the sample."""
    members = set(enterprises["id"])
    return relations[relations["provider"].isin(members) & relations["receiver"].isin(members)]


def flows_between_provinces(sample_relations: pd.DataFrame) -> pd.DataFrame:
    """Return the twenty largest flows: provider's and receiver's province, kind, and share.

    `share` is the part of all relations between two enterprises of the sample, in per cent.
    """
    ends = list(ROLES.values())
    counts = sample_relations.dropna(subset=ends).astype(dict.fromkeys(ends, str))
    flows = counts.groupby(ends).size().rename("count").reset_index()
    flows["share"] = flows["count"] / flows["count"].sum() * 100
    flows = flows.sort_values("share", ascending=False, kind="stable").head(TOP)
    provider, receiver = flows["provider_province"], flows["receiver_province"]
    table = pd.DataFrame(
        {
            "provider": provider,
            "receiver": receiver,
            "kind": (provider == receiver).map(
                {True: "within_province", False: "across_provinces"}
            ),
            "share": flows["share"],
        }
    )
    return table.set_index(provider + "_to_" + receiver)
