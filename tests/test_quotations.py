"""Errata quote their source letter by letter.

The source texts are not in the repository: `sources/<edition>_quotations.csv` lists the words that
errata.yml quotes with their place, as `tests.sources.extract` found them. Errata are compared with
that list, and the list with the texts where they are at hand.
"""

from __future__ import annotations

import csv

import pytest

from tests.sources.extract import DOCUMENTS, Quotation, quotations, quoted
from tests.test_pins import SOURCES, TEXTS

each_edition = pytest.mark.parametrize("edition", sorted(DOCUMENTS))


def committed(edition: str) -> list[Quotation]:
    path = SOURCES / f"{edition}_quotations.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        return [
            Quotation(row["text"], int(row["line"]), int(row["column"]), row["words"])
            for row in csv.DictReader(stream)
        ]


@each_edition
def test_errata_quote_what_stands_in_the_list_and_nothing_else(edition: str) -> None:
    listed = {(one.text, one.line, one.words) for one in committed(edition)}
    assert len(listed) > 50
    assert listed == set(quoted(edition))


if TEXTS.is_dir():

    @each_edition
    def test_every_quotation_stands_on_its_line(edition: str) -> None:
        texts = {
            text: (TEXTS / f"{text}.txt").read_text(encoding="utf-8")
            for text in DOCUMENTS[edition].values()
        }
        assert list(quotations(edition, texts)) == committed(edition)


def test_words_that_differ_by_a_character_are_refused() -> None:
    texts = dict.fromkeys(DOCUMENTS["2024"].values(), "")
    with pytest.raises(LookupError, match="does not stand there"):
        list(quotations("2024", texts))
