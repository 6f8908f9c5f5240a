"""Remembered: what follows from objects that stay the same is made once for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
MOST = 16


def remembered(by: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Remember what a function returns, by the identity of its first `by` arguments.

    For large values that are never changed and cannot be hashed: while one chapter is written,
    figures, glossary and settings are the same objects again and again.
    """

    def decorate(make: Callable[P, R]) -> Callable[P, R]:
        kept: dict[tuple[int, ...], tuple[tuple[object, ...], R]] = {}

        @wraps(make)
        def get(*args: P.args, **kwargs: P.kwargs) -> R:
            key = tuple(map(id, args[:by]))
            if key not in kept:
                if len(kept) >= MOST:
                    kept.clear()
                # The arguments are held, so that no other object takes over their ids.
                kept[key] = (args, make(*args, **kwargs))
            return kept[key][1]

        return get

    return decorate
