"""How books travel between branches and schools."""

import pandas as pd

BRANCHES = ["east", "west", "north"]


def branch_transfers(transfers: pd.DataFrame) -> pd.DataFrame:
    """Return for each branch the transfers that it sent, received, and both together."""
    sent = transfers["sender"].value_counts().reindex(BRANCHES, fill_value=0)
    received = transfers["receiver"].value_counts().reindex(BRANCHES, fill_value=0)
    table = pd.DataFrame({"degree": sent + received, "sent": sent, "received": received})
    return table.sort_values("degree", ascending=False)
