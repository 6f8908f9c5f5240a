"""Networks under charts: one committed file each, written by analysis, read by all that draw.

`figures/<edition>/<figure>.network` holds every node with its place and community and every
relation with its direction and year (see `coding`). Analysis makes it from the microdata (see
`make`); the static picture and the one in the browser are drawn from it alone.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from duizhao.charts.data import Layer
from duizhao.diagnostics import Diagnostic, Place, Problems, Words
from duizhao.files.cache import fingerprint

SUFFIX = ".network"
_AGAIN = Words("请重新运行duizhao analyse", "run “duizhao analyse” again")


def prepared(layer: Layer, root: Path) -> Layer:
    """Return a layer whose file was read and is in order, with the digest of its content.

    Raises `Problems` when the file is missing or damaged; analysis writes it.
    """
    from duizhao.files.network_file import Damaged, decoded  # NumPy, which few reports need here

    path = root / layer.path
    try:
        content = path.read_bytes()
    except OSError:
        message = Words(
            f"画网络所需的{layer.path}不存在", f"{layer.path}, a network to be drawn, is missing"
        )
        raise Problems((Diagnostic("no-network", Place(layer.path), message, _AGAIN),)) from None
    try:
        decoded(content)
    except Damaged as damage:
        message = Words(
            f"画网络所需的文件已损坏：{damage.words.zh}",
            f"the file of a network to be drawn is damaged: {damage.words.en}",
        )
        raise Problems(
            (Diagnostic("damaged-network", Place(layer.path), message, _AGAIN),)
        ) from None
    return replace(layer, digest=fingerprint(content), file=str(path))
