"""Awkward Markdown has one structure: in the tree, on the page, in the PDF, in text and in search.

Every fragment goes through a real build of a project that has nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from duizhao import project, site
from duizhao.book import assemble
from duizhao.diagnostics import Findings
from duizhao.document import tree
from duizhao.document.plain import plain
from duizhao.document.tree import Node
from duizhao.edition import load
from duizhao.project import glossary
from duizhao.site import assemble as website


@dataclass(frozen=True)
class Case:
    """A fragment: its Markdown, its structure, and its words in reading order.

    `printed` are the words as the PDF has them, `tags` its structure, where they differ.
    """

    text: str
    structure: str
    words: str
    printed: str = ""
    tags: str = ""


CASES = {
    "bold beside full-width marks": Case(
        "**注意：**请看。甲**（重点）**乙，*“强调”*的。",
        "p(strong strong em)",
        "注意：请看。甲（重点）乙，“强调”的。",
    ),
    "bold at both sides of a quotation": Case(
        "他说**“好”**，又说**《书》**也好。", "p(strong strong)", "他说“好”，又说《书》也好。"
    ),
    "bold beside half-width marks": Case(
        "**Note:**请看**(b)**乙。", "p(strong strong)", "Note:请看(b)乙。"
    ),
    "bold in emphasis": Case("*甲**乙**丙*", "p(em(strong))", "甲乙丙", tags="em em(strong) em"),
    "nested with two spaces": Case(
        "- 甲项\n  - 乙项\n- 丁项\n\n1. 一\n2. 二",
        "ul(li(ul(li)) li) ol(li li)",
        "甲项 乙项 丁项 一 二",
    ),
    "nested with three spaces": Case(
        "1. 甲\n   - 乙\n     1. 丙\n2. 丁", "ol(li(ul(li(ol(li)))) li)", "甲 乙 丙 丁"
    ),
    "two paragraphs in an item": Case(
        "1. 甲项\n\n   续段甲。\n\n2. 乙项", "ol(li(p p) li(p))", "甲项 续段甲。 乙项"
    ),
    "a list right behind a paragraph": Case("前文：\n- 甲\n- 乙", "p ul(li li)", "前文： 甲 乙"),
    "a list that starts at three": Case("3. 丙\n4. 丁", "ol(li li)", "丙 丁"),
    "code in an item": Case(
        "- 甲\n\n  ```\n  x = 1\n  ```\n\n- 乙", "ul(li(p pre) li(p))", "甲 x = 1 乙"
    ),
    "a bar in code in a table": Case(
        "| 名 | 注 |\n|---|--:|\n| 甲 | `a\\|b` |\n| **乙** | 丙\\|丁 |",
        "table(tr(cell cell) tr(cell cell(code)) tr(cell(strong) cell))",
        "名 注 甲 a|b 乙 丙|丁",
    ),
    "an expression with a bar in a table": Case(
        '| 名 | 数 |\n|---|---|\n| 甲 | {{ names["a|b"] }} |',
        "table(tr(cell cell) tr(cell cell))",
        "名 数 甲 A*STAR",
    ),
    "names full of marks": Case(
        '甲{{ names["a|b"] }}乙{{ names.x_y }}，{{ names.html }}和{{ names.link }}。',
        "p",
        "甲A*STAR乙x_y_z，<b>和[方](圆)。",
    ),
    "an expression in code": Case('`{{ names["a|b"] }} x`', "p(code)", "A*STAR x"),
    "marks that are letters": Case(
        r"2 \* 3，snake_case_name，5 * 6，\#1，\[x\]，a\_b。",
        "p",
        "2 * 3，snake_case_name，5 * 6，#1，[x]，a_b。",
    ),
    "lines that join": Case("处理𠮷\n𠮷字，\n「甲」\nカナ", "p", "处理𠮷𠮷字，「甲」カナ"),
    "a line that is broken": Case("第一行\\\n次行", "p(br)", "第一行 次行"),
    "a quotation with a list": Case(
        "> 引文。\n>\n> - 甲\n> - 乙", "quote(p ul(li li))", "引文。 甲 乙"
    ),
    "a callout": Case(
        "> [!WARNING]\n> 这里是**提示**。\n>\n> 第二段。",
        "box(p(strong) p)",
        "这里是提示。 第二段。",
    ),
    "a rule": Case("前文。\n\n---\n\n后文。", "p rule p", "前文。 后文。"),
    "closing marks of a heading": Case("### 语言C# ###\n\n文。", "h p", "语言C# 文。"),
    "formulas": Case(
        "费用US$5，$x_1^2$；\n\n$$\n\\frac{a}{b}\n$$",
        "p(formula) formula",
        "费用US$5，x_1^2；\\frac{a}{b}",
        "费用US$5， ；",
    ),
    "small and raised": Case("H<sub>2</sub>O，x<sup>2</sup>", "p(sub sup)", "H2O，x2"),
    "a footnote called twice": Case(
        "甲[^n]，乙[^n]。\n\n[^n]: 注**文**。\n\n    第二段。",
        "p(note note)",
        "甲，乙。",
        printed="甲 ，乙 。",
        tags="link note(link strong) link",
    ),
    "links": Case(
        "见[本章](chapter.md)、[一节](chapter.md#first)、[外面](https://example.org/a_b_c)。",
        "p(link link link)",
        "见本章、一节、外面。",
    ),
    "an address in angle brackets": Case(
        "见<https://example.org/x_y_z>。", "p(link)", "见https://example.org/x_y_z。"
    ),
}
NAMES = {"a|b": "A*STAR", "x_y": "x_y_z", "html": "<b>", "link": "[方](圆)"}


@dataclass(frozen=True)
class Built:
    """What one language's build has of each fragment, in the order of the cases."""

    nodes: list[list[Node]]
    html: list[str]
    search: list[str]
    pdf_text: list[str]
    pdf_tags: list[str]
    last: str


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Built]:
    """Build the project of all fragments: the site by MkDocs, the books by Typst."""
    root = tmp_path_factory.mktemp("structure")
    both = "zh: {0}, en: {0}".format
    write(
        root / "duizhao.yml",
        "".join(f"{key}: {{{both('T')}}}\n" for key in ("name", "description", "publisher")),
    )
    write(
        root / "report/1998.yml",
        f"title: {{{both('T')}}}\nsubtitle: {{{both('S')}}}\ndate: 1998-01-01\n"
        "chapters: [chapter]\ndocuments: {}\nmicrodata: {status: computed, tables: {}}\n",
    )
    entries = (
        f"{json.dumps(id)}: {{zh: {json.dumps(name)}, en: {json.dumps(name)}}}\n"
        for id, name in NAMES.items()
    )
    write(root / "glossary/terms.yml", "".join(entries))
    parts = [f"## 第{i}例 {{#case-{i}}}\n\n{one.text}\n" for i, one in enumerate(CASES.values())]
    opening, closing = "# 章 {#top}\n\n## 首 {#first}\n\n文。\n", "## 末 {#last}\n\n完。\n"
    text = "\n".join([opening, *parts, closing])
    for language in ("zh", "en"):
        write(root / f"report/{language}/1998/chapter.md", text)
    findings = Findings()
    loaded = project.load(root)
    terms = glossary.load(root).into(findings)
    one = load.of_edition(loaded, loaded.editions[0], terms).into(findings)
    assert [finding.text("en") for finding in findings] == []
    work = root / "build"
    assemble.write(loaded, [one], {}, work)
    made = website.site_of(loaded, terms, [one], {}, work).into(findings)
    site.write(made, root / "site", work / "site")
    assert [finding.text("en") for finding in findings] == []
    return {language: _built(root, one, language) for language in ("zh", "en")}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_fragment_is_the_same_everywhere(
    built: dict[str, Built], language: str, name: str
) -> None:
    case, one, index = CASES[name], built[language], list(CASES).index(name)
    page = _Page(one.html[index])
    nodes = [node for node in one.nodes[index] if not isinstance(node, tree.Note)]
    assert " ".join(map(_outline, nodes)) == case.structure
    assert page.structure == case.structure
    assert _printed(one.pdf_tags[index]) == _printed(case.tags or case.structure)
    words = "".join(case.words.split())
    assert "".join(" ".join(map(plain, nodes)).split()) == words
    assert "".join(page.text.split()) == words
    assert "".join(one.search[index].split()) == words
    # In the PDF marks of lists and numbers of pages stand between them.
    text, position = "".join(one.pdf_text[index].split()), 0
    for part in (case.printed or case.words).split():
        position = text.index(part, position) + len(part)


def test_a_footnote_stands_once_below_the_text(built: dict[str, Built]) -> None:
    for one in built.values():
        assert one.last.count("注<strong>文</strong>") == 1
        assert [href for href in ("#fnref:n",) if href in one.last]


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _built(root: Path, one: load.FinishedEdition, language: str) -> Built:
    (chapter,) = one.finished[language]
    nodes: list[list[Node]] = []
    for block in chapter.blocks:
        if block.anchor == "last":
            break
        if re.fullmatch(r"case-\d+", block.anchor):
            nodes.append([])
        elif nodes:
            nodes[-1].append(block.node)
    html = (root / f"site/{language}/1998/chapter.html").read_text("utf-8")
    _, *cuts, last = re.split(r'<h2 id="(?:case-\d+|last)">.*?</h2>', html)
    script = (root / f"site/{language}/search/text.js").read_text("utf-8")
    pages = json.loads(script.removeprefix("self.duizhaoText=").rstrip(";\n"))["pages"]
    # A heading of level 3 begins a section of its own.
    search, current = {}, ""
    for place, title, text in pages[0]["sections"]:
        if re.fullmatch(r"#case-\d+", place):
            current = place
            search[current] = text
        elif current and place != "#last":
            search[current] = f"{search[current]} {title} {text}"
    reader = PdfReader(root / f"build/1998-{language}.pdf")
    text = "".join(page.extract_text() for page in reader.pages[3:])
    tags = _tags(reader.root_object["/StructTreeRoot"].get_object())
    # The first heading of this level stands before the cases, the last behind them.
    _, _, *tagged, _ = re.split(r"H2\([^()]*\)", " ".join(tags))
    return Built(
        nodes,
        cuts,
        [search[f"#case-{i}"] for i in range(len(CASES))],
        re.split(r"\n1\.\d+\s*(?:第\s*\d+\s*例|末)", text)[1:-1],
        tagged,
        last,
    )


def _tags(element: Any) -> Iterator[str]:
    """Yield the structure elements of a PDF as `Tag(children)`."""
    kids = element.get("/K", [])
    kids = kids.get_object() if hasattr(kids, "get_object") else kids
    inner = []
    for kid in kids if isinstance(kids, list) else [kids]:
        kid = kid.get_object() if hasattr(kid, "get_object") else kid
        if isinstance(kid, dict):
            inner += list(_tags(kid))
    name = element.get("/S")
    if name is None:
        yield from inner
    else:
        yield f"{name[1:]}({' '.join(inner)})"


_NAMES = {
    tree.Paragraph: "p",
    tree.Item: "li",
    tree.Quote: "quote",
    tree.Callout: "box",
    tree.Table: "table",
    tree.Row: "tr",
    tree.Cell: "cell",
    tree.Code: "code",
    tree.CodeBlock: "pre",
    tree.Formula: "formula",
    tree.Link: "link",
    tree.NoteMark: "note",
    tree.Rule: "rule",
    tree.HardBreak: "br",
    tree.Heading: "h",
}
_SHORT = {"emphasis": "em"}


def _outline(node: Node) -> str:
    """Return the structure of a tree, such as `ul(li(p) li(p))`; a tight paragraph is none."""
    if isinstance(node, tree.List):
        name = "ol" if node.ordered else "ul"
    elif isinstance(node, tree.Styled):
        name = _SHORT.get(node.style, node.style)
    elif isinstance(node, tree.Paragraph) and node.tight:
        name = ""
    else:
        name = _NAMES.get(type(node), "")
    inner = " ".join(filter(None, map(_outline, tree.children_of(node))))
    return f"{name}({inner})" if name and inner else name or inner


class _Page(HTMLParser):
    """Reads the structure and the words of a piece of a page."""

    names = {  # noqa: RUF012
        **{one: one for one in ("p", "ul", "ol", "li", "table", "tr", "em", "strong", "code")},
        **{one: one for one in ("pre", "sub", "sup", "kbd", "br")},
        "blockquote": "quote",
        "div": "box",
        "th": "cell",
        "td": "cell",
        "math": "formula",
        "a": "link",
        "hr": "rule",
        "h3": "h",
    }

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text = ""
        self._root: list[Any] = []
        self._open: list[tuple[str, list[Any]]] = [("", self._root)]
        self._skipped = ""
        # A footnote's mark, a formula on lines of its own and code in lines are one thing each.
        html = re.sub(r"<sup id.*?</sup>", "<note></note>", html)
        html = re.sub(r"<p>(<math.*?</math>)</p>", r"\1", html, flags=re.DOTALL)
        html = re.sub(
            r"<math.*?x-tex\">(.*?)</annotation>.*?</math>",
            r"<math>\1</math>",
            html,
            flags=re.DOTALL,
        )
        html = html.replace("<pre><code>", "<pre>").replace("</code></pre>", "</pre>")
        self.feed(html)

    @property
    def structure(self) -> str:
        return _written(self._root)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if dict(attrs).get("class") in ("headerlink", "admonition-title"):
            self._skipped = tag
        if self._skipped:
            return
        made: list[Any] = [self.names.get(tag, "note" if tag == "note" else "")]
        self._open[-1][1].append(made)
        if tag not in ("br", "hr"):
            self._open.append((tag, made))

    def handle_endtag(self, tag: str) -> None:
        if self._skipped == tag:
            self._skipped = ""
        elif not self._skipped and self._open[-1][0] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.text += data


def _written(nodes: list[Any]) -> str:
    parts = []
    for name, *inner in nodes:
        within = _written(inner)
        parts.append(f"{name}({within})" if name and within else name or within)
    return " ".join(filter(None, parts))


_TAGS = {
    "ul": "L",
    "ol": "L",
    "li": "LI",
    "quote": "BlockQuote",
    "table": "Table",
    "tr": "TR",
    "cell": "TD",
    "TH": "TD",
    "strong": "Strong",
    "em": "Em",
    "code": "Code",
    "pre": "Code",
    "formula": "Formula",
    "link": "Link",
    "note": "Note",
}


def _printed(structure: str) -> list[str]:
    """Return what a PDF's tags tell of a structure: its elements in reading order."""
    named = [_TAGS.get(name, name) for name in re.findall(r"\w+", structure)]
    return [name for name in named if name in _TAGS.values()]
