"""Write docs/gallery.md and its pictures: every form of chart, drawn from the project beside it.

Run `python -m tools.gallery`; a test holds that what is committed is what this makes.
"""

from __future__ import annotations

import inspect
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from duizhao import project
from duizhao.charts import WIDE, draw
from duizhao.commands.build import charts_of
from duizhao.edition import load
from duizhao.render.pictures import ChartOf

ROOT = Path(__file__).parent.parent
GALLERY = ROOT / "docs" / "gallery"
FIGURES = GALLERY / "figures" / "2000"
SCRIPT = GALLERY / "analysis" / "charts.py"
HEAD = """# Gallery of charts · 图形一览

Every form that `chart:` may ask for, with the figure's file and what is drawn of it. Made by
`python -m tools.gallery` from the project in [gallery](gallery), by running it. All keys of a form
stand in the [reference](reference.md); what cannot be drawn is refused by `duizhao check`, with
the reason. A form `network`, which draws a whole network, is in [network.md](network.md).

`chart:`可以写的每种图形，附图表文件和画出的图。本页由`python -m tools.gallery`运行
[gallery](gallery)里的项目生成。各图形的全部键见[参考](reference.md)；画不出来的由`duizhao check`
说明原因。画整个网络的`network`见[network.md](network.md)。

Rows called `2006`, `2006-q1`, `2006-01` or `2006-01-31` are years, quarters, months and days: they
have their names in both languages by themselves, and their places on the axis.

行名写成`2006`、`2006-q1`、`2006-01`或`2006-01-31`的，就是年、季度、月、日：两种语言的名称和在轴上的位置都不必另写。
"""
OWN = """A function `<figure>_chart` in `analysis/` returns an [Altair](https://altair-viz.github.io)
chart of the committed table. It leaves out what is the report's affair: width, type, colours beyond
their names, how numbers and dates are written, the titles of the figure's own columns. `table` has
the rows' names in `row`, every column under its id, its numbers as prose writes them in
`<column>_text`, and dates in `time` where rows are periods. `words.say("中文", "English")` says the
rest in the language of the chart.

`analysis/`里的函数`图表名_chart`用已提交的表返回一幅[Altair](https://altair-viz.github.io)图。
宽度、字体、数字和日期的写法、本图表各列的标题由报告决定，不必写；颜色只写名称。`table`里`row`是行的名称，
各列用列名，`列名_text`是与正文写法相同的数，行是时间时`time`是日期。
其余文字用`words.say("中文", "English")`写两种。
"""


@dataclass(frozen=True)
class Exhibit:
    """One figure of the gallery: its form, its file as it is written, and its charts."""

    form: str
    name: str
    written: str
    charts: Mapping[str, ChartOf]


def exhibits() -> Iterator[Exhibit]:
    """Yield the figures in the order of the gallery's chapter, read and checked."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(shutil.copytree(GALLERY, Path(folder) / "gallery"))
        _, editions = load.load(project.load(root)).or_stop()
        charts = charts_of(editions).or_stop()
    names = dict.fromkeys(chart.data.figure for chart in charts)
    for name in names:
        both = {chart.language: chart for chart in charts if chart.data.figure == name}
        written = (FIGURES / f"{name}.yml").read_text(encoding="utf-8").strip()
        yield Exhibit(next(iter(both.values())).data.chart.form, name, written, both)


def pages() -> dict[str, str]:
    """Return everything that is made, by its path."""
    made, parts = {}, [HEAD]
    forms: set[str] = set()
    for one in exhibits():
        for language, chart in one.charts.items():
            path = f"gallery/{one.name}.{language}.svg"
            made[f"docs/{path}"] = draw(chart.data, language, "light", WIDE).svg
        form = type(next(iter(one.charts.values())).data.chart)
        if one.form not in forms:
            parts.append(f"## {one.form}\n\n{inspect.getdoc(form)}\n")
            parts += [OWN] if one.form == "own" else []
        forms.add(one.form)
        parts.append(f"```yaml\n{one.written}\n```\n")
        if one.form == "own":
            code = SCRIPT.read_text(encoding="utf-8").partition("\n\n")[2]
            parts.append(f"```python\n{code.strip()}\n```\n")
        parts += [
            f"![{chart.data.alt}](gallery/{one.name}.{language}.svg)\n"
            for language, chart in one.charts.items()
        ]
    made["docs/gallery.md"] = "\n".join(parts)
    return made


def main() -> None:
    """Write them all, and take away pictures of figures that are no more."""
    made = pages()
    for path in GALLERY.glob("*.svg"):
        if f"docs/gallery/{path.name}" not in made:
            path.unlink()
    for path, text in made.items():
        (ROOT / path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
