"""Charts of one's own that cannot be drawn, each in its way."""

import altair as alt
import pandas as pd


def loans_by_branch(loans: pd.DataFrame) -> pd.DataFrame:
    """Return loans by branch."""
    return loans


def loans_by_year(loans: pd.DataFrame) -> pd.DataFrame:
    """Return loans by year."""
    return loans


def own_parameters_chart(table):
    return alt.Chart(table).mark_bar()


def own_schema_chart(table, words):
    return alt.Chart(table).mark_bar(orient="upwards").encode(x="share")


def own_nothing_chart(table, words):
    alt.Chart(table).mark_bar()


def own_raises_chart(table, words):
    return alt.Chart(table[["shares"]]).mark_bar()


def own_loads_chart(table, words):
    return alt.Chart("https://example.org/a.csv").mark_bar().encode(x="share:Q")


def own_column_chart(table, words):
    return alt.Chart(table).mark_bar().encode(x="shares:Q", y="row")


def own_untitled_chart(table, words):
    return alt.Chart(table).mark_bar().encode(x="count()", y="row")


def own_colour_chart(table, words):
    return alt.Chart(table).mark_bar(color="teal").encode(x="share", y="row")


def own_look_chart(table, words):
    return alt.Chart(table).mark_bar().encode(x="share").configure_axis(grid=True)


def own_title_chart(table, words):
    return alt.Chart(table, title="Loans").mark_bar().encode(x="share")


def own_words_chart(table, words):
    return alt.Chart(table).mark_bar().encode(x=alt.X("share", title="Share"), y="row")


def own_content_chart(table, words):
    return alt.Chart(table).mark_bar().encode(x="share").transform_filter(f"datum.row == '{table.row.iloc[0]}'")


def own_expression_chart(table, words):
    return alt.Chart(table).mark_bar().encode(x="share").transform_filter("datum.share >")


def own_small_chart(table, words):
    return alt.Chart(table).mark_text(fontSize=9).encode(x="share", text="row")


def own_touching_chart(table, words):
    return alt.Chart(table).mark_text().encode(y="row", x=alt.value(9), text="share") + alt.Chart(table).mark_text().encode(y="row", x=alt.value(9), text="row")
