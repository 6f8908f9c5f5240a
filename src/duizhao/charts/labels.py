"""The words that charts add of their own, in both languages."""

from __future__ import annotations

from duizhao.diagnostics import Words
from duizhao.language.labels import STATUS

MODELLED, ESTIMATED = STATUS["modelled"], STATUS["estimated"]
UNPUBLISHED = Words("未公布", "not published")
TITLED = Words("{}（{}）", "{} ({})")
UNIT = Words("单位：{}", "Unit: {}")
TOP = Words("{title}，前{shown}位（共{all}）", "{title}, top {shown} of {all}")
FITTED = Words("自{}起的幂律拟合，斜率{}", "power-law fit from {} on, slope {}")
MARKED = Words("{}（{}）", "{} ({})")
FLOW = Words("{provider}（行）→{receiver}（列）", "{provider} (rows) → {receiver} (columns)")
FLOWS = Words("流向", "Flow")
ENTITLED = Words("{}：{}", "{}: {}")
ACROSS = Words(
    "{}：弧在上方的由左向右流动，在下方的由右向左",
    "{}: arcs above flow to the right, below to the left",
)
EQUAL = Words("完全均等", "equality")
# Of a Lorenz curve: what those with the least hold together.
POINT = Words("较低的{}共占{}", "the lowest {} hold {}")
LOGARITHMIC = Words("对数刻度", "logarithmic scale")
COMMUNITY = Words("社群{}（{}）", "Community {} ({})")
NAMED_COMMUNITY = Words("社群{}：{}（{}）", "Community {}: {} ({})")
AND_OTHERS = Words("{}等", "{} and others")
NODE = Words("{}个节点", "{} node")
NODES = Words("{}个节点", "{} nodes")
COMMUNITY_NUMBER = Words("社群{}", "Community {}")
BETWEEN_NAMES = Words("、", ", ")
OTHERS = Words("其余{}个社群", "{} other communities")
EMPTY = "–"
