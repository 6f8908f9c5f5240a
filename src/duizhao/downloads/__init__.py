"""Downloads: what readers take away of a figure, as CSV, Excel workbook and picture with caption.

`sheet_of` gathers a figure's table with all that must travel with it; `make` writes the files,
each once, and keeps it by content; `write_archive` packs all tables of an edition.
"""

from __future__ import annotations

from duizhao.downloads.archive import Archive
from duizhao.downloads.archive import write as write_archive
from duizhao.downloads.make import Files, make
from duizhao.downloads.table import Sheet, sheet_of

__all__ = ["Archive", "Files", "Sheet", "make", "sheet_of", "write_archive"]
