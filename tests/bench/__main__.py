"""`make bench`: every measured claim, ours beside its peer in the same run, to build/bench.json."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
# Each module measures one room of the project: `rows()` returns what goes into the file.
MODULES = (
    "library",
    "install",
    "report",
    "network",
    "scale",
    "groups",
    "tables",
    "check",
    "foreign",
    "errata",
    "site",
)


def main(chosen: list[str]) -> None:
    """Run the chosen modules (all by default), print each row as it comes, write all to a file."""
    rows = []
    for name in chosen or MODULES:
        for row in importlib.import_module(f"tests.bench.{name}").rows():
            print(line(row), flush=True)
            rows.append(row)
    target = ROOT / "build" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def line(row: dict[str, Any]) -> str:
    """Return a row as text: ours beside the peer, their ratio and our peak memory, and a verdict.

    `at_least` is the ratio that a row has to reach, `at_most_mb` the memory that it may take. A row
    without a peer has a `value` with its unit, which `at_most` may bound.
    """
    if "value" in row:
        text = f"{row['name']:36} {row['value']:>8} {row['unit']}"
        if "at_most" not in row:
            return text
        return f"{text}  ≤ {row['at_most']} {'ok' if row['value'] <= row['at_most'] else 'MISSED'}"
    text = (
        f"{row['name']:36} {row['ours_s']:>8.3f} s  {row['peer']:34} {row['peer_s']:>8.3f} s"
        f"  ×{row['ratio']:<7.4g} {row['peak_mb']:>5} MB"
    )
    aims = []
    if "at_least" in row:
        aims.append((f"≥ ×{row['at_least']:g}", row["ratio"] >= row["at_least"]))
    if "at_most_mb" in row:
        aims.append((f"≤ {row['at_most_mb']} MB", row["peak_mb"] <= row["at_most_mb"]))
    verdicts = [f"{aim} {'ok' if reached else 'MISSED'}" for aim, reached in aims]
    return "  ".join([text, *verdicts, *([row["note"]] if "note" in row else [])])


if __name__ == "__main__":
    main(sys.argv[1:])
