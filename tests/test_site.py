"""The site as files: what is written where, what is refused, and what stays when it is."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from duizhao.diagnostics import Problems, Words
from duizhao.project.look import read_look
from duizhao.site import Download, write
from duizhao.site.blocks import Caption, Cell, table_html, value_html
from duizhao.site.foreign import foreign_html
from duizhao.site.glossary import Entry, glossary_page
from duizhao.site.links import broken, scan
from duizhao.site.search_text import sections
from tests.browser.sample import blocks_of, sample_site, with_chapter


def listing(folder: Path) -> dict[str, int]:
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    write(sample_site(folder / "files"), folder / "site", folder / "work")
    return folder


@pytest.fixture(scope="module")
def unaddressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the site of a project that does not say where it will be published."""
    folder = tmp_path_factory.mktemp("unaddressed")
    write(replace(sample_site(folder / "files"), url=""), folder / "site", folder / "work")
    return folder / "site"


def test_every_page_stands_at_its_address(written: Path) -> None:
    site = written / "site"
    for path in (
        *("index.html", "404.html", "assets/search.js", "zh/index.html", "en/glossary.html"),
        *("zh/2024/index.html", "zh/2024/enterprises.html", "en/2023/enterprises.html"),
        *("zh/2024/report.pdf", "en/2024/charts/provinces-dark-phone.svg", "zh/search/text.js"),
    ):
        assert (site / path).is_file(), path
    zh = (site / "zh/2024/enterprises.html").read_text("utf-8")
    en = (site / "en/2024/enterprises.html").read_text("utf-8")
    assert '<html lang="zh-Hans"' in zh
    assert '<html lang="en"' in en
    own = '<data value="29.04" data-of="enterprises_by_province.beijing.share"'
    assert own in zh
    assert own in en
    assert scan(zh).ids[:1] == scan(en).ids[:1]
    # The paragraph and its id survive; its line break beside Chinese text is no space.
    assert '<p id="enterprises-1">' in zh
    assert ">图3</a>，广东省次之" in zh
    # The switch of a page that the other edition lacks leads to that edition's front page.
    ecosystem = (site / "zh/2024/ecosystem.html").read_text("utf-8")
    assert 'href="../2023/index.html"' in ecosystem
    assert 'href="../../en/2024/ecosystem.html"' in ecosystem


def test_every_page_says_to_machines_what_it_is(written: Path) -> None:
    site = written / "site"
    html = (site / "en/2024/enterprises.html").read_text("utf-8")
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    chapter, dataset = json.loads(block)["@graph"]
    assert 50 <= len(dataset["description"]) <= 5000
    assert dataset["creator"]["name"] == "An institute"
    assert dataset["license"]["url"] == "https://creativecommons.org/licenses/by/4.0/"
    assert (dataset["version"], dataset["isAccessibleForFree"]) == ("2024", True)
    assert chapter["image"] == "https://example.org/report/en/card.png"
    assert (chapter["@type"], dataset["@type"]) == ("Chapter", "Dataset")
    assert chapter["isPartOf"]["@type"] == "Report"
    base = "https://example.org/report/en/2024"
    assert dataset["url"] == f"{base}/enterprises.html#enterprises_by_province"
    assert dataset["distribution"] == [
        {
            "@type": "DataDownload",
            "encodingFormat": "text/csv",
            "contentUrl": f"{base}/data/provinces.csv",
        }
    ]
    assert f'<link rel="canonical" href="{base}/enterprises.html">' in html
    assert 'property="og:image" content="https://example.org/report/en/card.png"' in html
    for code, address in (
        ("zh-Hans", "https://example.org/report/zh/2024/enterprises.html"),
        ("en", f"{base}/enterprises.html"),
        ("x-default", "https://example.org/report/"),
    ):
        assert f'hreflang="{code}" href="{address}"' in html
    front = (site / "zh/2024/index.html").read_text("utf-8")
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', front)
    (report,) = json.loads(block)["@graph"]
    assert [part["name"] for part in report["hasPart"]] == ["企业", "创新生态"]
    assert report["workTranslation"][0]["inLanguage"] == "en"


def test_feeds_sitemap_and_records_are_there_and_well_formed(written: Path) -> None:
    site = written / "site"
    atom = "{http://www.w3.org/2005/Atom}"
    feed = ElementTree.parse(site / "zh/feed.xml").getroot()
    entries = feed.findall(f"{atom}entry")
    assert [entry.findtext(f"{atom}title") for entry in entries] == [
        "样本报告2024",
        "样本报告2023",
    ]
    ids = [feed.findtext(f"{atom}id"), *(entry.findtext(f"{atom}id") for entry in entries)]
    assert len(set(ids)) == 3
    assert feed.findtext(f"{atom}updated") == "2024-06-20T00:00:00Z"
    addresses = (
        ElementTree.parse(site / "sitemap.xml")
        .getroot()
        .iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    )
    listed = {address.text for address in addresses}
    assert "https://example.org/report/en/2024/enterprises.html" in listed
    for name in ("index", "enterprises", "enterprises_by_province"):
        for suffix in ("bib", "ris"):
            assert (site / f"zh/2024/cite/{name}.{suffix}").stat().st_size
    assert b"\r\nER  - \r\n" in (site / "zh/2024/cite/index.ris").read_bytes()
    assert (site / "CITATION.cff").read_text("utf-8").startswith("cff-version: 1.2.0")


def _links(html: str) -> dict[str, str]:
    """Return the canonical address of a page ("canonical") and its versions by language."""
    found = dict(re.findall(r'<link rel="?\s?alternate"? hreflang="([^"]+)" href="([^"]+)"', html))
    canonical = re.findall(r'<link rel="canonical" href="([^"]+)"', html)
    return found | ({"canonical": canonical[0]} if canonical else {})


def test_addresses_agree_wherever_a_page_is_named(written: Path) -> None:
    site = written / "site"
    base = "https://example.org/report/"
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    link = "{http://www.w3.org/1999/xhtml}link"
    listed = {
        url.findtext(f"{space}loc"): {
            one.get("hreflang"): one.get("href") for one in url.iter(link)
        }
        for url in ElementTree.parse(site / "sitemap.xml").getroot()
    }
    pages = [path for code in ("zh", "en") for path in (site / code).rglob("*.html")]
    own = {path for path in pages if "embed" not in path.parts}
    assert len(listed) == len(own) > 8
    for path in own:
        links = _links(path.read_text("utf-8"))
        address = base + path.relative_to(site).as_posix()
        code = "zh-Hans" if path.is_relative_to(site / "zh") else "en"
        assert links.pop("canonical") == address
        assert links.pop("x-default") == base
        # Each version names itself and the others, as the sitemap does.
        assert links == listed[address]
        assert links[code] == address
        for other in links.values():
            assert (site / other.removeprefix(base)).is_file()
    feed = ElementTree.parse(site / "en/feed.xml").getroot()
    hrefs = [one.get("href") or "" for one in feed.iter("{http://www.w3.org/2005/Atom}link")]
    assert len(hrefs) == 4
    assert all((site / href.removeprefix(base)).is_file() for href in hrefs)


@pytest.mark.slow
def test_without_an_address_nothing_pretends_to_have_one(unaddressed: Path) -> None:
    site = unaddressed
    assert not (site / "sitemap.xml").exists()
    for path in (*site.glob("*/*.html"), *site.glob("*/*/*.html")):
        html = path.read_text("utf-8")
        assert _links(html) == {}
        for name in ("og:url", "og:image", "twitter:card"):
            assert name not in html
        for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html):
            addresses = re.findall(r'"(?:url|image|contentUrl)": "([^"]*)"', block)
            for address in addresses:
                known = address.startswith("https://creativecommons.org/")
                target = path.parent / address.partition("#")[0]
                assert known or target.is_file(), (path, address)
    assert "url" not in (site / "CITATION.cff").read_text("utf-8")
    assert "url =" not in (site / "zh/2024/cite/index.bib").read_text("utf-8")
    assert "UR  -" not in (site / "zh/2024/cite/index.ris").read_text("utf-8")


@pytest.mark.slow
def test_language_models_are_told_what_there_is(written: Path, unaddressed: Path) -> None:
    # The sample's own address is not this folder: without one, links are those of files.
    text = (unaddressed / "llms.txt").read_text("utf-8")
    title, *rest = text.splitlines()
    assert title.startswith("# ")
    assert rest[1].startswith("> ")
    links = re.findall(r"^- \[.+\]\((.+)\)$", text, re.M)
    for language in ("zh", "en"):
        for path in ("2024/index.html", "2024/report.pdf", "2023/enterprises.html"):
            assert f"{language}/{path}" in links
    assert all((unaddressed / link).is_file() for link in links)
    addressed = (written / "site/llms.txt").read_text("utf-8")
    assert re.findall(r"\]\((?!https://)", addressed) == []


def test_a_figure_has_a_page_of_its_own(written: Path) -> None:
    site = written / "site"
    own = (site / "en/2024/embed/enterprises_by_province.html").read_text("utf-8")
    assert '<html lang="en"' in own
    assert "../enterprises.html#enterprises_by_province" in own
    assert 'rel="canonical" href="https://example.org/report/en/2024/enterprises.html"' in own
    assert "dz-tools" not in own
    # The edition's front page leads to it and to its table.
    front = (site / "en/2024/index.html").read_text("utf-8")
    assert 'href="enterprises.html#enterprises_by_province"' in front
    assert 'href="data/provinces.csv" aria-label="Figure\u00a03 CSV" download' in front


def test_both_languages_have_the_same_anchors(written: Path) -> None:
    for page in ("2024/enterprises.html", "2024/ecosystem.html", "glossary.html"):
        zh, en = (
            set(scan((written / "site" / language / page).read_text("utf-8")).ids)
            for language in ("zh", "en")
        )
        assert zh == en


def test_a_second_run_changes_nothing_and_builds_nothing(written: Path) -> None:
    site = sample_site(written / "files")
    logs = {path: path.stat().st_mtime_ns for path in (written / "work").glob("*.log")}
    assert len(logs) == 2
    before = {path: (written / "site" / path).read_bytes() for path in listing(written / "site")}
    write(site, written / "site", written / "work")
    assert {path: path.stat().st_mtime_ns for path in logs} == logs
    assert {path: (written / "site" / path).read_bytes() for path in before} == before


def test_broken_links_are_all_named_and_the_last_good_site_stays(
    written: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    site = sample_site(written / "files")
    before = listing(written / "site")
    text = (
        "# 企业 {#enterprises}\n\n[甲](ecosystm.md)、[乙](ecosystem.md#netwrk)、"
        "[丙](#siz)\n\n## 规模 {#size}\n\n文字。\n\n## 又一节 {#size}\n\n文字。\n"
    )
    with pytest.raises(Problems) as caught:
        write(
            with_chapter(site, "zh", "enterprises", text),
            written / "site",
            written / "work",
        )
    found = {(d.rule, str(d.place)): d for d in caught.value.diagnostics}
    place = "report/zh/2024/enterprises.md"
    for rule in ("broken-page-link", "broken-anchor", "repeated-id"):
        assert (rule, place) in found
    hints = [d.hint.en for d in caught.value.diagnostics if d.hint]
    assert "did you mean “ecosystem.html”?" in hints
    assert "did you mean “network”?" in hints
    assert "did you mean “size”?" in hints
    assert listing(written / "site") == before
    assert not [path for path in written.iterdir() if path.name.startswith(".site")]
    output = capfd.readouterr()
    assert (output.out, output.err) == ("", "")


@pytest.mark.slow
def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    site = sample_site(tmp_path / "files")
    edition = site.editions[0]
    missing = {"zh": (Download(tmp_path / "no.pdf", "PDF"),)}
    changed = replace(site, editions=(replace(edition, downloads=missing), *site.editions[1:]))
    with pytest.raises(Problems) as caught:
        write(changed, tmp_path / "site", tmp_path / "work")
    assert [d.rule for d in caught.value.diagnostics] == ["missing-file"]
    assert not (tmp_path / "site").exists()


@pytest.mark.slow
def test_what_stops_mkdocs_is_a_finding_and_is_tried_again(tmp_path: Path) -> None:
    site = sample_site(tmp_path / "files")
    look = tmp_path / "mkdocs.yml"
    look.write_text("extra: {analytics: {provider: no/such}}\n", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(Problems) as caught:
            write(site, tmp_path / "site", tmp_path / "work", look)
        assert {d.rule for d in caught.value.diagnostics} == {"site-build"}
        assert not any("Traceback" in d.message.en for d in caught.value.diagnostics)
    look.unlink()
    write(site, tmp_path / "site", tmp_path / "work", look)
    assert (tmp_path / "site" / "index.html").is_file()


def test_a_look_with_an_unknown_key_is_refused(tmp_path: Path) -> None:
    look = tmp_path / "mkdocs.yml"
    look.write_text("plugin: []\n", encoding="utf-8")
    with pytest.raises(Problems) as caught:
        write(sample_site(tmp_path / "files"), tmp_path / "site", tmp_path / "work", look)
    (finding,) = caught.value.diagnostics
    assert str(finding).startswith("Diagnostic(rule='unknown-key'")
    assert finding.place.path == "mkdocs.yml"


def test_files_of_a_look_are_there_and_are_what_they_are_for(tmp_path: Path) -> None:
    (tmp_path / "look").mkdir()
    for name in ("logo.svg", "own.css", "own.js"):
        (tmp_path / "look" / name).write_text("", encoding="utf-8")
    (tmp_path / "secret.css").write_text("", encoding="utf-8")
    text = (
        "theme: {logo: look/logo.svg, favicon: look/own.css}\n"
        "extra_css: [look/own.css, look/own.cs, look/owm.css, secret.css, look/../secret.css]\n"
        "extra_javascript: [look/own.js, https://example.org/a.js]\n"
    )
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    found = [(d.place.line, d.rule, d.text("en")) for d in read_look(tmp_path).findings]
    assert [one[:2] for one in found] == [
        (1, "wrong-value"),
        (2, "wrong-value"),
        *[(2, "missing-file")] * 3,
        (3, "missing-file"),
    ]
    assert "did you mean “look/own.css”" in found[2][2]
    assert "name it look/its-name" in found[5][2]


def test_values_are_safe_and_marked_when_modelled() -> None:
    html = value_html("1.5", "1.5", 'a["x"] < b_c * `d`', "derived", "en")
    assert html.startswith('<data value="1.5" data-of="')
    assert html.split("data-of=")[1].split(" data-status")[0] == (
        '"a[&quot;x&quot;] &lt; b_c * `d`"'
    )
    assert html.endswith(">1.5</data>")
    modelled = value_html("1.5", "1.5", "a.b", "modelled", "en")
    assert modelled.startswith('<data value="1.5"')
    assert "Modelled value" in modelled.split("</data>")[1]


def test_tables_head_their_rows_and_columns() -> None:
    html = table_html(
        "t",
        "t-table",
        Caption("Table 1", "T"),
        [Cell("a"), Cell("b", True)],
        [[Cell("x"), Cell("", True)]],
        "en",
    )
    assert '<th scope="col">a</th><th scope="col" class="dz-number">b</th>' in html
    assert '<th scope="row">x</th>' in html
    assert 'title="Not published"' in html
    assert '<caption id="t-table-title">' in html


def test_links_are_followed_from_the_page_they_stand_on() -> None:
    pages = {
        "zh/2024/a.html": scan('<a href="../glossary.html#b">x</a><a href="https://e.org/">y</a>'),
        "zh/glossary.html": scan('<h2 id="b">b</h2><a href="2024/a.html">a</a><a href="#">t</a>'),
        "404.html": scan('<a href="/base/zh/glossary.html">home</a><img src="/base/no.png">'),
    }
    found = broken(pages, [], lambda path: path, "/base/")
    assert [(d.rule, d.place.path) for d in found] == [("broken-page-link", "404.html")]


def test_search_reads_headings_figures_and_tables_but_not_marks() -> None:
    text = (
        "# 企业 {#top}\n\n甲*乙*。[^n]\n\n{% figure enterprises_by_province %}\n\n图后的话。\n\n"
        "## 规模 {#s}\n\n| 甲 | 乙 |\n|---|---|\n| 1 | 2 |\n\n[^n]: 注文。\n"
    )
    found = sections(blocks_of(text, "zh"), "zh")
    assert [(s.place, s.title, s.text) for s in found] == [
        ("", "企业", "甲乙。图后的话。"),
        (
            "#enterprises_by_province",
            "图3 企业数最多的省份",
            "条形图：北京市最多，广东省次之。含模拟值，并非公布值",
        ),
        ("#s", "规模", "甲 乙 1 2 注文。"),
    ]


@pytest.mark.parametrize(
    ("language", "text", "html"),
    [
        ("en", "根技术 (summary); core", '<span lang="zh-Hans">根技术</span> (summary); core'),
        ("en", "0 (二分网络没有三角形)", '0 (<span lang="zh-Hans">二分网络没有三角形</span>)'),
        ("zh", "原文作core technologies。", '原文作<span lang="en">core technologies</span>。'),
        ("zh", "Intel与A < B", "Intel与A &lt; B"),
    ],
)
def test_words_of_the_other_language_say_so(language: str, text: str, html: str) -> None:
    assert foreign_html(text, language) == html


class _Scripts(HTMLParser):
    """Collects what a page would run or load by itself, and where its text says `hostile`."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "script" and "src" not in given and "json" not in (given.get("type") or ""):
            self.found.append(tag)
        self.found += [name for name, _ in attrs if name.startswith("on")]


@pytest.mark.slow
def test_plain_text_stays_text_on_every_page(tmp_path: Path) -> None:
    hostile = '<script>alert(1)</script><b onclick="x">&amp;"'
    words = Words(hostile, hostile)
    site = sample_site(tmp_path / "files")
    entry = Entry("term", hostile, hostile, (hostile,), hostile)
    editions = tuple(
        replace(
            edition,
            title=words,
            subtitle=words,
            introduction={"zh": hostile, "en": hostile},
            pages={
                language: tuple(
                    replace(
                        page,
                        title=hostile,
                        description=hostile,
                        headings=tuple(replace(one, title=hostile) for one in page.headings),
                    )
                    for page in pages
                )
                for language, pages in edition.pages.items()
            },
        )
        for edition in site.editions
    )
    glossary = {language: (glossary_page([entry], language),) for language in ("zh", "en")}
    changed = replace(
        site,
        name=words,
        description=words,
        publisher=words,
        licence=words,
        about=words,
        editions=editions,
        pages=glossary,
    )
    with suppress(Problems):  # links to the terms that are gone
        write(changed, tmp_path / "site", tmp_path / "work")
    pages = [*(tmp_path / "work/out").rglob("*.html"), *(tmp_path / "site").rglob("*.html")]
    assert len(pages) > 8
    for page in pages:
        html = page.read_text("utf-8")
        assert _Scripts(html).found == [], page
        assert "Content-Security-Policy" in html
        # Nothing is escaped twice either.
        assert "&amp;lt;" not in html
