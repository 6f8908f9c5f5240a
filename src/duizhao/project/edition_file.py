"""What `report/<edition>.yml` may say: title, chapters, sources, microdata, corrections."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import Field

from duizhao.files.multilingual import Texts
from duizhao.files.yaml_places import Strict, meaning


class Microdata(Strict):
    """An edition’s microdata: what they are, where they lie, what models them.

    一版的微观数据：性质、位置和模拟脚本。
    """

    status: Literal["computed", "modelled"] = Field(
        description=meaning(
            "computed为机构自有的数据，modelled为声明的模拟数据",
            "computed for an institute’s own data, modelled for a declared model",
        )
    )
    tables: dict[str, str] = Field(
        description=meaning("各表的名称和文件", "each table’s name and file")
    )
    model: str | None = Field(
        default=None,
        description=meaning(
            "analysis/中生成这些文件的模块，其函数为make(edition, folder)",
            "the module of analysis/ whose make(edition, folder) writes those files",
        ),
    )
    appendix: str | None = Field(
        default=None,
        description=meaning(
            "只有模型才能给出的内容所在的一章，数据为模拟时其他各章都不用",
            "the chapter for what only the model gives; while data are modelled no other has it",
        ),
    )


class HighlightFile(Strict):
    """One number for an edition’s front page.

    版本首页上的一个数字。
    """

    value: str = Field(
        description=meaning(
            "数字的表达式，写法与正文相同", "the number, as an expression as in chapters"
        )
    )
    label: Texts = Field(description=meaning("数字的说明", "what the number is"))
    figure: str = Field(
        description=meaning(
            "数字旁边的小图取自哪个图表",
            "the figure or table that it leads to and whose shape stands beside it",
        )
    )


class SourceDocument(Texts):
    """A source that numbers are taken from: its title and date, who issued it, where it is read.

    数值所据的资料：名称和日期、发布机构、网址。
    """

    issuer: Texts | None = Field(default=None, description=meaning("发布机构", "who issued it"))
    url: str = Field(
        default="",
        description=meaning("资料的网址", "where it can be read"),
    )


class Correction(Strict):
    """What was corrected in an edition after it was published, and when.

    出版以后的更正：日期和内容。
    """

    date: datetime.date = Field(description=meaning("更正日期", "the date of the correction"))
    what: Texts = Field(
        description=meaning("原为什么，现为什么", "what it said and what it says now")
    )


class EditionFile(Strict):
    """What `report/<edition>.yml` says: an edition’s title, chapters and sources.

    一版的标题、章节和资料来源。
    """

    title: Texts = Field(description=meaning("标题", "the title"))
    subtitle: Texts = Field(description=meaning("副标题", "the subtitle"))
    date: datetime.date = Field(description=meaning("出版日期", "the date of publication"))
    chapters: list[str] = Field(
        min_length=1,
        description=meaning(
            "各章的文件名，按次序，不带.md", "the chapters’ file names without .md, in order"
        ),
    )
    templates: dict[str, list[str]] = Field(
        default_factory=dict,
        description=meaning(
            "只写一次、逐一填写的章：章名，以及为术语表里的哪些编码各成一章",
            "chapters that are written once and filled: a chapter’s name, and the glossary ids "
            "that it makes a chapter for, each under its id",
        ),
    )
    unnumbered: list[str] = Field(
        default_factory=list,
        description=meaning(
            "印刷版里不编号的章，如摘要", "chapters that print does not number, such as a summary"
        ),
    )
    documents: dict[str, SourceDocument] = Field(
        description=meaning(
            "编码和资料名称，published.csv和cited.csv用编码引用",
            "ids and names of the sources that published.csv and cited.csv refer to",
        )
    )
    microdata: Microdata | None = Field(
        default=None,
        description=meaning(
            "本版的微观数据；没有则只用公布的数字",
            "this edition’s microdata; without them published numbers alone are used",
        ),
    )
    introduction: Texts | None = Field(
        default=None,
        description=meaning("版本首页上的一段话", "a paragraph for the edition’s front page"),
    )
    descriptions: dict[str, Texts] = Field(
        default_factory=dict,
        description=meaning("各章一句话的说明", "a line on what each chapter is about"),
    )
    corrections: list[Correction] = Field(
        default_factory=list,
        description=meaning(
            "出版以后的更正，列在版本首页上",
            "what was corrected after publication, listed on the edition’s front page",
        ),
    )
    highlights: list[HighlightFile] = Field(
        default_factory=list,
        description=meaning("版本首页上的几个数字", "the few numbers on the edition’s front page"),
    )
