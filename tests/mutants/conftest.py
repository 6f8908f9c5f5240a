"""The sound report that faults are put into, read and checked once for all tests of a process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.mutants import world


@pytest.fixture(scope="package")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[world.World]:
    """Return a copy of the real report, which has no finding that is an error."""
    with pytest.MonkeyPatch.context() as patch:
        world.remember_readings(patch)
        root = world.copy(tmp_path_factory.mktemp("mutants") / "project", world.EDITION)
        report = world.World(root, world.EDITION)
        assert report.errors == [], "the report itself has findings"
        yield report
