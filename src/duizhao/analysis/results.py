"""What functions returned, kept between runs as tables and nothing else.

A folder of results may come from anywhere, so nothing in it is ever run: a table is a Parquet file
and is kept only where reading it gives exactly what was written. Whatever else a function returns
is computed again.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

import pandas as pd

from duizhao.files.cache import Store


@dataclass(frozen=True)
class Results:
    """Tables by the name of the function that returned them and the key of all it depends on."""

    store: Store

    def read(self, name: str, key: str) -> pd.DataFrame | None:
        """Return a result, or None when it is not known."""
        content = self.store.read(_entry(name, key))
        return None if content is None else _table(content)

    def write(self, name: str, key: str, result: Any) -> None:
        """Keep a result if it is a table that a file can hold."""
        if not isinstance(result, pd.DataFrame):
            return
        stream = io.BytesIO()
        try:
            result.to_parquet(stream)
            again = _table(stream.getvalue())
            pd.testing.assert_frame_equal(result, again, check_exact=True, check_freq=False)
        except Exception:  # mixed types, names that are no text: a table of another kind
            return
        self.store.write(_entry(name, key), stream.getvalue())


def _entry(name: str, key: str) -> str:
    return f"{name}-{key[:32]}.parquet"


def _table(content: bytes) -> pd.DataFrame:
    return pd.read_parquet(io.BytesIO(content))
