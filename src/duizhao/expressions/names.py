"""Names: what the glossary calls an id, how many rows there are, and what only a model gives."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from duizhao.diagnostics import Words, did_you_mean
from duizhao.expressions.provenance import Address, Taken
from duizhao.expressions.value import Misuse, Name, Value
from duizhao.project.glossary import Glossary, Term


@dataclass(frozen=True)
class Names:
    """The glossary as chapters see it: `names.huawei` is a name in the page's language."""

    glossary: Glossary

    def item(self, id: str) -> Name:
        """Return the name of an entry."""
        return name_of(self.glossary, id)


def name_of(glossary: Glossary, id: str) -> Name:
    """Return a glossary name; raise `Misuse` with a suggestion when the id is unknown."""
    if id not in glossary:
        message = Words(f"术语表里没有“{id}”", f"the glossary has no “{id}”")
        raise Misuse("unknown-name", message, did_you_mean(id, [t.id for t in glossary]))
    term: Term = glossary[id]
    entry = term.entry
    return Name(id, entry, entry.short, entry.the)


def counted(number: int, of: Address) -> Value:
    """Return how many rows there are of something."""
    return Value(Taken("rows", of, (of,)), Decimal(number), "count", 0, "derived")


def modelled(address: Address) -> Misuse:
    """Return the finding that only a model gives the number of a cell."""
    return Misuse(
        "modelled-outside-appendix",
        Words(
            f"“{address}”没有公布，只有模型才能给出",
            f"“{address}” was not published, and only the model gives it",
        ),
        Words(
            "请只写公布的数；模型给出的放在附录“模型”一章，图表写modelled: true",
            "say what was published; what the model gives goes into its own chapter,"
            " with modelled: true in the figure’s file",
        ),
    )
