"""What is wrong with the lay of a page's text, as the browser that shows it measures it."""

from __future__ import annotations

from playwright.sync_api import Page

# Every line of text in sight, as high as its letters are, not as its face says; what cuts it off;
# and lines that lie on one another.
_WRONG = """within => {
  const wrong = [];
  const say = (what, text, more) => wrong.push(`${what}: ${text.trim().slice(0, 60)}${more}`);
  if (document.documentElement.scrollWidth > innerWidth)
    say("sideways", "", `${document.documentElement.scrollWidth} of ${innerWidth} px`);
  const clipping = element => {
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.position === "fixed") return null;
      if (/auto|scroll/.test(style.overflowX)) return null; // one scrolls to what it holds
      if (style.overflowX !== "visible") return at;
    }
    return null;
  };
  const hidden = element => {
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.clipPath !== "none" || style.opacity === "0") return true;
      if (style.overflow !== "visible" && Math.min(at.clientWidth, at.clientHeight) <= 1)
        return true;
    }
    return !element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  };
  const boxOf = element => {
    let at = element;
    while (/^(inline|contents)$/.test(getComputedStyle(at).display)) at = at.parentElement;
    return at;
  };
  const lines = [];
  const root = document.querySelector(within);
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.nextNode()) {
    const node = texts.currentNode, element = node.parentElement;
    if (!node.data.trim() || element.closest("script, style, noscript, template, svg, option"))
      continue;
    if (hidden(element)) continue;
    const size = parseFloat(getComputedStyle(element).fontSize);
    const around = clipping(element), frame = around?.getBoundingClientRect();
    const fixed = element.closest(".md-header, .md-sidebar, .md-top") !== null;
    const holder = boxOf(element), own = holder.getBoundingClientRect();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (box.width < 1) continue;
      const middle = (box.top + box.bottom) / 2;
      const line = { text: node.data, element, fixed, left: box.left, right: box.right,
        top: middle - size * 0.35, bottom: middle + size * 0.35 };
      lines.push(line);
      if (frame && (line.left < frame.left - 1 || line.right > frame.right + 1
          || line.top < frame.top - 1 || line.bottom > frame.bottom + 1))
        say("cut off", node.data, ` by ${around.className || around.tagName}`);
      else if (line.left < own.left - 1 || line.right > own.right + 1)
        say("sticks out", node.data, ` of ${holder.className || holder.tagName}`);
    }
  }
  for (const field of root.querySelectorAll("input[placeholder]")) {
    if (hidden(field) || !field.clientWidth) continue;
    const style = getComputedStyle(field), pen = document.createElement("canvas").getContext("2d");
    pen.font = style.font;
    const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    if (pen.measureText(field.placeholder).width > room + 1) say("cut off", field.placeholder, "");
  }
  lines.sort((one, two) => one.top - two.top);
  lines.forEach((one, place) => {
    for (let next = place + 1; next < lines.length && lines[next].top < one.bottom - 1; next++) {
      const two = lines[next];
      if (one.fixed === two.fixed && one.element !== two.element
          && one.left < two.right - 1 && two.left < one.right - 1)
        say("overlap", one.text, ` | ${two.text.trim().slice(0, 40)}`);
    }
  });
  return [...new Set(wrong)];
}"""


def wrong(page: Page, within: str = "body") -> list[str]:
    """Return what is cut off, sticks out or overlaps, and whether the page scrolls sideways.

    `within` is what is looked at: of what lies over a page, itself alone.
    """
    found: list[str] = page.evaluate(_WRONG, within)
    return found
