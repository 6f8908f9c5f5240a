"""Every folder of tests/cases/workbooks is a sheet in XML, as spreadsheets write it, and what
reading it must say. What is the same workbook in another dress is read alike.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import pandas as pd
import pandera.pandas as pa
import pytest
import yaml

from duizhao.diagnostics import Findings, in_order
from duizhao.microdata import read
from tests.tables_written import row, workbook

CASES = Path(__file__).parent / "cases" / "workbooks"


class Codes(pa.DataFrameModel):
    """A text, a number and a date, each of which may be empty or absent."""

    code: str = pa.Field(nullable=True)
    share: float | None = pa.Field(nullable=True)
    day: pd.Timestamp | None = pa.Field(nullable=True)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("case", sorted(path.name for path in CASES.iterdir()))
def test_a_mistake_is_named(case: str, language: str, tmp_path: Path) -> None:
    described = yaml.safe_load((CASES / case / "workbook.yml").read_text(encoding="utf-8"))
    workbook(tmp_path / "a.xlsx", described["sheet"], described["format"])
    findings = Findings()
    assert read(tmp_path, "a.xlsx", Codes).into(findings) is None
    said = "".join(one.text(language) + "\n" for one in in_order(findings))
    assert said == (CASES / case / f"expected.{language}.txt").read_text(encoding="utf-8")


def test_strict_open_xml_is_read_like_any_other(tmp_path: Path) -> None:
    workbook(tmp_path / "a.xlsx", row(1, "code", "share") + row(2, "x", 1.5))
    with (
        zipfile.ZipFile(tmp_path / "a.xlsx") as old,
        zipfile.ZipFile(tmp_path / "b.xlsx", "w") as strict,
    ):
        for name in old.namelist():
            text = old.read(name).decode()
            for kind in ("spreadsheetml/2006/main", "officeDocument/2006/relationships"):
                new = kind.replace("/2006", "")
                text = text.replace(
                    f"http://schemas.openxmlformats.org/{kind}", f"http://purl.oclc.org/ooxml/{new}"
                )
            strict.writestr(name, text)
    findings = Findings()
    one, other = (read(tmp_path, name, Codes).into(findings) for name in ("a.xlsx", "b.xlsx"))
    assert findings == []
    assert one is not None
    assert other is not None
    pd.testing.assert_frame_equal(one, other)


def test_days_may_be_counted_from_1904(tmp_path: Path) -> None:
    main = "http://schemas.openxmlformats.org"
    book = (
        f'<workbook xmlns="{main}/spreadsheetml/2006/main" '
        f'xmlns:r="{main}/officeDocument/2006/relationships"><workbookPr date1904="1"/>'
        '<sheets><sheet name="S" sheetId="1" r:id="b"/></sheets></workbook>'
    )
    workbook(tmp_path / "a.xlsx", row(1, "day", "code") + row(2, 0, "x"), "yyyy-mm-dd", book=book)
    frame = read(tmp_path, "a.xlsx", Codes).value
    assert frame is not None
    assert frame["day"].tolist() == [pd.Timestamp("1904-01-01")]
