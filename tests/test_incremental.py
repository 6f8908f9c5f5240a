"""What is made again after an edit is what would be made from nothing, byte for byte.

A random walk of edits over the tiny project: after each, the charts, downloads, pages and books are
made with what the cache holds of all the states before, and once more without any. `make test` goes
the first six steps, `make proof` thirty.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest

from duizhao import project
from duizhao.book import assemble as books
from duizhao.commands.build import charts_of
from duizhao.diagnostics import Problems
from duizhao.edition import load
from duizhao.render.pictures import draw_all, with_layers
from duizhao.site import assemble
from tests.conftest import PROOF, recorded

CHAPTERS = "report/{}/1998/{}.md"
SENTENCES = {"zh": "\n\n此外还有别的变化。\n", "en": "\n\nThere were other changes as well.\n"}
# A file, what stands there, and what takes its place (and back again).
CHANGES = (
    ("figures/1998/loans_by_branch.csv", "west,3,30.0", "west,3,29.0"),
    ("figures/1998/loans_by_branch.csv", "north,2,", "north,1,"),
    ("glossary/branches.yml", "en: ", "en: New "),
    ("report/en/1998/loans.md", "ranks", "is ranked"),
    ("report/1998.yml", "en: ", "en: Revised "),
    ("figures/1998/loans_by_year.yml", "form: ", "form:  "),
)


def edit(root: Path, random: Random) -> None:
    """Change one thing, or put it back as it was."""
    if random.random() < 0.4:
        name = random.choice(["loans", "overview"])
        for language, sentence in SENTENCES.items():
            path = root / CHAPTERS.format(language, name)
            text = path.read_text("utf-8")
            new = text.replace(sentence, "") if sentence in text else text + sentence
            path.write_text(new, encoding="utf-8")
        return
    file, before, after = random.choice(CHANGES)
    text = (root / file).read_text("utf-8")
    assert before in text or after in text
    new = text.replace(after, before) if after in text else text.replace(before, after)
    (root / file).write_text(new, encoding="utf-8")
    recorded(root)


def made(root: Path) -> dict[str, bytes]:
    """Return all that a build writes of a project apart from MkDocs' pages, or what is wrong."""
    work = root / "build"
    try:
        whole = project.load(root)
        terms, editions = load.load(whole).or_stop()
        charts = with_layers(charts_of(editions).or_stop(), root).or_stop()
        drawn = draw_all(charts, work / "cache" / "charts")
        site = assemble.site_of(whole, terms, editions, drawn, work / "print").or_stop()
        books.write(whole, editions, drawn, work / "print")
    except Problems as problems:
        return {one.text("en"): b"" for one in problems.diagnostics}
    files = {name: path.read_bytes() for name, path in site.assets.items()}
    for script, specifications in site.charts.items():
        files |= {f"{script} {key}": path.read_bytes() for key, path in specifications.items()}
    files |= {path.name: path.read_bytes() for path in (work / "print").glob("*.pdf")}
    pages = [page for edition in site.editions for two in edition.pages.values() for page in two]
    return files | {"pages": repr((pages, site.pages, site.spellings)).encode()}


@pytest.mark.slow
@pytest.mark.parametrize("edits", [6, pytest.param(30, marks=PROOF)])
def test_after_random_edits_nothing_is_stale(edits: int, libraries: Path, tmp_path: Path) -> None:
    random = Random(18)
    whole = 0
    for number in range(edits):
        edit(libraries, random)
        clean = tmp_path / f"clean-{number}"
        shutil.copytree(libraries, clean, ignore=shutil.ignore_patterns("build"))
        found, expected = made(libraries), made(clean)
        assert found.keys() == expected.keys()
        assert [name for name in found if found[name] != expected[name]] == []
        whole += "pages" in found
        shutil.rmtree(clean)
    assert whole >= edits // 3
