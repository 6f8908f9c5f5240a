"""Any project, however it was damaged: findings with their places, never a traceback or a wait.

One file of the tiny project has pieces put in, taken out, repeated or exchanged, and `check` reads
it. What is certainly wrong must be found; `make proof` tries ten thousand projects.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, seed, settings

from duizhao import project
from duizhao.diagnostics import Problems
from duizhao.edition import load
from tests.conftest import LIBRARIES, recorded

KINDS = {
    "configuration": ("duizhao.yml", "report/1998.yml"),
    "figures": ("figures/1998/*.yml",),
    "tables": ("figures/1998/*.csv", "data/1998/published.csv"),
    "chapters": ("report/*/1998/*.md",),
    "glossary": ("glossary/*.yml",),
}
# What one of the languages of these files gives a meaning to.
PIECES = (
    *("\n", "\n\n", "\t", " ", ": ", "- ", "[", "]", "{", "}", "{{ ", " }}", "{% ", " %}"),
    *(
        "|",
        "#",
        "*",
        "**",
        "_",
        "`",
        "$",
        "<",
        ">",
        "&a ",
        "*a",
        "!",
        "'",
        '"',
        "\\",
        "%",
        ",",
        "(",
    ),
    *("0", "-1", "1e300", "NaN", "inf", "9" * 40, "１", "²", "0x1", "1_0", "null", "true", ")"),
    *("{% claim ", "{% figure ", "{{ loans_by_branch.", ".share", ".top(", "[^1]", "](", "http:"),
    *("\0", "\x07", "\x85", "\u200b", "\u202e", "\u2028", "\ufeff", "e" + "\u0301" * 40, "𠮷"),
)
# Milliseconds: far more than any such project takes on a machine that does nothing else.
LONGEST = 10_000


@st.composite
def damaged(draw: st.DrawFn, text: str) -> str:
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 16)))
        other = draw(st.integers(0, len(text)))
        piece = draw(
            st.sampled_from(PIECES)
            | st.just(text[start:end] * 2)
            | st.just(text[other : other + end - start])
            | st.text(max_size=3)
        )
        text = text[:start] + piece + text[end:]
    return text


@pytest.mark.proof
@pytest.mark.parametrize("kind", KINDS)
def test_a_damaged_project_is_read_or_told(
    kind: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = Path(shutil.copytree(LIBRARIES, tmp_path_factory.mktemp("fuzz") / "project"))
    files = [file for one in KINDS[kind] for file in sorted(root.glob(one))]
    sound = {file: file.read_bytes() for file in files}

    @seed(15)
    @settings(deadline=LONGEST, suppress_health_check=list(HealthCheck))
    @given(data=st.data())
    def one(data: st.DataObject) -> None:
        file = data.draw(st.sampled_from(files))
        text = data.draw(damaged(sound[file].decode("utf-8")))
        file.write_bytes(text.encode("utf-8", errors="surrogatepass"))
        try:
            found = load.load(project.load(root)).findings
        except Problems as problems:
            found = problems.diagnostics
        finally:
            file.write_bytes(sound[file])
        for finding in found:
            assert finding.place.path
            assert finding.message.zh
            assert finding.message.en

    one()


def exchanged(text: str, first: str, second: str) -> str:
    return text.replace(first, "\0").replace(second, first).replace("\0", second)


BROKEN = {
    "share beyond all": ("figures/1998/loans_by_branch.csv", "west,3,30.0", "west,3,1e300"),
    "share above its whole": ("figures/1998/loans_by_branch.csv", "west,3,30.0", "west,3,300.0"),
    "share below nothing": ("figures/1998/loans_by_branch.csv", "west,3,30.0", "west,3,-30.0"),
    "a digit of a share": ("figures/1998/loans_by_branch.csv", "west,3,30.0", "west,3,39.0"),
    "two digits exchanged": ("figures/1998/loans_by_branch.csv", "north,2,20.0", "north,2,02.0"),
    "published shares": ("data/1998/published.csv", "share,30.5,%", "share,35.5,%"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_certainly_broken_is_found(name: str, libraries: Path) -> None:
    path, sound, broken = BROKEN[name]
    text = (libraries / path).read_text("utf-8")
    assert text.count(sound) == 1
    (libraries / path).write_text(text.replace(sound, broken), encoding="utf-8")
    recorded(libraries)
    assert load.load(project.load(libraries)).findings


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("zh", "{{ loans_by_year[1997].loans }}", "{{ loans_by_year[1998].loans }}"),
        ("en", "{{ loans_by_year[1997].loans }}", "{{ loans_by_year[1998].loans }}"),
        ("zh", "{{ loans_by_branch.east }}", "{{ loans_by_branch.west }}"),
        ("en", "{{ loans_by_branch.east }}", "{{ loans_by_branch.west }}"),
    ],
)
def test_two_values_exchanged_within_a_paragraph_are_found(
    language: str, first: str, second: str, libraries: Path
) -> None:
    path = libraries / f"report/{language}/1998/loans.md"
    text = path.read_text("utf-8")
    assert exchanged(text, first, second) != text
    path.write_text(exchanged(text, first, second), encoding="utf-8")
    assert load.load(project.load(libraries)).findings


def test_two_amounts_exchanged_within_a_paragraph_are_found(libraries: Path) -> None:
    for language in ("zh", "en"):
        path = libraries / f"report/{language}/1998/overview.md"
        sound = path.read_text("utf-8")
        path.write_text(
            exchanged(sound, "{{ holdings.volumes }}", "{{ holdings.budget }}"), encoding="utf-8"
        )
        assert load.load(project.load(libraries)).findings
        path.write_text(sound, encoding="utf-8")
