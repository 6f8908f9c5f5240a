"""The command `language-server`: an editor is told findings and calls while one types."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from duizhao.diagnostics import Diagnostic, Place, Problems, Words
from duizhao.project import find_root


def serve(language: str) -> None:
    """Speak the Language Server Protocol over stdin and stdout about the project around us.

    Raises `Problems` where there is no project, or where the extra `editor` is not installed.
    """
    root = find_root(Path.cwd())
    if find_spec("pygls") is None:
        message = Words("语言服务器需要pygls", "the language server needs pygls")
        hint = Words(
            "请安装：pip install 'duizhao[editor]'", "install it: pip install 'duizhao[editor]'"
        )
        raise Problems([Diagnostic("not-installed", Place("pygls"), message, hint)])
    from duizhao.preview import language_server

    language_server.serve(root, language)
