"""What readers are told of a source: where it contradicts itself, and what is not reproduced."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from duizhao.expressions.value import Reference
from duizhao.language import labels, language_of, number_text
from duizhao.project.figures import Figure, split
from duizhao.project.published import Data, Erratum, Found, Source
from duizhao.render.context import Context
from duizhao.render.views import CellView, TableView


def errata_view(data: Data, language: str) -> TableView:
    """Return the errata of an edition's source as a table, in the order of their file."""
    keys = ("what", "found", "used", "why")
    rows = [
        tuple(CellView(text) for text in _erratum(erratum, language)) for erratum in data.errata
    ] or [_nothing(keys, language)]
    return TableView(
        name="errata",
        anchor="errata-table",
        label="",
        title="",
        header=tuple(labels.ERRATA[key].of(language) for key in keys),
        numeric=(False,) * len(keys),
        rows=tuple(rows),
        called=labels.ERRATA["called"].of(language),
    )


def _nothing(keys: Sequence[str], language: str) -> tuple[CellView, ...]:
    """Return the only row of a table that has nothing to list: it says so."""
    rest = [CellView(labels.NOT_AVAILABLE) for _ in keys[1:]]
    return (CellView(labels.NOTHING.of(language)), *rest)


def _erratum(erratum: Erratum, language: str) -> Sequence[str]:
    found = labels.CLAUSE.of(language).join(
        one.value + _where_found(one, language) for one in erratum.found
    )
    used = erratum.used or labels.NOT_AVAILABLE
    return erratum.what.of(language), found, used, erratum.why.of(language)


def _where_found(one: Found, language: str) -> str:
    parts = [Source("", one.place).where(language)] if one.place else []
    parts += [_formula(one.how, language)] if one.how else []
    if not parts:
        return ""
    where = labels.CITED.of(language).join(parts)
    return language_of(language).writing.brackets.format(where)


def _formula(how: str, language: str) -> str:
    """Return a formula with the signs of print; Han text sets no spaces around them."""
    for sign, words in labels.SIGNS.items():
        how = how.replace(f" {sign} ", words.of(language))
    return how if language_of(language).writing.spaced else re.sub(r" ([=<>]) ", r"\1", how)


def reconcile_view(context: Context, language: str) -> TableView:
    """Return the pins that analysis does not reproduce, beside what it finds instead.

    Each is named by figure, row and column, and leads to the figure; all digits are kept.
    """
    keys = ("address", "published", "recomputed", "difference")
    rows = []
    for one in context.differences:
        if one.recomputed is None or one.difference is None or one.verdict == "agrees":
            continue
        name, row, column = split(one.address)
        figure = context.figures[name]
        unit, _, currency = figure.facts(row, column)
        apart = "points" if unit == "percent" else unit
        numbers = (
            (one.pinned, unit),
            (one.recomputed, unit),
            (one.difference, apart),
        )
        texts = [_digits(number, of, currency, language) for number, of in numbers]
        cells = [CellView(text) for text in texts]
        rows.append((_called(figure, row, column, context, language), *cells))
    return TableView(
        name="reconcile",
        anchor="reconcile-table",
        label="",
        title="",
        header=tuple(labels.RECONCILE[key].of(language) for key in keys),
        numeric=(False, True, True, True),
        rows=tuple(rows or [_nothing(keys, language)]),
        called=labels.RECONCILE["called"].of(language),
    )


def _called(figure: Figure, row: str, column: str, context: Context, language: str) -> CellView:
    """Return a number's name for readers: figure, row and column, a link where it is shown."""
    name = context.values(figure).row_name(row)
    parts = [figure.title(language), name.words.of(language)]
    if len(figure.file.columns) > 1:
        parts.append(figure.file.columns[column].title.of(language))
    text = labels.PARTS.of(language).join(parts)
    shown = context.numbering
    if figure.name in shown.tables:
        return CellView(text, leads_to=Reference(figure.name, "table"))
    if figure.name in shown.figures:
        return CellView(text, leads_to=Reference(figure.name, "figure"))
    return CellView(text)


def _digits(number: Decimal, unit: str, currency: str | None, language: str) -> str:
    """Return a number with exactly its own digits: 5.370 stays so, whatever is declared."""
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    return number_text(number, unit, max(0, -exponent), language, currency)
