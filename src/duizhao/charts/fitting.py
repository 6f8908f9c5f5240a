"""The straight line of least squares through points, and how much of their spread it explains."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction


@dataclass(frozen=True)
class Line:
    """A fitted line: `intercept` + `slope` · x; `determination` is R², from 0 to 1."""

    slope: Fraction
    intercept: Fraction
    determination: Fraction

    def at(self, x: float) -> float:
        """Return the height of the line at a place."""
        return float(self.intercept) + float(self.slope) * x


def least_squares(points: Sequence[tuple[Decimal, Decimal]]) -> Line:
    """Fit a line, exactly; the points must not all lie above one another."""
    xs = [Fraction(x) for x, _ in points]
    ys = [Fraction(y) for _, y in points]
    mean_x, mean_y = _mean(xs), _mean(ys)
    across = _total((x - mean_x) * (x - mean_x) for x in xs)
    both = _total((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    up = _total((y - mean_y) * (y - mean_y) for y in ys)
    slope = both / across
    return Line(slope, mean_y - slope * mean_x, both * both / (across * up) if up else Fraction(1))


def _mean(numbers: Sequence[Fraction]) -> Fraction:
    return _total(numbers) / len(numbers)


def _total(numbers: Iterable[Fraction]) -> Fraction:
    return sum(numbers, Fraction())
