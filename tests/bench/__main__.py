"""`make bench`: every measured claim, ours beside its peer in the same run, to build/bench.json."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Each module measures one room of the project: `rows()` returns what goes into the file.
MODULES = ("report", "network", "check")


def main(chosen: list[str]) -> None:
    """Run the chosen modules (all by default), print a table, write build/bench.json."""
    rows = []
    for name in chosen or MODULES:
        rows += importlib.import_module(f"tests.bench.{name}").rows()
    target = ROOT / "build" / "bench.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    for row in rows:
        print(
            f"{row['name']:38} {row['ours_s']:>9.3f} s  {row['peer']:34} {row['peer_s']:>9.3f} s"
            f"  ×{row['ratio']:<8.3f} {row['peak_mb']:>6} MB"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
