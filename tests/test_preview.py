"""The preview without a browser: what it answers, what it accepts, and that it goes on."""

from __future__ import annotations

import http.client
import json
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from duizhao.preview.rows import rows
from duizhao.preview.server import Preview, server
from tests.conftest import Duizhao

LOANS = ("1998", "loans")
ENGLISH = "report/en/1998/loans.md"


@pytest.fixture
def preview(libraries: Path) -> Preview:
    """Return the preview of the tiny project, in which somebody accepts what was reviewed."""
    for words in ("init -q", "config user.name Ann", "config user.email ann@example.org"):
        subprocess.run(["git", *words.split()], cwd=libraries, check=True)
    return Preview(libraries, "en")


@pytest.fixture
def served(preview: Preview) -> Iterator[http.client.HTTPConnection]:
    made = server(preview, 8650)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield http.client.HTTPConnection("127.0.0.1", made.server_address[1])
    made.shutdown()
    made.server_close()


def answer(served: http.client.HTTPConnection, path: str, **asked: str) -> list[list[str]]:
    served.request("GET", f"{path}?{urlencode(asked)}")
    return json.loads(served.getresponse().read())


def changed(preview: Preview, path: str, before: str, after: str) -> None:
    file = preview.root / path
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")
    preview.changed(frozenset({path}))


@pytest.mark.parametrize(
    ("words", "call"),
    [
        ("east share", "{{ loans_by_branch.east.share }}"),
        ("东馆 占比", "{{ loans_by_branch.east.share }}"),
        ("west branch", "{{ names.west }}"),
        ("历年", "{{ loans_by_year.ref }}"),
        ("holdings", "{{ holdings.table_ref }}"),
    ],
)
def test_numbers_names_and_figures_are_found(
    words: str, call: str, served: http.client.HTTPConnection
) -> None:
    assert call in [found[0] for found in answer(served, "/find", edition="1998", words=words)]


def test_a_number_tells_what_it_was_made_of(served: http.client.HTTPConnection) -> None:
    call = "(loans_by_branch.east.count / loans_by_branch.west.count).round(1)"
    told = answer(served, "/card", edition="1998", call=call)
    assert told[0] == "1.7倍 · 1.7 times · derived"
    assert [line for line in told if "East branch" in line]
    assert [line for line in told if "West branch" in line]
    assert answer(served, "/card", edition="1998", call="open('x')") != []


def test_a_paragraph_is_accepted_where_it_is_read(
    preview: Preview, served: http.client.HTTPConnection, duizhao: Duizhao
) -> None:
    assert duizhao(preview.root, "check", "--accept").code == 0
    changed(preview, "report/zh/1998/loans.md", "借阅量", "全年借阅量")
    preview.changed(frozenset({"duizhao.yml"}))
    (row,) = [one for one in rows(preview.report, LOANS, "en") if one.accept]
    assert "stale-translation" in row.findings
    address = f"/accept?chapter=1998/loans&anchor={quote(row.key)}"
    served.request("POST", address)
    refused = served.getresponse()
    refused.read()
    assert refused.status == 403  # another page cannot ask for it
    served.request("POST", address, headers={"X-Duizhao": "1"})
    taken = served.getresponse()
    taken.read()
    assert taken.status == 204
    preview.changed(frozenset({"report/reviewed/1998/loans.csv"}))
    assert not [one for one in rows(preview.report, LOANS, "en") if one.accept or one.findings]
    assert duizhao(preview.root, "check").code == 0


def test_what_was_read_last_stays_while_the_project_cannot_be_read(preview: Preview) -> None:
    changed(preview, "duizhao.yml", "name:", "name: {")
    assert preview.report.elsewhere
    assert [one.cells for one in rows(preview.report, LOANS, "en")]
    changed(preview, "duizhao.yml", "name: {", "name:")
    assert not preview.report.elsewhere


def test_a_figure_that_is_shown_anew_is_numbered_and_seen(preview: Preview) -> None:
    for language in ("zh", "en"):
        path = f"report/{language}/1998/loans.md"
        text = (preview.root / path).read_text("utf-8")
        (preview.root / path).write_text(text + "\n{% table loans_by_branch %}\n", encoding="utf-8")
    preview.changed(frozenset({"report/zh/1998/loans.md", ENGLISH}))
    cells = [cell for one in rows(preview.report, LOANS, "en") for cell in one.cells.values()]
    assert len([cell for cell in cells if 'id="loans_by_branch-table"' in cell]) == 2


def test_a_draft_has_what_is_sound_and_tells_what_is_wrong_in_its_place(
    libraries: Path, duizhao: Duizhao
) -> None:
    door = libraries / "build/draft/index.html"
    site = libraries / "site/index.html"
    site.parent.mkdir()
    site.write_text("the last good site", encoding="utf-8")
    figure = libraries / "figures/1998/loans_by_year.yml"
    words = figure.read_text("utf-8").rpartition("chart:")[0]
    figure.write_text(f"{words}chart: {{form: tiles}}\n", encoding="utf-8")
    chapter = libraries / "report/zh/1998/loans.md"
    text = chapter.read_text("utf-8")
    chapter.write_text(text.replace("branch.west }}", "branch.wst }}"), encoding="utf-8")
    run = duizhao(libraries, "build", "--draft")
    assert run.code == 1
    assert "did you mean “west”?" in run.err
    assert str(door) in run.out
    assert site.read_text("utf-8") == "the last good site"
    page = (libraries / "build/draft/1998/loans.html").read_text("utf-8")
    ranks, branches, years = map(
        page.index, ("ranks ", 'id="loans_by_branch"', 'id="loans_by_year"')
    )
    assert ranks < page.index("did you mean “west”?") < branches
    assert years < page.index("tile grid")
    assert "<script" not in page
    drawn = {one.name for one in door.parent.rglob("*.svg")}
    assert drawn == {"loans_by_branch.svg"}
    figure.write_text("title: {", encoding="utf-8")
    (libraries / "duizhao.yml").write_text("name: {", encoding="utf-8")
    assert duizhao(libraries, "build", "--draft").code == 1
    assert (libraries / "build/draft/1998/loans.html").read_text("utf-8") == page
