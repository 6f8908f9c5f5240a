"""What people write in YAML where a text or an id must be: never nothing, an id in one word."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

SOMETHING = r"\S"
ONE_WORD = r"^[^\s.,:;\"'`(){}\[\]<>*?/\\]+$"

Text = Annotated[str, Field(pattern=SOMETHING)]
"""A text that says something: neither empty nor spaces alone."""

Name = Annotated[str, Field(pattern=SOMETHING, max_length=500)]
"""What something is called: a text that fits on a page, in a table and in a chart."""

Id = Annotated[str, Field(pattern=ONE_WORD)]
"""A name that addresses (`figure.row.column`) can hold: no space, no dot, no mark."""
