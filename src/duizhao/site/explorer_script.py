"""The interactive network: its program, its data as scripts, and its words in both languages."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from typing import Any

from duizhao.diagnostics import Words
from duizhao.site.model import Site
from duizhao.site.settings import ASSETS

# The program, in the order in which its parts may rely on one another.
PARTS = ("file", "find", "view", "paint", "labels", "stage", "gestures", "card", "finder", "open")

EXPLORER: dict[str, Words] = {
    "find": Words("查找组织", "Find an organisation"),
    "find_hint": Words("中文名、英文名或别名", "Chinese or English name, or an alias"),
    "found": Words("找到{}个，用上下方向键选择", "{} found, choose with the arrow keys"),
    "not_found": Words("没有找到", "Nothing found"),
    "drawing": Words("可缩放的网络图", "Network, zoomable"),
    "keys": Words(
        "方向键移动，+和−缩放，0复原，回车选中离中心最近的节点，Esc取消选择。",
        "Arrow keys move, + and − zoom, 0 resets, Enter selects the node nearest to the centre,"
        " Escape lets go of it.",
    ),
    "zoom_in": Words("放大", "Zoom in"),
    "zoom_out": Words("缩小", "Zoom out"),
    "reset": Words("复原", "Reset"),
    "full": Words("全屏", "Full screen"),
    "one_finger": Words("单指移动", "Move with one finger"),
    "two_fingers": Words("用两指移动和缩放", "Move and zoom with two fingers"),
    "wheel": Words("先点一下图，再用滚轮缩放", "Click the drawing, then the wheel zooms"),
    "until": Words("截至年份", "Relations up to"),
    "degree": Words("度数", "Degree"),
    "in_degree": Words("入度", "In-degree"),
    "out_degree": Words("出度", "Out-degree"),
    "community": Words("所属社群", "Community"),
    "communities": Words("社群", "Communities"),
    "neighbours": Words("相邻节点（{}个）", "Neighbours ({})"),
    "to": Words("关系指向对方", "relation to it"),
    "from": Words("关系来自对方", "relation from it"),
    "more": Words("再显示{}个", "Show {} more"),
    "alone": Words("截至这一年没有关系", "No relations up to this year"),
    "chosen": Words("所选组织", "The chosen organisation"),
    "close": Words("关闭", "Close"),
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
