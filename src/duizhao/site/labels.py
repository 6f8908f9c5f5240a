"""The site's own words, in both languages: labels, buttons, messages."""

from __future__ import annotations

from duizhao.language.label import Label

LABELS: dict[str, Label] = {
    "language": Label("语言", "Language"),
    "edition": Label("版本", "Edition"),
    "editions": Label("各年版本", "Editions"),
    "chapters": Label("章节", "Chapters"),
    "figures": Label("图与数据", "Figures and data"),
    "home": Label("首页", "Home"),
    "contents": Label("本页内容", "On this page"),
    "figure": Label("图", "Figure"),
    "table": Label("表", "Table"),
    "note": Label("注：", "Note: "),
    "source": Label("资料来源：", "Source: "),
    "modelled": Label("模拟值", "Modelled"),
    "modelled_value": Label("模拟值，并非公布值", "Modelled value, not published"),
    "modelled_figure": Label(
        "含模拟值，并非公布值", "Contains modelled values, which were not published"
    ),
    "estimated_value": Label("抽样估计值", "Estimated from a sample"),
    "interval": Label("95%置信区间", "95% confidence interval"),
    "not_available": Label("未公布", "Not published"),
    "read": Label("开始阅读", "Start reading"),
    "about": Label("关于这份年报", "About this report"),
    "latest": Label("最新一版", "Latest edition"),
    "permalink": Label("本节链接", "Link to this section"),
    "to_note": Label("回到正文中的注{}", "Back to note {} in the text"),
    "to_light": Label("切换到浅色", "Switch to light"),
    "to_dark": Label("切换到深色", "Switch to dark"),
    "skip": Label("跳到正文", "Skip to the text"),
    "menu": Label("目录", "Menu"),
    "search": Label("搜索", "Search"),
    "search_also": Label("英文版另有{}条结果", "Also in Chinese: {} results"),
    "search_also_one": Label("英文版另有1条结果", "Also in Chinese: 1 result"),
    "search_meant": Label("您是不是要找“{}”？", "Did you mean “{}”?"),
    "search_all": Label("各版", "All editions"),
    "previous": Label("上一页", "Previous"),
    "next": Label("下一页", "Next"),
    "both": Label("对照", "Both"),
    "both_named": Label("对照阅读两种语言", "Both languages, side by side"),
    "unit": Label("单位", "Unit"),
    "exact": Label("精确值", "Exact value"),
    "shown_in": Label("所在图表", "Shown in"),
    "status": Label("性质", "Status"),
    "from": Label("来源", "Source"),
    "formula": Label("算式", "Formula"),
    "other_editions": Label("其他版本", "Other editions"),
    "copy_citation": Label("复制引文", "Copy citation"),
    "copy_failed": Label("未能复制，请选中后复制：", "Could not copy; select and copy this: "),
    "close": Label("关闭", "Close"),
    "in_glossary": Label("见术语表", "In the glossary"),
    "said": Label("{text}（{of}）", "{text} ({of})"),
    "number_card": Label("数值说明", "About this number"),
    "term_card": Label("术语说明", "About this term"),
    "no_text": Label("另一语言的文本未能载入", "The other language could not be loaded"),
    "open": Label("互动", "Explore"),
    "loading": Label("载入中…", "Loading…"),
    "interactive": Label("打开互动图表", "Open the interactive chart"),
    "explore": Label("打开互动网络图", "Open the interactive network"),
    "tools": Label("图的数据、下载、引用与嵌入", "Data, downloads, citation and embedding"),
    "table_tools": Label("表的下载、引用与嵌入", "Downloads, citation and embedding"),
    "data": Label("数据", "Data"),
    "download": Label("下载", "Download"),
    "cite": Label("引用", "Cite"),
    "share": Label("链接与嵌入", "Link and embed"),
    "table_csv": Label("表格", "table"),
    "table_xlsx": Label("Excel工作簿", "workbook"),
    "picture_svg": Label("矢量图", "vector picture"),
    "picture_png": Label("图片", "picture"),
    "link": Label("永久链接", "Permanent link"),
    "embed_code": Label("嵌入代码", "Embed code"),
    "copy": Label("复制", "Copy"),
    "copied": Label("已复制", "Copied"),
    "cite_chapter": Label("引用本章", "Cite this chapter"),
    "cite_edition": Label("引用本年报", "Cite this edition"),
    "from_report": Label("来自：", "From: "),
    "listed": Label("、", ", "),
    "sentence": Label("{}。", "{}."),
    "columns": Label("各列为{}。", "Columns: {}."),
    "part_of": Label("{}，出自{}。", "{} of {}."),
    "data_of": Label("{}的全部数据", "All data of {}"),
    "tables_of": Label(
        "{}各图的数据，CSV格式，每个数值注明性质，共{}张表：{}。",
        "The tables behind the figures of {} as CSV, each number with its status. "
        "There are {} of them: {}.",
    ),
    "numbers_carry": Label(
        "每个数值都注明性质：公布值、由微观数据计算、推算值、引用值、估计值或模拟值；"
        "估计值与模拟值并非公布值，引用时须一并注明。facts.json列出一版的全部数值。",
        "Every number carries its status: published, computed from microdata, derived, cited, "
        "estimated or modelled; estimated and modelled values were not published, and must be "
        "quoted as such. facts.json lists all numbers of an edition.",
    ),
    "failed": Label("互动图表未能载入", "The interactive chart could not be loaded"),
    "filter": Label("筛选", "Filter"),
    "filter_none": Label("没有相符的术语", "No term matches"),
    "used_in": Label("见于", "In "),
    "sources": Label("所据资料", "Sources"),
    "issued_by": Label("发布：{}", "Issued by {}"),
    "corrections": Label("更正", "Corrections"),
    "no_corrections": Label("出版以来没有更正。", "Nothing has been corrected since publication."),
    "published_on": Label("{}出版", "Published {}"),
    "corrected_on": Label("{}更正", "corrected {}"),
    "clauses": Label("{}，{}", "{}, {}"),
    "report_mistake": Label("报告错误", "Report a mistake"),
    "missing": Label("没有这个页面", "There is no such page"),
    "missing_hint": Label(
        "地址可能有误，或者页面已经移动。", "The address may be wrong, or the page has moved."
    ),
}


def labels_in(language: str) -> dict[str, str]:
    """Return every labels_in word in `language`."""
    return {key: words.of(language) for key, words in LABELS.items()}
