"""The site's own words, in both languages: labels, buttons, messages."""

from __future__ import annotations

from duizhao.diagnostics import Words

# How pages name their language: Chinese is written in simplified characters.
HREFLANG = {"zh": "zh-Hans", "en": "en"}

INTERFACE: dict[str, Words] = {
    "language": Words("语言", "Language"),
    "edition": Words("版本", "Edition"),
    "editions": Words("各年版本", "Editions"),
    "chapters": Words("章节", "Chapters"),
    "figures": Words("图与数据", "Figures and data"),
    "home": Words("首页", "Home"),
    "contents": Words("本页内容", "On this page"),
    "figure": Words("图", "Figure"),
    "table": Words("表", "Table"),
    "note": Words("注：", "Note: "),
    "source": Words("资料来源：", "Source: "),
    "modelled": Words("模拟值", "Modelled"),
    "modelled_value": Words("模拟值，并非公布值", "Modelled value, not a published figure"),
    "modelled_figure": Words(
        "含模拟值，并非公布值", "Contains modelled values, not published figures"
    ),
    "estimated_value": Words("抽样估计值", "Estimated from a sample"),
    "interval": Words("95%置信区间", "95% confidence interval"),
    "not_available": Words("未公布", "Not published"),
    "read": Words("开始阅读", "Start reading"),
    "about": Words("关于这份年报", "About this report"),
    "latest": Words("最新一版", "Latest edition"),
    "permalink": Words("本节链接", "Link to this section"),
    "to_note": Words("回到正文中的注{}", "Back to note {} in the text"),
    "to_light": Words("切换到浅色", "Switch to light"),
    "to_dark": Words("切换到深色", "Switch to dark"),
    "menu": Words("目录", "Menu"),
    "search": Words("搜索", "Search"),
    "search_also": Words("英文版另有{}条结果", "Also in Chinese: {} results"),
    "search_also_one": Words("英文版另有1条结果", "Also in Chinese: 1 result"),
    "search_all": Words("各版", "All editions"),
    "previous": Words("上一页", "Previous"),
    "next": Words("下一页", "Next"),
    "reading": Words("阅读方式", "Reading"),
    "both": Words("对照", "Side by side"),
    "unit": Words("单位", "Unit"),
    "exact": Words("精确值", "Exact value"),
    "shown_in": Words("所在图表", "Shown in"),
    "status": Words("性质", "Status"),
    "from": Words("来源", "Source"),
    "formula": Words("算式", "Formula"),
    "other_editions": Words("其他版本", "Other editions"),
    "copy_citation": Words("复制引文", "Copy citation"),
    "copy_failed": Words("未能复制，请选中后复制：", "Could not copy; select and copy this: "),
    "close": Words("关闭", "Close"),
    "in_glossary": Words("见术语表", "In the glossary"),
    "said": Words("{text}（{of}）", "{text} ({of})"),
    "number_card": Words("数值说明", "About this number"),
    "term_card": Words("术语说明", "About this term"),
    "no_text": Words("另一语言的文本未能载入", "The other language could not be loaded"),
    "interactive": Words("打开互动图表", "Open the interactive chart"),
    "explore": Words("打开互动网络图", "Open the interactive network"),
    "tools": Words("图的数据、下载、引用与嵌入", "Data, downloads, citation and embedding"),
    "data": Words("数据", "Data"),
    "download": Words("下载", "Download"),
    "cite": Words("引用", "Cite"),
    "share": Words("链接与嵌入", "Link and embed"),
    "table_csv": Words("表格", "table"),
    "table_xlsx": Words("Excel工作簿", "workbook"),
    "picture_svg": Words("矢量图", "vector picture"),
    "picture_png": Words("图片", "picture"),
    "link": Words("永久链接", "Permanent link"),
    "embed_code": Words("嵌入代码", "Embed code"),
    "copy": Words("复制", "Copy"),
    "copied": Words("已复制", "Copied"),
    "cite_chapter": Words("引用本章", "Cite this chapter"),
    "cite_edition": Words("引用本年报", "Cite this edition"),
    "from_report": Words("来自：", "From: "),
    "listed": Words("、", ", "),
    "sentence": Words("{}。", "{}."),
    "columns": Words("各列为{}。", "Columns: {}."),
    "part_of": Words("{}，出自{}。", "{} of {}."),
    "data_of": Words("{}的全部数据", "All data of {}"),
    "tables_of": Words(
        "{}各图的数据，CSV格式，每个数值注明性质，共{}张表：{}。",
        "The tables behind the figures of {} as CSV, each number with its status. "
        "There are {} of them: {}.",
    ),
    "failed": Words("互动图表未能载入", "The interactive chart could not be loaded"),
    "missing": Words("没有这个页面", "There is no such page"),
    "missing_hint": Words(
        "地址可能有误，或者页面已经移动。", "The address may be wrong, or the page has moved."
    ),
}


def interface(language: str) -> dict[str, str]:
    """Return every interface word in `language`."""
    return {key: words.of(language) for key, words in INTERFACE.items()}
