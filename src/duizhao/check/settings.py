"""Settings: `check.yml`, a project's exceptions with reasons, and what its sources obey."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pydantic import Field

from duizhao.check.sources.formulas import malformed
from duizhao.diagnostics import Diagnostic, Findings, Place
from duizhao.files.yaml_places import Document, Strict, read, validated

FILE = "check.yml"


class Allowed(Strict):
    """Words that a rule lets pass, in files whose path begins with `under`, and why."""

    text: str
    why: str = Field(min_length=1)
    under: str = ""


class Identity(Strict):
    """What a published number must be by calculation from other published numbers.

    `address` may hold `*`; the formula names addresses, where `*` stands for the same part. A
    formula may use + - * /, sum(address with ?) and growth(from, to, years).
    """

    address: str
    equals: str | None = None
    at_least: str | None = None


class Difference(Strict):
    """How far a recomputed number may be from the published one at an address, and why."""

    address: str
    within: Decimal
    why: str = Field(min_length=1)


class Published(Strict):
    """What the published numbers of a source obey.

    `bases` gives for addresses (with `*`) the count that their shares are shares of; `rows` says
    how many rows a published list has; `identities` are calculations that published numbers obey;
    `differences` how near recomputed numbers come.
    """

    bases: dict[str, str] = Field(default_factory=dict)
    rows: dict[str, int] = Field(default_factory=dict)
    identities: list[Identity] = Field(default_factory=list)
    differences: list[Difference] = Field(default_factory=list)


class Checks(Published):
    """What `check.yml` says: exceptions, house style, and what sources obey.

    What stands under `editions` holds for one edition and comes before what holds for all.
    """

    numerals: list[Allowed] = Field(default_factory=list)
    claims: list[Allowed] = Field(default_factory=list)
    terms: list[Allowed] = Field(default_factory=list)
    parity: list[Allowed] = Field(default_factory=list)
    unused: list[Allowed] = Field(default_factory=list)
    names: list[str] = Field(default_factory=list)
    words: list[str] = Field(default_factory=list)
    interchangeable: list[list[str]] = Field(default_factory=list)
    spacing: Literal["none", "typed"] = "none"
    serial_comma: bool = False
    editions: dict[str | int, Published] = Field(default_factory=dict)

    def published(self, edition: str) -> Published:
        """Return what the source of an edition obeys."""
        own = {str(name): one for name, one in self.editions.items()}.get(edition, Published())
        return Published(
            bases={**own.bases, **self.bases},
            rows={**self.rows, **own.rows},
            identities=[*own.identities, *self.identities],
            differences=[*own.differences, *self.differences],
        )


@dataclass(frozen=True)
class Settings:
    """The project's settings, and where each stands."""

    file: Checks
    document: Document | None = None

    def place(self, *location: str | int) -> Place:
        """Return where a setting stands."""
        return self.document.place(*location) if self.document else Place(FILE, 1)

    def allows(self, allowed: list[Allowed], text: str, path: str) -> bool:
        """Whether one of the exceptions covers this text in this file."""
        return any(one.text in text and path.startswith(one.under) for one in allowed)


def load(root: Path, findings: Findings) -> Settings:
    """Read `check.yml`; a project without one has no exceptions."""
    if not (root / FILE).is_file():
        return Settings(Checks())
    document = read(root, FILE, findings)
    if document is None or document.data is None:
        return Settings(Checks())
    file = validated(document, Checks, findings)
    if file is not None:
        _check_formulas(file, document, (), findings)
        for name, edition in file.editions.items():
            _check_formulas(edition, document, ("editions", name), findings)
    return Settings(file or Checks(), document)


def _check_formulas(
    file: Published, document: Document, location: tuple[str | int, ...], findings: Findings
) -> None:
    """Add what is wrong with the formulas of identities as they are written."""
    for index, identity in enumerate(file.identities):
        for key, formula in (("equals", identity.equals), ("at_least", identity.at_least)):
            wrong = malformed(formula) if formula is not None else None
            if wrong is not None:
                place = document.place(*location, "identities", index, key)
                findings.append(Diagnostic("wrong-value", place, wrong.message, wrong.hint))
