"""A small site of hand-written chapters: two editions, two chapters, every block kind."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from duizhao.charts import Cell as DataCell
from duizhao.charts import ChartData, Column, Name, draw, javascript
from duizhao.charts.forms.bars import Bars
from duizhao.diagnostics import Words
from duizhao.document.tree import Text
from duizhao.expressions.value import Reference, Value
from duizhao.render.citations import Work
from duizhao.render.context import Numbering
from duizhao.render.render import FigureNode, FinishedBlock, TableNode
from duizhao.render.term_links import TermLink
from duizhao.render.views import CellView, FigureView, TableView
from duizhao.site import Download, Edition, Highlight, Page, PageFigure, Site
from duizhao.site.article import Article, headings, places
from duizhao.site.blocks import (
    SCHEMES,
    Caption,
    Cell,
    Picture,
    Scheme,
    Width,
    figure_html,
    grid_html,
    table_html,
    value_html,
)
from duizhao.site.glossary import Entry, glossary_page
from duizhao.site.search_text import sections
from duizhao.site.target import SiteTarget
from duizhao.site.toolbar import Tools, toolbar_html
from tests.browser.sample_answers import TERM, answers, terms
from tests.documents import finished_blocks

FILES = {"csv": "data/provinces.csv", "svg": "charts/provinces-light-wide.svg"}
SHARES = (("beijing", "北京市", "Beijing", "29.04"), ("guangdong", "广东省", "Guangdong", "17.21"))
ALT = {
    "zh": "条形图：北京市最多，广东省次之。",
    "en": "Bar chart: Beijing has the most, Guangdong follows.",
}


def drawn(folder: Path, language: str) -> dict[tuple[Scheme, Width], tuple[Picture, Path, Path]]:
    """Draw the chart in both schemes and widths; return each as picture, SVG and Vega file."""
    names = [(id_, zh if language == "zh" else en, share) for id_, zh, en, share in SHARES]
    data = ChartData(
        figure="enterprises_by_province",
        title="",
        alt=ALT[language],
        row_title={"zh": "省份", "en": "Province"}[language],
        rows=tuple(Name(id_, name) for id_, name, _ in names),
        columns=(Column("share", {"zh": "占比", "en": "Share"}[language], "percent", 2),),
        cells=tuple((DataCell(Decimal(share)),) for _, _, share in names),
        chart=Bars(form="bars", value="share"),
    )
    found: dict[tuple[Scheme, Width], tuple[Picture, Path, Path]] = {}
    widths: tuple[tuple[Width, int], ...] = (("wide", 680), ("phone", 360))
    for scheme in SCHEMES:
        for width, pixels in widths:
            drawing = draw(data, language, scheme, pixels)
            path = f"charts/provinces-{scheme}-{width}.svg"
            svg = folder / language / path
            svg.parent.mkdir(parents=True, exist_ok=True)
            svg.write_text(drawing.svg, encoding="utf-8")
            vega = svg.with_suffix(".vega")
            vega.write_text(json.dumps(drawing.vega, ensure_ascii=False), encoding="utf-8")
            found[scheme, width] = (Picture(path, drawing.width, drawing.height), svg, vega)
    return found


def tools(language: str) -> str:
    """Return the bar under the figure."""
    work = Work(
        "figure",
        "provinces",
        language,
        {"zh": "企业数最多的省份", "en": "Provinces with the most enterprises"}[language],
        {"zh": "某研究所", "en": "An institute"}[language],
        datetime.date(2024, 6, 20),
        "",
        {"zh": "样本报告", "en": "Sample report"}[language],
        "3",
    )
    records = {kind: f"cite/enterprises_by_province.{kind}" for kind in ("bib", "ris")}
    given = Tools(
        work,
        FILES,
        records,
        "#enterprises_by_province",
        "embed/enterprises_by_province.html",
        480,
    )
    rows = [
        [
            Cell(zh if language == "zh" else en),
            Cell(value_html(share, f"{share}%", f"p.{id_}.share", "published", language), True),
        ]
        for id_, zh, en, share in SHARES
    ]
    grid = grid_html("provinces", [Cell("p"), Cell("%", True)], rows, language)
    return toolbar_html("enterprises_by_province", "P", given, grid, language)


def figure(
    language: str, pictures: Mapping[tuple[Scheme, Width], Picture], *, alone: bool = False
) -> str:
    """Return the figure's HTML, with its bar unless it stands alone on its own page."""
    up = "../" if alone else ""
    pictures = {key: replace(one, path=f"{up}{one.path}") for key, one in pictures.items()}
    label = {"zh": "图3", "en": "Figure\u00a03"}[language]
    title = {"zh": "企业数最多的省份", "en": "Provinces with the most enterprises"}[language]
    note = {"zh": "不含港澳台。", "en": "Hong Kong, Macao and Taiwan are left out."}[language]
    source = {"zh": "样本企业", "en": "the sample of enterprises"}[language]
    return figure_html(
        "enterprises_by_province",
        "enterprises_by_province",
        Caption(label, title, note, source),
        pictures,
        ALT[language],
        language,
        chart=f"{up}charts/provinces.js",
        modelled=True,
        tools="" if alone else tools(language),
    )


def page_figure(language: str, pictures: Mapping[tuple[Scheme, Width], Picture]) -> PageFigure:
    """Return the figure as a thing to take away."""
    return PageFigure(
        name="enterprises_by_province",
        anchor="enterprises_by_province",
        label={"zh": "图3", "en": "Figure\u00a03"}[language],
        title={"zh": "企业数最多的省份", "en": "Provinces with the most enterprises"}[language],
        description=ALT[language],
        html=figure(language, pictures, alone=True),
        files=FILES,
        variables=("p", "%"),
    )


def table(language: str) -> str:
    """Return a wide table's HTML, one of its cells modelled and one missing."""
    head = {
        "zh": ("省份", "企业数（家）", "占比", "专利数（件）", "专利占比", "平均度"),
        "en": ("Province", "Enterprises", "Share", "Patents", "Share of patents", "Mean degree"),
    }[language]
    rows = [
        [
            Cell(zh if language == "zh" else en),
            Cell(value_html("1252", "1,252", f"t.{id_}.count", "modelled", language), True, True),
            Cell(value_html(share, f"{share}%", f"t.{id_}.share", "published", language), True),
            Cell("", True),
            Cell("31.10%", True),
            Cell("2.555", True),
        ]
        for id_, zh, en, share in SHARES
    ]
    title = {"zh": "省份比较", "en": "Provinces compared"}[language]
    label = {"zh": "表1", "en": "Table\u00a01"}[language]
    header = [Cell(text, i > 0) for i, text in enumerate(head)]
    return table_html("provinces", "provinces-table", Caption(label, title), header, rows, language)


NUMBERING = Numbering(
    {"enterprises_by_province": 3},
    {"provinces": 1},
    {"enterprises_by_province": "enterprises", "provinces-table": "enterprises"},
)


class _Target(SiteTarget):
    """Shows the sample's own figure and table."""

    def figure(self, view: FigureView) -> str:
        return figure(self.language, self.pictures["enterprises_by_province"])

    def table(self, view: TableView) -> str:
        return table(self.language)


def _views(language: str) -> tuple[FigureNode, TableNode]:
    """Return the figure and the table as the site's search reads them."""
    names = tuple(zh if language == "zh" else en for _, zh, en, _ in SHARES)
    label = {"zh": ("图3", "表1"), "en": ("Figure\u00a03", "Table\u00a01")}[language]
    titles = {
        "zh": ("企业数最多的省份", "省份比较"),
        "en": ("Provinces with the most enterprises", "Provinces compared"),
    }[language]
    rows = tuple(
        (CellView(name), CellView(share)) for name, (*_, share) in zip(names, SHARES, strict=True)
    )
    header, numeric = ("p", "%"), (False, True)
    data = TableView("provinces", "provinces-table", label[1], titles[1], header, numeric, rows)
    own = FigureView(
        "enterprises_by_province",
        "enterprises_by_province",
        label[0],
        titles[0],
        ALT[language],
        "",
        "",
        True,
        data,
    )
    return FigureNode(own), TableNode(data)


def blocks_of(text: str, language: str) -> tuple[FinishedBlock, ...]:
    """Return a chapter of the sample, finished."""
    own, data = _views(language)
    address = "enterprises_by_province.beijing.share"
    edges = Value("network.edges", Decimal(91158), "count", 0, "computed")
    results: dict[str, object] = {
        "share": Value(address, Decimal("29.04"), "percent", 2, "published"),
        "network": edges,
        "ref": Reference("enterprises_by_province", "figure"),
        "term": TermLink((Text(TERM[language]),), "technology_provision"),
        "enterprises_by_province": own,
        "provinces": data,
    }
    return finished_blocks(text, language, results, NUMBERING)


def page_of(
    page: Page, blocks: tuple[FinishedBlock, ...], pictures: _Pictures, language: str
) -> Page:
    """Return the page with these blocks on it."""
    own = {"enterprises_by_province": pictures}
    target = _Target(language, page.slug, NUMBERING, own, {})
    return replace(
        page,
        html=Article(target).html(blocks),
        headings=headings(blocks),
        sections=sections(blocks, language, own),
        places=places(blocks),
    )


_Pictures = Mapping[tuple[Scheme, Width], Picture]


def chapters(
    language: str, folder: str, pictures: Mapping[tuple[Scheme, Width], Picture]
) -> tuple[Page, ...]:
    """Return the chapters of one edition."""
    if language == "zh":
        enterprises = f"""# 企业 {{#enterprises}}

样本覆盖全国。北京市的企业占{{{{ share }}}}，见{{{{ ref }}}}，
广东省次之。“{{{{ term }}}}”一词在本章首次出现——定义见[术语表](glossary.md#technology_provision)。

## 地区分布 {{#regions}}

{{% figure enterprises_by_province %}}

{"京津冀、长三角和珠三角集中了大部分企业，其余地区合计不足三成。" * 8}

### 省份比较 {{#provinces-compared}}

{{% table provinces %}}

{"各省之间的差距仍在扩大，但速度放缓。" * 12}

## 规模 {{#size}}

{"多数企业的人数在两百人以下，规模以上的不多；行业仍由中小企业构成。" * 10}

- 小型企业为主
- 大型企业集中在少数城市

> 引用一段说明，并不代表观点。[^1]

[^1]: 注文里也有数值：{{{{ share }}}}。

| 人数 | 企业数 |
|---|--:|
| 不足200人 | 3210 |

## 上市情况 {{#listing}}

{"上市公司只占一小部分。" * 20}
"""
        second = f"""# 创新生态 {{#ecosystem}}

2023年的网络有{{{{ network }}}}条关系。参见[企业一章](enterprises.md#regions)。

## 价值网络 {{#network}}

{"网络分析显示，少数节点拥有多数联系。平均路径长度缩短，聚类系数上升。" * 12}

## 技术合作 {{#cooperation}}

{"合作关系以大数据和云计算为主，其次是物联网。" * 20}

## 产业 {{#industries}}

{"第三产业占多数。" * 40}
"""
        titles = ("企业", "创新生态")
        texts = ("样本企业在哪里、有多大、有多老", "企业之间的关系网络")
    else:
        enterprises = f"""# Enterprises {{#enterprises}}

The sample covers the whole country. Beijing holds {{{{ share }}}} of the enterprises
({{{{ ref }}}}); Guangdong follows. The term “{{{{ term }}}}” is
[defined in the glossary](glossary.md#technology_provision).

## Regions {{#regions}}

{{% figure enterprises_by_province %}}

{"Three metropolitan areas hold most of the enterprises; the rest has under a third. " * 8}

### Provinces compared {{#provinces-compared}}

{{% table provinces %}}

{"The gap between the provinces still widens, though more slowly. " * 12}

## Size {{#size}}

{"Most enterprises employ fewer than two hundred people. " * 10}

- Mostly small enterprises
- Large ones gather in a few cities

> A quotation, which need not be our view.[^1]

[^1]: A note may hold a value, too: {{{{ share }}}}.

| Staff | Enterprises |
|---|--:|
| Under 200 | 3,210 |

## Listing {{#listing}}

{"Only a small part is listed. " * 20}
"""
        second = f"""# Innovation ecosystem {{#ecosystem}}

In 2023 the network has {{{{ network }}}} relations. See [Enterprises](enterprises.md#regions).

## The value network {{#network}}

{"A few nodes of the network hold most of the ties, and paths grow shorter. " * 12}

## Technology cooperation {{#cooperation}}

{"Big data and cloud computing come first, the internet of things second. " * 20}

## Industries {{#industries}}

{"The tertiary sector has the majority. " * 40}
"""
        titles = ("Enterprises", "Innovation ecosystem")
        texts = (
            "Where the sampled enterprises are, how large and how old",
            "The network of relations between enterprises",
        )
    pages = [
        Page(
            slug,
            title,
            "",
            f"report/{language}/{folder}/{slug}.md",
            description,
            figures=(page_figure(language, pictures),) if slug == "enterprises" else (),
            card=f"{language}/card.png",
            answers=answers(language) if slug == "enterprises" else {},
            terms=terms(language) if slug == "enterprises" else {},
        )
        for slug, title, description in zip(
            ("enterprises", "ecosystem"), titles, texts, strict=True
        )
    ]
    made = [
        page_of(page, blocks_of(text, language), pictures, language)
        for page, text in zip(pages, (enterprises, second), strict=True)
    ]
    return tuple(made if folder == "2024" else made[:1])


GLOSSARY = {
    "zh": [
        Entry(
            "technology_provision",
            "技术赋能",
            "技术赋能",
            (),
            "一方的技术用于另一方的产品或流程。",
        ),
        Entry("location_quotient", "区位商", "区位商", (), "某地某业的份额与全国份额之比。"),
    ],
    "en": [
        Entry(
            "technology_provision",
            "Technology provision",
            "Technology provision",
            (),
            "One party's technology put to use in another's product or process.",
        ),
        Entry(
            "location_quotient",
            "Location quotient",
            "Location quotient",
            (),
            "A place's share of an industry over its share of the whole.",
        ),
    ],
}


def sample_site(folder: Path) -> Site:
    """Return the site; its pictures and a stand-in for a PDF are written to `folder`."""
    made = {language: drawn(folder, language) for language in ("zh", "en")}
    assets = {}
    charts = {}
    for language, media in made.items():
        for edition in ("2024", "2023"):
            assets |= {f"{language}/{edition}/{one.path}": svg for one, svg, _ in media.values()}
            charts[f"{language}/{edition}/charts/provinces.js"] = {
                medium: vega for medium, (_, _, vega) in media.items()
            }
    data = folder / "provinces.csv"
    data.write_text("p,%\n", encoding="utf-8")
    for language in ("zh", "en"):
        assets[f"{language}/card.png"] = data
        for edition in ("2024", "2023"):
            assets[f"{language}/{edition}/data/provinces.csv"] = data
    pdf = folder / "report.pdf"
    pdf.write_bytes(b"%PDF-1.7\n")
    editions = tuple(
        Edition(
            name=name,
            title=Words(f"样本报告{name}", f"Sample report {name}"),
            subtitle=Words("从企业到网络：一年的变化", "From enterprises to networks: a year"),
            date=datetime.date(int(name), 6, 20),
            pages={
                language: chapters(
                    language, name, {medium: one for medium, (one, _, _) in media.items()}
                )
                for language, media in made.items()
            },
            downloads={
                "zh": (Download(pdf, "下载PDF"),),
                "en": (Download(pdf, "Download the PDF"),),
            },
            highlights={
                language: tuple(
                    Highlight(
                        value_html(number, text, f"sample.{id_}", "published", language),
                        label[language],
                        "enterprises.html#regions",
                    )
                    for id_, number, text, label in (
                        ("enterprises", "4311", "4311", {"zh": "家样本企业", "en": "enterprises"}),
                        (
                            "share",
                            "29.04",
                            "29.04%",
                            {"zh": "在北京市", "en": "of them in Beijing"},
                        ),
                        ("edges", "91158", "91158", {"zh": "条关系", "en": "relations"}),
                    )
                )
                for language in ("zh", "en")
            },
        )
        for name in ("2024", "2023")
    )
    return Site(
        name=Words("样本产业报告", "Sample Industry Report"),
        description=Words("数据算出来的双语年度报告", "A bilingual annual report, computed"),
        publisher=Words("某研究所", "An institute"),
        licence=Words("文字与图表：CC BY 4.0", "Text and figures: CC BY 4.0"),
        url="https://example.org/report/",
        languages=("zh", "en"),
        editions=editions,
        pages={
            language: (replace(glossary_page(entries, language), source="glossary/terms.yml"),)
            for language, entries in GLOSSARY.items()
        },
        assets=assets,
        charts=charts,
        runtime=javascript(folder),
        spellings=(
            ("技术赋能", "technology provision"),
            ("区位商", "location quotient", "LQ"),
            ("北京市", "北京", "Beijing"),
            ("5G技术", "5G"),
        ),
    )


def with_chapter(site: Site, language: str, slug: str, text: str) -> Site:
    """Return the site with the text of one chapter of its first edition replaced."""
    edition = site.editions[0]
    pages = tuple(
        page_of(page, blocks_of(text, language), {}, language) if page.slug == slug else page
        for page in edition.pages[language]
    )
    changed = replace(edition, pages={**edition.pages, language: pages})
    return replace(site, editions=(changed, *site.editions[1:]))
