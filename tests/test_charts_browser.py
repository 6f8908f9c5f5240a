"""Charts in Chromium: no text touches another or leaves the picture; interaction under CSP."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from duizhao.charts import PHONE, WIDE, draw, javascript
from tests.charts_samples import SAMPLES

pytestmark = pytest.mark.browser

# The faces that systems come with; one that a reader puts over a page does not reach a picture.
SETS_OF_SYSTEMS = ("usual", "wide")

BOXES = """() => [...document.querySelectorAll("svg")].map(svg => {
  const frame = svg.getBoundingClientRect();
  return {
    id: svg.id, width: frame.width, height: frame.height,
    texts: [...svg.querySelectorAll("text")].map(text => {
      const box = text.getBoundingClientRect();
      const size = parseFloat(text.getAttribute("font-size"));
      const middle = (box.top + box.bottom) / 2 - frame.top;
      return {
        text: text.textContent, left: box.left - frame.left, right: box.right - frame.left,
        top: middle - size / 2, bottom: middle + size / 2,
      };
    }),
  };
})"""


class Strict(SimpleHTTPRequestHandler):
    """Serves a folder with the policy that the site must hold."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", "default-src 'self'; img-src 'self' data:")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""


@pytest.fixture(params=SETS_OF_SYSTEMS)
def page(request: pytest.FixtureRequest, browsers: Callable[[str], Browser]) -> Iterator[Page]:
    page = browsers(request.param).new_page(viewport={"width": 1000, "height": 800})
    yield page
    page.close()


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("faces", SETS_OF_SYSTEMS)
def test_no_text_touches_another_or_is_cut_off(
    browsers: Callable[[str], Browser], faces: str, language: str, width: int
) -> None:
    pictures = [
        draw(sample(language), language, "light", width).svg.replace("<svg ", f'<svg id="{name}" ')
        for name, sample in SAMPLES.items()
    ]
    page = browsers(faces).new_page(viewport={"width": 1000, "height": 800})
    page.set_content("<!doctype html><body style='margin:0'>" + "".join(pictures))
    seen = page.evaluate(BOXES)
    page.close()
    assert [picture["id"] for picture in seen] == list(SAMPLES)
    assert misplaced(seen) == []


def misplaced(pictures: list[dict[str, Any]]) -> list[tuple[object, ...]]:
    """Return the texts that leave their picture, and those that touch another."""
    wrong: list[tuple[object, ...]] = []
    for picture in pictures:
        texts = picture["texts"]
        for place, one in enumerate(texts):
            if (
                one["left"] < -0.5
                or one["right"] > picture["width"] + 0.5
                or one["top"] < -0.5
                or one["bottom"] > picture["height"] + 0.5
            ):
                wrong.append((picture["id"], "cut off", one))
            wrong += [
                (picture["id"], "touching", one["text"], two["text"])
                for two in texts[place + 1 :]
                if one["left"] < two["right"] - 0.5
                and two["left"] < one["right"] - 0.5
                and one["top"] < two["bottom"] - 0.5
                and two["top"] < one["bottom"] - 0.5
            ]
    return wrong


def test_interactive_charts_run_under_the_policy_of_the_site(page: Page, tmp_path: Path) -> None:
    script = javascript(tmp_path)
    specs = {name: draw(SAMPLES[name]("zh"), "zh", "light", PHONE).vega for name in SAMPLES}
    (tmp_path / "specs.js").write_text(
        f"window.specs = {json.dumps(specs, ensure_ascii=False)};", encoding="utf-8"
    )
    (tmp_path / "page.js").write_text(
        "window.broken = [];\n"
        "document.addEventListener('securitypolicyviolation',"
        " event => broken.push(event.violatedDirective + ' ' + event.sample));\n"
        "Promise.all(Object.entries(specs).map(([name, spec]) => {\n"
        "  const box = document.createElement('div'); box.id = name; document.body.append(box);\n"
        "  return duizhaoChart(box, spec, {label: name});\n"
        "})).then(views => { window.views = views; document.body.id = 'done'; });\n",
        encoding="utf-8",
    )
    (tmp_path / "index.html").write_text(
        "<!doctype html><meta charset='utf-8'><body>"
        + "".join(f"<script src='{n}'></script>" for n in (script.name, "specs.js", "page.js")),
        encoding="utf-8",
    )
    (tmp_path / "favicon.ico").write_bytes(b"")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Strict, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    complaints: list[str] = []
    requests: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: requests.append(request.url))
    try:
        page.goto(f"http://127.0.0.1:{server.server_port}/index.html")
        page.wait_for_selector("body#done")
        assert page.evaluate("window.broken") == []
        assert complaints == []
        for name in SAMPLES:
            static = draw(SAMPLES[name]("zh"), "zh", "light", PHONE)
            assert page.get_attribute(f"#{name} svg", "viewBox") == (
                f"0 0 {static.width} {static.height}"
            )
            assert page.get_attribute(f"#{name} [role=img]", "aria-label") == name
        assert misplaced([one for one in page.evaluate(BOXES) if one["texts"]]) == []
        page.hover("#bars svg text:has-text('29.04%')", force=True)
        assert page.inner_text("#bars .dz-chart__tip").split() == [
            *("大区", "北海岸大区", "藏书占比", "29.04%")
        ]
        page.hover("#lines svg text:has-text('1991')", force=True)
        assert page.is_hidden("#bars .dz-chart__tip")
        choice = page.locator("#timeline label:has-text('机关') select")
        assert choice.locator("option").all_inner_texts() == [
            *("全部", "河口市", "北海岸大区", "盐原县")
        ]
        faint = page.locator("#timeline text[opacity='0.15']")
        assert faint.count() == 0
        choice.select_option("北海岸大区")
        page.wait_for_function("document.querySelector('#timeline text[opacity=\"0.15\"]')")
        assert not {"北海岸大区", "1991", "1993"} & set(faint.all_text_contents())
        assert {"河口市", "盐原县"} <= set(faint.all_text_contents())
        assert [url for url in requests if f"127.0.0.1:{server.server_port}/" not in url] == []
    finally:
        server.shutdown()
        server.server_close()


def test_the_script_is_made_once_and_keeps_its_names_to_itself(tmp_path: Path) -> None:
    path = javascript(tmp_path)
    text = path.read_text(encoding="utf-8")
    before = path.stat().st_mtime_ns
    assert javascript(tmp_path) == path
    assert path.stat().st_mtime_ns == before
    path.write_text("old", encoding="utf-8")
    assert javascript(tmp_path).read_text(encoding="utf-8") == text
    assert "\n(() => {" in text
    assert text.rstrip().endswith("})();")
    assert len(text) < 650_000
