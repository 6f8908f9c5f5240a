"""Bench rows of an installation: the wheel alone in an empty environment, its size and seconds."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.wheels import built, installed, megabytes

# What is installed besides, and how many MB all of it may take.
KINDS = (("", 300), ("pdf", 650), ("analysis", None), ("analysis,pdf,typefaces,fast", None))


def rows() -> Iterator[dict[str, Any]]:
    """Measure `install.mb` and `install.s`, and the same with extras.

    What was downloaded before is taken from there.
    """
    with tempfile.TemporaryDirectory() as scratch:
        wheel = built(Path(scratch))
        for extras, most in KINDS:
            environment = Path(scratch) / "environment" / (extras or "default")
            start = time.perf_counter()
            installed(wheel, environment, extras)
            seconds = round(time.perf_counter() - start, 1)
            named = f"install[{extras}]" if extras else "install"
            size = {"name": f"{named}.mb", "value": megabytes(environment), "unit": "MB"}
            yield size | ({"at_most": most} if most else {})
            yield {"name": f"{named}.s", "value": seconds, "unit": "s"}
