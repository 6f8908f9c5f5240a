"""A small book on libraries in both languages, with everything that a chapter may hold."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from duizhao.book import Book, Caption, Cell, Chapter, figure_block, table_block
from duizhao.book.pandoc_tree import Anchors, Writer
from duizhao.book.target import PrintTarget
from duizhao.expressions.value import Reference, Value
from duizhao.render.context import Numbering
from duizhao.render.render import FinishedBlock, FinishedChapter
from tests.documents import finished_blocks

LANGUAGES = ("zh", "en")

TEXT = {
    "zh": {
        "title": "城市图书馆年度报告",
        "subtitle": "借阅、馆藏与读者：一座城市的阅读账本",
        "publisher": "市图书馆协会",
        "overview": "总览",
        "loans": "借阅",
        "method": "方法与数据",
        "scope": "统计范围",
        "branches": "各分馆的借阅",
        "table": "分馆借阅量",
        "figure": "分馆借阅量占比",
        "alt": "横条图：中心馆最高，其余分馆依次递减。",
        "note": "占比按全年借阅总量计算。",
        "source": "协会年报（表2）；模型微观数据",
        "branch": "分馆",
        "share": "占比",
        "count": "借阅量",
        "first": (
            "全市各馆全年借出图书{{ value }}册，其中“中心馆”一馆就占了将近三成。"
            "这一格局由来已久：馆舍大、开放时间长、藏书新，读者自然愿意多走几步路。[^base]\n"
            "换行之后，句子应当接着排，中间没有空格；Wi-Fi覆盖与RFID自助借还机也已在12家分馆启用，"
            "（括号）、《书名》与“引号”相邻时，标点应当挤压。\n\n"
            "从{{ figure }}可以看出，{{ table }}所列的差距并不只在首尾两端。"
            "排在中间的几家分馆彼此相差不到一个百分点，名次每年都有变动，"
            "因此**不宜**把名次当作评价。详见[统计范围](method.md#scope)和"
            "[术语表](glossary.md#loan)。"
        ),
        "footnote": "借阅量按册计，续借不重复计算；*期刊*与电子资源另行统计。",
        "more": (
            "图书馆的变化往往是安静的。十年前，读者来馆多半是为了借书；今天，他们来听讲座、"
            "陪孩子读绘本、在窗边写一个下午的论文。借阅量不再是唯一的尺度，却仍然是最诚实的尺度："
            "一本书被带回家，意味着有人愿意为它留出时间。"
        ),
        "quote": "一座城市读什么，就会成为什么。",
        "items": "- 中心馆：全年开放；\n- 社区馆：每周开放六天；\n- 流动书车：按季节排班。",
    },
    "en": {
        "title": "City Libraries Annual Report",
        "subtitle": "Loans, holdings and readers: a city's reading in numbers",
        "publisher": "Association of City Libraries",
        "overview": "Overview",
        "loans": "Loans",
        "method": "Method and data",
        "scope": "What is counted",
        "branches": "Loans by branch",
        "table": "Loans by branch",
        "figure": "Each branch's share of loans",
        "alt": "Horizontal bars: the central library leads and the other branches fall away.",
        "note": "Shares are of all loans in the year.",
        "source": "Association yearbook (table 2); modelled microdata",
        "branch": "Branch",
        "share": "Share",
        "count": "Loans",
        "first": (
            'The city\'s libraries lent {{ value }} books in the year, and the "central library"\n'
            "alone accounted for nearly three in ten of them. The pattern is an old one: a large "
            "building, long opening hours and new stock bring readers from farther away.[^base] "
            "Where a branch stands in a neighbourhood, by contrast, its readership is local, "
            "loyal and remarkably insensitive to the weather.\n\n"
            "As {{ figure }} shows, the differences listed in {{ table }} are not confined to "
            "either end. "
            "Branches in the middle lie within a percentage point of one another and change places "
            "every year, so that a rank is **not** an assessment. See "
            "[what is counted](method.md#scope) and the [glossary](glossary.md#loan)."
        ),
        "footnote": "Loans are counted by volume; renewals are not; *periodicals* stand apart.",
        "more": (
            "Libraries change quietly. Ten years ago most visitors came to borrow; today they come "
            "for a lecture, to read picture books with a child, or to write by the window for an "
            "afternoon. Loans are no longer the only measure, but they remain the most honest one: "
            "a book taken home means that somebody has set time aside for it. Understandably, the "
            "internationalisation of collections has increased interlibrary correspondence."
        ),
        "quote": "What a city reads it will become.",
        "items": "- Central library: open all year;\n- Branches: six days a week;\n- Bus: by day.",
    },
}


def svg(text: str) -> str:
    """Return a bar chart whose labels are set in the page's language."""
    bars = "".join(
        f'<rect x="150" y="{20 + 26 * i}" width="{360 - 38 * i}" height="16" fill="#0b5a6f"/>'
        f'<text x="142" y="{33 + 26 * i}" text-anchor="end" font-size="12" '
        f'font-family="Noto Sans CJK SC, sans-serif">{text}{i + 1}</text>'
        for i in range(8)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="560" height="240">{bars}</svg>'


Piece = str | Mapping[str, Any]

NUMBERING = Numbering(
    {"loans_by_branch": 1, "loans_by_year": 2},
    {"loans_by_branch": 1},
    {"loans_by_branch": "loans", "loans_by_branch-table": "loans", "loans_by_year": "loans"},
)
RESULTS = {
    "value": Value("loans.all", Decimal(4311276), "count", 0, "published"),
    "figure": Reference("loans_by_branch", "figure"),
    "table": Reference("loans_by_branch", "table"),
}


def parts(language: str, rows: int = 60) -> list[Piece]:
    """Return the chapter on loans: Markdown, and figures and tables as blocks."""
    words = TEXT[language]
    label = {"zh": ("图1", "表1", "图2"), "en": ("Figure 1", "Table 1", "Figure 2")}[language]
    caption = Caption(label[1], words["table"], words["note"], words["source"])
    table_rows = [
        [
            Cell(f"{words['branch']}{i}"),
            Cell(f"{100000 - 1234 * i:,}", numeric=True, modelled=i % 7 == 3),
            Cell(f"{29.04 - i * 0.31:.2f}%", numeric=True) if i % 11 else Cell("–"),
        ]
        for i in range(1, rows + 1)
    ]
    figure = figure_block(
        "loans_by_branch",
        Caption(label[0], words["figure"], words["note"], words["source"]),
        "charts/loans.svg",
        words["alt"],
        language,
        modelled=True,
    )
    second = figure_block(
        "loans_by_year",
        Caption(label[2], words["figure"]),
        "charts/loans.svg",
        words["alt"],
        language,
    )
    return [
        f"# {words['loans']} {{#loans}}",
        words["more"],
        f"## {words['branches']} {{#by-branch}}",
        words["first"],
        figure,
        words["more"],
        words["items"],
        "> " + words["quote"],
        f"### {words['scope']} {{#detail}}",
        words["more"],
        table_block(
            "loans_by_branch-table",
            caption,
            [words["branch"], words["count"], words["share"]],
            table_rows,
            language,
        ),
        f"## {words['method']} {{#second}}",
        words["more"],
        second,
        words["more"],
        f"[^base]: {words['footnote']}",
    ]


def chapters(
    texts: Mapping[str, Sequence[Piece]], language: str, site: str = ""
) -> Iterator[Chapter]:
    """Yield chapters made of Markdown, and of blocks that are finished."""
    finished: dict[str, list[tuple[FinishedBlock, ...] | Mapping[str, Any]]] = {}
    for name, pieces in texts.items():
        finished[name] = []
        run: list[str] = []
        for piece in (*pieces, ""):
            if isinstance(piece, str) and piece:
                run.append(piece)
                continue
            blocks = finished_blocks("\n\n".join(run) + "\n", language, RESULTS, NUMBERING)
            finished[name].append(blocks)
            run = []
            if piece:
                finished[name].append(piece)
    books = [
        FinishedChapter(
            name, language, "", "", tuple(b for one in own if isinstance(one, tuple) for b in one)
        )
        for name, own in finished.items()
    ]
    anchors = Anchors.of(books, site)
    target = PrintTarget(language, NUMBERING, {})
    for one in books:
        writer = Writer(one.name, target, anchors)
        heading = one.heading
        every = writer.blocks(one.body)
        made: list[Mapping[str, Any]] = []
        for own in finished[one.name]:
            if isinstance(own, tuple):
                count = sum(b is not heading and b.kind != "footnote" for b in own)
                made += every[:count]
                every = every[count:]
            else:
                made.append(own)
        title = texts[one.name][0]
        assert isinstance(title, str)
        assert heading is not None
        yield Chapter(
            one.name,
            title.removeprefix("# ").partition(" {")[0],
            made,
            f"report/{language}/1998/{one.name}.md",
            heading.anchor,
        )


def book(
    language: str, folder: Path, extra: Sequence[Piece] = (), site: str = "", **changes: Any
) -> Book:
    words = TEXT[language]
    (folder / "charts").mkdir(parents=True, exist_ok=True)
    (folder / "charts/loans.svg").write_text(svg(words["branch"]), encoding="utf-8")
    texts: dict[str, Sequence[Piece]] = {
        "overview": [
            f"# {words['overview']} {{#overview}}",
            f"{words['more']}[^base]",
            f"[^base]: {words['note']}",
        ],
        "loans": parts(language),
        "method": [
            f"# {words['method']} {{#method}}",
            words["more"],
            f"## {words['scope']} {{#scope}}",
            words["more"],
        ],
        **({"extra": ["# x {#x}", *extra]} if extra else {}),
    }
    fields = {
        "language": language,
        "title": words["title"],
        "subtitle": words["subtitle"],
        "edition": "1998",
        "date": datetime.date(1999, 3, 1),
        "publisher": words["publisher"],
        "chapters": tuple(chapters(texts, language, site)),
        "assets": folder,
        "imprint": ("CC BY 4.0",),
        **changes,
    }
    return Book(**fields)


def with_chapter(language: str, folder: Path, *extra: Piece, **changes: Any) -> Book:
    """Return the book with one chapter more."""
    return book(language, folder, extra, **changes)
