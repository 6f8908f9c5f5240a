"""The chart of the gallery that is the report's own."""

import altair as alt
import pandas as pd

from duizhao.charts.own import ChartWords


def own_chart(table: pd.DataFrame, words: ChartWords) -> alt.LayerChart:
    """Draw inhabitants against books, the region with the most books in red and named."""
    table["most"] = table.books == table.books.max()
    points = (
        alt.Chart(table)
        .mark_circle()
        .encode(
            x="people",
            y="books",
            color=alt.condition("datum.most", alt.value("red"), alt.value("blue")),
        )
    )
    named = alt.Chart(table[table.most]).mark_text(dy=-12).encode(x="people", y="books", text="row")
    return points + named
