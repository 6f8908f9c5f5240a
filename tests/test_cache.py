"""The cache: an entry is what was written or nothing, whatever happened to its file."""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given

from duizhao.files import cache
from duizhao.files.cache import Store
from duizhao.render import pictures
from duizhao.render.pictures import ChartOf
from tests.charts_samples import bars


@given(parts=st.lists(st.text(alphabet="ab") | st.binary(max_size=2).filter(lambda b: 0 not in b)))
def test_a_fingerprint_stands_for_the_parts_in_their_order(parts: list[str | bytes]) -> None:
    found = cache.fingerprint(*parts)
    assert len(found) == 64
    assert found == cache.fingerprint(*(p.encode() if isinstance(p, str) else p for p in parts))
    assert found != cache.fingerprint(*parts, "more")
    if len(parts) > 1 and parts[0] not in ("", b""):
        assert found != cache.fingerprint(*parts[1:])


def test_files_count_by_name_and_content_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("1")
    before = cache.files_fingerprint(tmp_path, ["*.txt"])
    os.utime(tmp_path / "a.txt", (1, 1))
    (tmp_path / "b.csv").write_text("2")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__/c.txt").write_text("3")
    assert cache.files_fingerprint(tmp_path, ["**/*.txt", "*.txt"]) == before
    (tmp_path / "a.txt").rename(tmp_path / "d.txt")
    assert cache.files_fingerprint(tmp_path, ["*.txt"]) != before
    assert cache.file_fingerprint(tmp_path / "d.txt") == cache.fingerprint("1")
    assert cache.file_fingerprint(tmp_path / "none") == "absent"


@given(content=st.binary(max_size=64), damage=st.binary(max_size=64))
def test_an_entry_that_was_altered_is_none(
    content: bytes, damage: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = Store(tmp_path_factory.mktemp("store") / "folder")
    assert store.read("entry.svg") is None
    path = store.write("entry.svg", content)
    assert store.read("entry.svg") == path.read_bytes() == content
    path.write_bytes(damage)
    assert store.read("entry.svg") == (content if damage == content else None)
    store.write("entry.svg", content)
    proof = path.with_name("entry.svg.sha256")
    proof.write_bytes(damage)
    assert store.read("entry.svg") is None
    proof.unlink()
    assert store.read("entry.svg") is None


def test_what_cannot_be_finished_leaves_the_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path)
    store.write("entry", b"old")

    def full(path: Path, content: bytes) -> int:
        with path.open("wb") as stream:
            stream.write(content[:1])
        raise OSError("no space left")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="no space"):
        store.write("entry", b"new")
    assert store.read("entry") == b"old"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["entry", "entry.sha256"]


def test_what_was_not_asked_for_longest_goes_first(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for age, name in enumerate(["new", "middle", "old"]):
        store.write(name, b"x" * 10)
        os.utime(tmp_path / f"{name}.sha256", (1000 - age, 1000 - age))
    assert store.read("old") is not None  # asked for: now it is the newest
    store.trim(room=25)
    assert [name for name in ("new", "middle", "old") if store.read(name)] == ["new", "old"]
    assert len(list(tmp_path.iterdir())) == 4


def test_a_record_that_is_no_record_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "built.json"
    assert cache.read_record(path) == {}
    cache.write_record(path, {"stamp": "1"})
    assert cache.read_record(path) == {"stamp": "1"}
    for content in (b"", b"[]", b'{"stamp"', b"\xff", b"[" * 100_000):
        path.write_bytes(content)
        assert cache.read_record(path) == {}


@pytest.mark.slow
def test_a_picture_that_was_damaged_is_drawn_again(tmp_path: Path) -> None:
    charts = [ChartOf("1998", "en", bars("en"))]
    (drawn,) = pictures.draw_all(charts, tmp_path).values()
    files = sorted(tmp_path.iterdir())
    contents = [file.read_bytes() for file in files]
    for kind in (".json", ".svg", ".vega"):
        next(file for file in files if file.suffix == kind).write_bytes(b"")
    assert list(pictures.draw_all(charts, tmp_path).values()) == [drawn]
    assert [file.read_bytes() for file in files] == contents
