"""Settings: `check.yml`, a project's exceptions with reasons, and what its sources obey."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from duizhao.check.sources.formulas import malformed
from duizhao.diagnostics import Diagnostic, Place, Stage, stage
from duizhao.files.written import Text
from duizhao.files.yaml_places import Document, Strict, meaning, read, validated

FILE = "check.yml"


class Allowed(Strict):
    """Words that a rule lets pass, and why.

    某条规则放行的文字和理由。
    """

    text: Text = Field(description=meaning("文字", "the words"))
    why: Text = Field(description=meaning("理由", "the reason"))
    under: str = Field(
        default="",
        description=meaning("只在路径以此开头的文件里放行", "only in files whose path begins so"),
    )


class Identity(Strict):
    """What a published number must be by calculation from other published numbers.

    `address` may hold `*`; the formula names addresses, where `*` stands for the same part. A
    formula may use + - * /, sum(address with ?) and growth(from, to, years).

    公布的数字须符合的算式。`address`可含`*`，两边代表同一部分；算式可用 + - * /、sum(含?的地址)和
    growth(起, 止, 年数)。
    """

    address: str = Field(
        description=meaning("数字的地址，可含*", "the number’s address, which may hold *")
    )
    equals: str | None = Field(
        default=None, description=meaning("应等于的算式", "the formula that it equals")
    )
    at_least: str | None = Field(
        default=None, description=meaning("不应小于的算式", "the formula that it is not below")
    )


class Difference(Strict):
    """How far a recomputed number may be from the published one, and why.

    重新计算与公布之间容许的差和理由。
    """

    address: str = Field(description=meaning("数字的地址", "the number’s address"))
    within: Decimal = Field(ge=0, description=meaning("容许的差", "the difference that is allowed"))
    why: Text = Field(description=meaning("理由", "the reason"))


class Published(Strict):
    """What the published numbers of a source obey.

    资料中公布的数字所遵守的关系。
    """

    bases: dict[str, str] = Field(
        default_factory=dict,
        description=meaning(
            "占比的地址（可含*）和它的分母",
            "the address of shares (with *) and the count that they are shares of",
        ),
    )
    rows: dict[str, int] = Field(
        default_factory=dict,
        description=meaning("公布的名单应有的行数", "how many rows a published list has"),
    )
    identities: list[Identity] = Field(
        default_factory=list,
        description=meaning("公布的数字须符合的算式", "calculations that published numbers obey"),
    )
    differences: list[Difference] = Field(
        default_factory=list,
        description=meaning("重新计算容许的差", "how near recomputed numbers come"),
    )


class Checks(Published):
    """What `check.yml` says: exceptions, house style, and what sources obey.

    例外、体例和资料所遵守的关系。
    """

    numerals: list[Allowed] = Field(
        default_factory=list,
        description=meaning("放行的手写数字", "numerals typed by hand that are let pass"),
    )
    claims: list[Allowed] = Field(
        default_factory=list, description=meaning("放行的判断", "claims in words that are let pass")
    )
    terms: list[Allowed] = Field(
        default_factory=list,
        description=meaning("放行的用词", "renderings of terms that are let pass"),
    )
    parity: list[Allowed] = Field(
        default_factory=list,
        description=meaning(
            "放行的两语言差异", "differences between the languages that are let pass"
        ),
    )
    unused: list[Allowed] = Field(
        default_factory=list, description=meaning("不必用到的术语", "terms that need not be used")
    )
    names: list[Text] = Field(
        default_factory=list, description=meaning("不必译的名称", "names that stay as they are")
    )
    words: list[Text] = Field(
        default_factory=list, description=meaning("拼写正确的词", "words that are spelt right")
    )
    interchangeable: list[Annotated[list[Text], Field(min_length=2)]] = Field(
        default_factory=list,
        description=meaning("可以互换的译法", "renderings that may stand for one another"),
    )
    spacing: Literal["none", "typed"] = Field(
        default="none",
        description=meaning(
            "中文与西文之间：none不留空，typed照写",
            "between Chinese and Latin: no space, or as typed",
        ),
    )
    serial_comma: bool = Field(
        default=False,
        description=meaning(
            "英文列举末项之前是否加逗号",
            "whether the last item of an English list has a comma before it",
        ),
    )
    editions: dict[str | int, Published] = Field(
        default_factory=dict,
        description=meaning(
            "只用于某一版的关系，先于通用的",
            "what holds for one edition and comes before what holds for all",
        ),
    )

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


@stage
def load(root: Path) -> Stage[Settings]:
    """Read `check.yml`; a project without one has no exceptions."""
    if not (root / FILE).is_file():
        return Settings(Checks())
    document = yield from read(root, FILE)
    if document is None or document.data is None:
        return Settings(Checks())
    file = yield from validated(document, Checks)
    if file is not None:
        yield from _check_formulas(file, document, ())
        for name, edition in file.editions.items():
            yield from _check_formulas(edition, document, ("editions", name))
    return Settings(file or Checks(), document)


def _check_formulas(
    file: Published, document: Document, location: tuple[str | int, ...]
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the formulas of identities as they are written."""
    for index, identity in enumerate(file.identities):
        for key, formula in (("equals", identity.equals), ("at_least", identity.at_least)):
            wrong = malformed(formula) if formula is not None else None
            if wrong is not None:
                place = document.place(*location, "identities", index, key)
                yield Diagnostic("wrong-value", place, wrong.message, wrong.hint)
