"""Space: what provinces provide and receive, and where technology flows between them.

The published tables of roles and of flows cannot rest on one base (see the errata): roles count
every relation whose end lies in a province, flows the relations between two enterprises of the
sample, whose provinces are all known.
"""

from __future__ import annotations

import narwhals as nw
import pandas as pd

from .shares import counts

ROLES = {"provided": "provider_province", "received": "receiver_province"}
TOP = 20


def provinces_by_role(relations: nw.LazyFrame) -> pd.DataFrame:
    """Return each province's share (per cent) of all relations provided and received."""
    numbers = {role: counts(relations, column) for role, column in ROLES.items()}
    shares = {role: number / number.sum() * 100 for role, number in numbers.items()}
    table = pd.DataFrame(shares).fillna(0).sort_index()
    return table.sort_values("provided", ascending=False, kind="stable")


def sample_relations(relations: nw.LazyFrame, enterprises: nw.LazyFrame) -> nw.LazyFrame:
    """Return the relations between two enterprises of the sample."""
    members = enterprises.select("id")
    provided = relations.join(members, left_on="provider", right_on="id", how="semi")
    return provided.join(members, left_on="receiver", right_on="id", how="semi")


def flows_between_provinces(sample_relations: nw.LazyFrame) -> pd.DataFrame:
    """Return the twenty largest flows: provider's and receiver's province, kind, and share.

    `share` is the part of all relations between two enterprises of the sample, in per cent.
    """
    flows = counts(sample_relations, *ROLES.values()).reset_index()
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
