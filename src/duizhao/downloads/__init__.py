"""Downloads: what readers take away of a figure, as CSV, Excel workbook and picture with caption.

`sheet_of` gathers a figure's table with all that must travel with it; `make` writes the files,
each once, and keeps it by content; `bundle` packs tables into one archive.
"""

from __future__ import annotations

from duizhao.downloads.make import Files, bundle, make
from duizhao.downloads.table import Sheet, sheet_of

__all__ = ["Files", "Sheet", "bundle", "make", "sheet_of"]
