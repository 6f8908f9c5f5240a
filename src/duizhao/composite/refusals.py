"""What an index cannot be made of, said in both languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from duizhao.diagnostics import Words, did_you_mean


class CompositeError(ValueError):
    """Data or choices that no index can be made of; `problems` are all that is wrong with them."""

    def __init__(self, *problems: Words) -> None:
        self.problems = problems
        super().__init__(self.message.en)

    @property
    def message(self) -> Words:
        """Return all problems as one text."""
        return Words("；".join(p.zh for p in self.problems), "; ".join(p.en for p in self.problems))


def unknown(what: Words, name: str, known: Sequence[str]) -> Words:
    """Return that a name is none of the known ones, with the likeliest or with all of these."""
    hint = did_you_mean(name, known) or Words(
        f"有：{'、'.join(known)}", f"known: {', '.join(known)}"
    )
    return Words(
        f"没有名为“{name}”的{what.zh}（{hint.zh}）", f"there is no {what.en} “{name}” ({hint.en})"
    )


def listed(names: Iterable[str]) -> Words:
    """Return names as they are listed in messages."""
    quoted = [f"“{name}”" for name in names]
    return Words("、".join(quoted), ", ".join(quoted))
