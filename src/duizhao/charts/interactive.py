"""The script that runs interactive charts in a browser: Vega and its interpreter, bundled here.

The bundle comes from the vl-convert wheel, which carries Vega's own modules; nothing is fetched.
Specifications are compiled beforehand, so Vega-Lite itself is not part of it.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import vl_convert

from duizhao.files.cache import fingerprint
from duizhao.files.writing import write_all

NAME = "vega-charts.js"

# The modules inside the wheel. `javascript_bundle` offers Vega as a name, but in this version the
# name is empty; the paths are the wheel's own, and a test runs what is bundled by them.
_VEGA = "/npm/vega@{}/+esm"
_INTERPRETER = "/npm/vega-interpreter@2.0.0/+esm"
_CREDITS = (
    "/*! Contains Vega (University of Washington Interactive Data Lab, BSD-3-Clause)"
    " and D3 (Mike Bostock, ISC). */\n"
)


def written(folder: Path) -> Path:
    """Write the script into a folder, if it is not there already, and return its path.

    A browser that has run it has the function `duizhaoChart(container, spec, {label})`, which
    draws `Drawing.vega`. It needs neither `unsafe-eval` nor inline styles, and loads nothing.
    """
    snippet = "\n".join(
        (
            f'import {{View, parse}} from "{_VEGA.format(vl_convert.get_vega_version())}";',
            f'import {{expressionInterpreter}} from "{_INTERPRETER}";',
            Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
        )
    )
    # Bundling takes a second: a script that was made from the same parts stays as it is.
    parts = f"{version('vl-convert-python')}\n{_CREDITS}{snippet}"
    mark = f"/* {fingerprint(parts)} */\n"
    path = folder / NAME
    if not (path.is_file() and path.read_text(encoding="utf-8").startswith(mark)):
        # The bundle's many short names stay its own: a plain script shares them with the page.
        bundle = f"(() => {{\n{vl_convert.javascript_bundle(snippet)}\n}})();\n"
        write_all({path: f"{mark}{_CREDITS}{bundle}".encode()})
    return path
