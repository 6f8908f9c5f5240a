"""The command `serve`: the preview on loopback until it is ended."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from duizhao.commands.progress import READING, Doing
from duizhao.diagnostics import Words
from duizhao.preview.server import HOST, Preview, server
from duizhao.preview.watching import watching
from duizhao.project import find_root


def serve(port: int, language: str, say: Callable[[str], None], doing: Doing) -> None:
    """Serve the preview of the project around us, and take in every change, until interrupted."""
    root = find_root(Path.cwd())
    with doing(READING):
        preview = Preview(root, language)
    made = server(preview, port)
    threading.Thread(target=made.serve_forever, daemon=True).start()
    address = f"http://{HOST}:{made.server_address[1]}/"
    words = Words(f"预览：{address}（按Ctrl-C结束）", f"Preview: {address} (Ctrl-C ends it)")
    say(words.of(language))
    try:
        with watching(root) as batches:
            for batch in batches:
                if batch:
                    preview.changed(batch)
    finally:
        made.shutdown()
        made.server_close()
