"""Messages: what is told alike of the numbers of a text, of its tables, and of a table alone."""

from __future__ import annotations

from decimal import Decimal

from duizhao.check.sources.contradictions import rounded_like
from duizhao.diagnostics import Diagnostic, Place, Related, Severity, Words

WHOLE = Decimal(100)


def wrong_share(
    place: Place, count: Decimal, whole: Decimal, share: Decimal, there: Place | None = None
) -> Diagnostic:
    """Return the finding for a share that its count does not give; `there` stands the whole."""
    follows = rounded_like(WHOLE * count / whole, share)
    return Diagnostic(
        "source-count",
        place,
        Words(
            f"{count:f}占{whole:f}的{follows}%，不是{share}%",
            f"{count:f} of {whole:f} is {follows}%, not {share}%",
        ),
        Words("请核对个数、占比和基数", "see to count, share and base"),
        related=None if there is None else Related(there),
    )


def impossible_share(
    place: Place, share: Decimal, base: Decimal, severity: Severity, there: Place | None = None
) -> Diagnostic:
    """Return the finding for a share that no whole number of its base gives."""
    return Diagnostic(
        "source-granularity",
        place,
        Words(f"{base:f}中没有整数对应{share}%", f"no whole number of {base:f} is {share}%"),
        Words("占比或基数有误，或者另有基数", "share or base is wrong, or the base is another"),
        severity,
        None if there is None else Related(there),
    )


def wrong_total(
    place: Place, follows: Decimal, said: Decimal, there: Place, what: Words
) -> Diagnostic:
    """Return the finding for a total that is not the sum of what it is the total of."""
    return Diagnostic(
        "source-sum",
        place,
        Words(
            f"{what.zh}合计{follows:f}，这里写作{said:f}",
            f"{what.en} add up to {follows:f}; this says {said:f}",
        ),
        Words("请核对各项与合计", "see to the parts and their total"),
        related=Related(there),
    )
