"""The interactive network: its program, its data as scripts, and its words in both languages."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from typing import Any

from duizhao.language.label import Label
from duizhao.site.model import Site
from duizhao.site.settings import ASSETS

# The program, in the order in which its parts may rely on one another.
PARTS = ("file", "find", "view", "paint", "labels", "stage", "gestures", "card", "finder", "open")

EXPLORER: dict[str, Label] = {
    "find": Label("查找节点", "Find a node"),
    "find_hint": Label("名称、别名或编号", "Name, alias or number"),
    "found": Label("找到{}个，用上下方向键选择", "{} found, choose with the arrow keys"),
    "not_found": Label("没有找到", "Nothing found"),
    "drawing": Label("可缩放的网络图", "Network, zoomable"),
    "keys": Label(
        "方向键移动，+和−缩放，0复原，回车选中离中心最近的节点，Esc取消选择。",
        "Arrow keys move, + and − zoom, 0 resets, Enter selects the node nearest to the centre,"
        " Escape lets go of it.",
    ),
    "zoom_in": Label("放大", "Zoom in"),
    "zoom_out": Label("缩小", "Zoom out"),
    "reset": Label("复原", "Reset"),
    "full": Label("全屏", "Full screen"),
    "one_finger": Label("单指移动", "Move with one finger"),
    "two_fingers": Label("用两指移动和缩放", "Move and zoom with two fingers"),
    "wheel": Label("先点一下图，再用滚轮缩放", "Click the drawing, then the wheel zooms"),
    "until": Label("截至年份", "Relations up to"),
    "degree": Label("度数", "Degree"),
    "in_degree": Label("入度", "In-degree"),
    "out_degree": Label("出度", "Out-degree"),
    "community": Label("所属社群", "Community"),
    "communities": Label("社群", "Communities"),
    "neighbours": Label("相邻节点（{}个）", "Neighbours ({})"),
    "to": Label("关系指向对方", "relation to it"),
    "from": Label("关系来自对方", "relation from it"),
    "more": Label("再显示{}个", "Show {} more"),
    "alone": Label("截至这一年没有关系", "No relations up to this year"),
    "chosen": Label("所选节点", "The chosen node"),
    "close": Label("关闭", "Close"),
}


def program() -> str:
    """Return the program: its parts in one closure."""
    parts = [(ASSETS / "network" / f"{name}.js").read_text("utf-8") for name in PARTS]
    return '(() => {\n"use strict";\n' + "\n".join(parts) + "})();\n"


def network_scripts(site: Site) -> Iterator[tuple[str, str]]:
    """Yield path and text of every script and sheet that explorers need; none without a network."""
    if not site.networks:
        return
    yield "assets/network.js", program()
    yield "assets/network.css", (ASSETS / "network" / "network.css").read_text("utf-8")
    for target, file in site.networks.items():
        yield target, _script("duizhaoNetworks", b64encode(file.read_bytes()).decode("ascii"))
    for target, explorer in site.explorers.items():
        yield target, _script("duizhaoExplorers", explorer)


def _script(name: str, content: str | Mapping[str, Any]) -> str:
    # Scripts and not files of their own, because browsers fetch nothing else from file://.
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return f"(self.{name}??={{}})[document.currentScript.src]={text};\n"
