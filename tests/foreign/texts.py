"""The list of foreign texts, and what was judged of the findings in them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
FOLDER = HERE.parents[1] / "build" / "foreign"
SIDES = ("zh", "en")
# A finding in a text: its rule, its side, its line and its column.
Key = tuple[str, str, str, int, int]


@dataclass(frozen=True)
class Text:
    """A text in both languages: its name, what kind it is, and where each side is from."""

    name: str
    kind: str
    repository: dict[str, str]
    commit: dict[str, str]
    path: dict[str, str]

    def file(self, side: str) -> Path:
        """Return where a side lies when it was fetched."""
        return FOLDER / f"{self.name}.{side}.md"


def texts() -> list[Text]:
    """Return the texts of the list."""
    with (HERE / "texts.csv").open(encoding="utf-8", newline="") as file:
        return [
            Text(
                row["text"],
                row["kind"],
                *(
                    {s: row[f"{s}_{key}"] for s in SIDES}
                    for key in ("repository", "commit", "path")
                ),
            )
            for row in csv.DictReader(file)
        ]


def judged() -> dict[Key, bool]:
    """Return every finding that was judged by hand: whether it is true."""
    with (HERE / "judged.csv").open(encoding="utf-8", newline="") as file:
        return {
            (
                row["text"],
                row["rule"],
                row["side"],
                int(row["line"]),
                int(row["column"]),
            ): row["true"] == "yes"
            for row in csv.DictReader(file)
        }
