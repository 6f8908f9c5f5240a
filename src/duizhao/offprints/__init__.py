"""Offprints: what readers take away of a figure, as CSV, Excel workbook and picture with caption.

`sheet_of` gathers a figure's table with all that must travel with it; `make` writes the files,
each once, and keeps it by content.
"""

from __future__ import annotations

from duizhao.offprints.make import Files, make
from duizhao.offprints.sheet import Sheet, sheet_of

__all__ = ["Files", "Sheet", "make", "sheet_of"]
