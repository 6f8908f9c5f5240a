"""What stands with a figure or table in words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from duizhao import project as projects
from duizhao.project.figures import Cell
from duizhao.project.published import Source
from duizhao.render.views import source_line
from tests.conftest import LIBRARIES


@pytest.mark.parametrize(
    ("language", "line"),
    [("zh", "河湾市图书馆登记册（表2）"), ("en", "Register of the Hewan libraries (table 2)")],
)
def test_names_do_not_say_where_numbers_come_from(language: str, line: str) -> None:
    edition = projects.load(LIBRARIES).edition("1998")
    printed = Cell(number=Decimal(7), status="published", sources=(Source("register", "table:2"),))
    assert source_line([Cell(name="east", status="modelled"), printed], edition, language) == line
    assert source_line([Cell(number=Decimal(1), status="modelled"), printed], edition, "en") == (
        "Register of the Hewan libraries (table 2); modelled microdata"
    )
