"""The words that charts add of their own, in both languages."""

from __future__ import annotations

from duizhao.language.label import Label
from duizhao.language.labels import STATUS

MODELLED, ESTIMATED = STATUS["modelled"], STATUS["estimated"]
UNPUBLISHED = Label("未公布", "not published")
OTHERS_UNPUBLISHED = Label("其余{}项，未公布", "{} others, not published")
TOGETHER = Label("{}合计", "{} together")
TOGETHER_NUMBER = Label("{}—{}：合计{}", "{}–{}: {} together")
TITLED = Label("{}（{}）", "{} ({})")
UNIT = Label("单位：{}", "Unit: {}")
TOP = Label("{title}，前{shown}位（共{all}）", "{title}, top {shown} of {all}")
FITTED = Label("自{}起的幂律拟合，斜率{}", "power-law fit from {} on, slope {}")
MARKED = Label("{}（{}）", "{} ({})")
FLOW = Label("{provider}（行）→{receiver}（列）", "{provider} (rows) → {receiver} (columns)")
FLOWS = Label("流向", "Flow")
ENTITLED = Label("{}：{}", "{}: {}")
ACROSS = Label(
    "{}：弧在上方的由左向右流动，在下方的由右向左",
    "{}: arcs above flow to the right, below to the left",
)
EQUAL = Label("完全均等", "equality")
# Of a Lorenz curve: what those with the least hold together.
POINT = Label("较低的{}共占{}", "the lowest {} hold {}")
LOGARITHMIC = Label("对数刻度", "logarithmic scale")
COMMUNITY = Label("社群{}（{}）", "Community {} ({})")
NAMED_COMMUNITY = Label("社群{}：{}（{}）", "Community {}: {} ({})")
AND_OTHERS = Label("{}等", "{} and others")
NODE = Label("{}个节点", "{} node")
NODES = Label("{}个节点", "{} nodes")
COMMUNITY_NUMBER = Label("社群{}", "Community {}")
BETWEEN_NAMES = Label("、", ", ")
OTHERS = Label("其余{}个社群", "{} other communities")
ALL = Label("全部", "all")
FORECAST = Label("预测", "forecast")
BREAK = Label("口径有变", "break in series")
EMPTY = "–"
LINEAR = Label("线性拟合，R²={}", "linear fit, R² = {}")
COUNTED = Label("各组的{}数", "{}: number in each class")
BETWEEN = Label("{}至{}", "{} to {}")
