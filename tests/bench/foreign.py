"""`compare` on texts that nobody here wrote: findings per 100 pairs, and how many are true.

The texts are fetched by `python -m tests.foreign`; without them there are no rows.
"""

from __future__ import annotations

import time
from collections import Counter
from typing import Any

from duizhao.compare.comparison import compare
from tests.foreign.texts import FOLDER, SIDES, judged, texts


def rows() -> list[dict[str, Any]]:
    """Return what is found in all texts, by rule, and the seconds for 1,000 pairs."""
    known = judged()
    pairs = 0
    began = time.process_time()
    found: Counter[tuple[str, str, bool | None]] = Counter()
    for text in texts():
        if not all(text.file(side).exists() for side in SIDES):
            return []
        compared = compare(FOLDER, [text.file(side).name for side in SIDES])
        assert compared.value is not None
        pairs += sum(bool(pair.zh and pair.en) for pair in compared.value.pairs)
        for one in compared.findings:
            side = one.place.path.split(".")[-2]
            key = (text.name, one.rule, side, one.place.line or 0, one.place.column or 0)
            found[one.rule, one.severity, known.get(key)] += 1
    seconds = 1000 * (time.process_time() - began) / pairs
    result = [_row(f"1,000 of {pairs} foreign pairs", round(seconds, 1), "s CPU", 15)]
    for chosen in ("error", "warning"):
        all_of = {key: n for key, n in found.items() if key[1] == chosen}
        false = sum(n for key, n in all_of.items() if key[2] is False)
        total = sum(all_of.values())
        name = "errors" if chosen == "error" else "advice"
        result.append(_row(f"{name} per 100 pairs", round(100 * total / pairs, 2), ""))
        result.append(_row(f"false {name} per 100 pairs", round(100 * false / pairs, 2), "", 3))
        for rule in sorted({key[0] for key in all_of}):
            yes, no = (all_of.get((rule, chosen, truth), 0) for truth in (True, False))
            unjudged = all_of.get((rule, chosen, None), 0)
            more = f" ({unjudged} not judged)" if unjudged else ""
            share = round(100 * yes / max(1, yes + no))
            result.append(_row(f"{rule}: true of {yes + no}{more}", share, "%"))
    return result


def _row(name: str, value: float, unit: str, at_most: float | None = None) -> dict[str, Any]:
    row = {"name": name, "value": value, "unit": unit}
    return row if at_most is None else {**row, "at_most": at_most}
