"""Reading a project's files: whatever they hold, there is content or a finding, never more."""

from __future__ import annotations

import os
from pathlib import Path

import hypothesis.strategies as st
import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings

from duizhao.diagnostics import Findings
from duizhao.files import csv_places, texts, yaml_places, yaml_refusals
from duizhao.files.multilingual import Texts
from tests.conftest import LIBRARIES, ROOT, Duizhao

WRITTEN = [
    path.read_text(encoding="utf-8")
    for path in sorted(LIBRARIES.rglob("*.yml")) + sorted((ROOT / "figures").rglob("*.yml"))[:9]
]
# What YAML gives a meaning to, and what people type by mistake.
PIECES = st.sampled_from(
    [
        "\n",
        "\n  ",
        "\t",
        " ",
        ": ",
        ":",
        "- ",
        "? ",
        "[",
        "]",
        "{",
        "}",
        "{{",
        "}}",
        ",",
        "#",
        "&a ",
        "*a",
        "*a ",
        "!x ",
        "!!int ",
        "!!python/name:os ",
        "!<",
        "'",
        '"',
        "%",
        "@",
        "`",
        "---\n",
        "...\n",
        "<<: ",
        "=",
        "~",
        "~: ",
        ".inf",
        "-.nan",
        "0x_",
        "0b",
        "1:99",
        "1_0",
        "null",
        "yes",
        "1999-13-45",
        "0000-01-01",
        "1999-01-01 10:00:00 +99:00",
        "9999-12-31T23:59:59-23:59",
        "\\",
        "\\u0007",
        "\\ud800",
        "\\U00110000",
        "\x07",
        "\x85",
        "\u2028",
        "\ufeff",
        "\ufffe",
        "：",
        "“",
        "借",
        "𠀋",
        ">9",
        ">\n",
    ]
)
settled = settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Return a file as people write it, with pieces put in, taken out and repeated."""
    text = draw(st.sampled_from(WRITTEN))
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        piece = draw(PIECES | st.just(text[start:end] * 2) | st.text(max_size=3))
        text = text[:start] + piece + text[end:]
    return text


def read_yaml(folder: Path, text: str) -> tuple[yaml_places.Document | None, Findings]:
    findings = Findings()
    (folder / "a.yml").write_bytes(text.encode("utf-8", errors="surrogatepass"))
    return yaml_places.read(folder, "a.yml").into(findings), findings


@settled
@given(text=mutated() | st.lists(PIECES, max_size=24).map("".join) | st.text())
@example("a: " + "[" * 100_000)
@example("- " * 100_000)
@example("a: &a [*a]")
@example("a: " + "1" * 5_000)
@example("? {a: b}\n: 1")
@example("? &a a\n: *a\n? *a\n: 1")
@example("借: \x01")
def test_any_text_is_yaml_or_a_finding(tmp_path: Path, text: str) -> None:
    document, findings = read_yaml(tmp_path, text)
    assert document is not None or findings
    lines = text.encode("utf-8", errors="surrogatepass").count(b"\n") + text.count("\r") + 2
    for finding in findings:
        assert finding.place.path == "a.yml"
        # libyaml ends a line at U+0085, U+2028 and U+2029 as well.
        extra = sum(text.count(mark) for mark in "\x85\u2028\u2029")
        assert finding.place.line is not None
        assert 1 <= finding.place.line <= lines + extra
        assert finding.message.zh
        assert finding.message.en
    if document is not None and not findings:
        yaml_places.validated(document, dict[str, Texts]).value


@pytest.mark.parametrize("text", WRITTEN)
def test_what_is_read_is_what_yaml_says(tmp_path: Path, text: str) -> None:
    document, findings = read_yaml(tmp_path, text)
    assert not findings
    assert document is not None
    assert document.data == yaml.safe_load(text)


def test_libyaml_has_no_mistake_that_is_not_said_in_both_languages() -> None:
    library = Path(yaml._yaml.__file__).read_bytes()  # type: ignore[attr-defined]
    known = yaml_refusals.MISTAKES
    # Its messages are what it was built with; one that it no longer has is a leftover of ours.
    assert [text for text in known if text.encode() not in library] == []
    for words in known.values():
        assert words.problem.zh != words.problem.en


@settled
@given(
    text=st.text()
    | st.lists(st.sampled_from(["a", ",", '"', "\n", "\r", "\0", " ", "1", "''"])).map("".join)
)
@example(",".join("a" * 2_000))
@example('row,a\n"' + "x" * 200_000)
@example("row,a\n" + "1\n" * 10_000)
@example("a,b\n" + ",1\n" * 300_000)
def test_any_text_is_a_table_or_a_finding(tmp_path: Path, text: str) -> None:
    findings = Findings()
    (tmp_path / "a.csv").write_bytes(text.encode("utf-8", errors="surrogatepass"))
    records = csv_places.read(tmp_path, "a.csv").into(findings)
    assert all(set(row.cells) <= set(records.columns) for row in records.rows)
    assert len(findings) <= csv_places.ENOUGH
    for finding in findings:
        assert finding.place.line


def unreadable(root: Path, path: str, rule: str = "unreadable") -> str:
    findings = Findings()
    assert texts.read(root, path).into(findings) is None
    assert [finding.rule for finding in findings] == [rule]
    return findings[0].message.en


def test_only_a_regular_file_of_the_project_is_read(tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (root / "folder").mkdir()
    os.mkfifo(root / "pipe")
    (tmp_path / "elsewhere").write_text("secret")
    (root / "elsewhere").symlink_to(tmp_path / "elsewhere")
    (root / "zero").symlink_to("/dev/zero")
    (root / "loop").symlink_to("loop")
    (root / "gone").symlink_to("nowhere")
    with (root / "large").open("wb") as stream:
        stream.truncate(texts.LARGEST + 1)
    (root / "file").write_text("text\r\n")
    (root / "link").symlink_to("file")

    assert texts.read(root, "link").value == "text\n"
    assert "folder or a device" in unreadable(root, "folder")
    assert "folder or a device" in unreadable(root, "pipe")
    assert "out of the project" in unreadable(root, "elsewhere")
    assert "out of the project" in unreadable(root, "zero")
    assert "lead in a circle" in unreadable(root, "loop", "refused")
    assert "larger than 16 MB" in unreadable(root, "large")
    assert "too long" in unreadable(root, "x" * 5_000, "refused")
    for path in ("gone", "nothing", "file/inside"):
        with pytest.raises(FileNotFoundError):
            texts.read(root, path).value


@pytest.mark.parametrize(
    "path", ["glossary/terms.yml", "report/zh/1998/loans.md", "data/1998/published.csv"]
)
def test_check_names_a_file_that_is_none(libraries: Path, duizhao: Duizhao, path: str) -> None:
    (libraries / path).unlink()
    os.mkfifo(libraries / path)
    run = duizhao(libraries, "check")
    assert run.code == 1
    assert f"{path}: unreadable: " in run.err
