"""The language server, spoken to over stdin and stdout as an editor does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import pytest

ENGLISH = "report/en/1998/loans.md"
SAID = Callable[[dict[str, Any]], bool]


@dataclass
class Editor:
    """An editor that has begun a server: it asks, notifies, and reads what it is told."""

    root: Path
    process: subprocess.Popen[bytes]
    findings: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    number: int = 0

    def send(self, method: str, params: dict[str, Any], **more: Any) -> None:
        content = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **more})
        self.stream("stdin").write(f"Content-Length: {len(content)}\r\n\r\n{content}".encode())
        self.stream("stdin").flush()

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        self.number += 1
        self.send(method, params, id=self.number)
        return self.until(lambda said: said.get("id") == self.number)["result"]

    def until(self, wanted: SAID) -> dict[str, Any]:
        """Read until a message is the wanted one; findings are kept."""
        while True:
            length = 0
            while (line := self.stream("stdout").readline().strip()) != b"":
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            said = json.loads(self.stream("stdout").read(length))
            if said.get("method") == "textDocument/publishDiagnostics":
                path = said["params"]["uri"].partition(self.root.as_uri() + "/")[2]
                self.findings[path] = said["params"]["diagnostics"]
            if wanted(said):
                return said

    def told_of(self, path: str) -> list[str]:
        """Wait for the findings of a file; return their rules."""
        uri = (self.root / path).as_uri()
        self.until(lambda said: said.get("params", {}).get("uri") == uri)
        return [one["code"] for one in self.findings[path]]

    def stream(self, name: str) -> IO[bytes]:
        stream = getattr(self.process, name)
        assert stream is not None
        return stream


@pytest.fixture
def editor(libraries: Path) -> Iterator[Editor]:
    command = [sys.executable, "-m", "duizhao", "language-server"]
    pipe = subprocess.PIPE
    surroundings = {**os.environ, "DUIZHAO_LANGUAGE": "en"}
    process = subprocess.Popen(command, cwd=libraries, stdin=pipe, stdout=pipe, env=surroundings)
    editor = Editor(libraries, process)
    capabilities = {"general": {"positionEncodings": ["utf-16"]}}
    editor.ask(
        "initialize",
        {"processId": None, "rootUri": libraries.as_uri(), "capabilities": capabilities},
    )
    editor.send("initialized", {})
    yield editor
    editor.ask("shutdown", {})
    editor.send("exit", {})
    assert process.wait(20) == 0


def test_findings_completions_and_meanings_as_one_types(editor: Editor) -> None:
    file = editor.root / ENGLISH
    text = file.read_text("utf-8")
    document = {"uri": file.as_uri(), "languageId": "markdown", "version": 1, "text": text}
    editor.send("textDocument/didOpen", {"textDocument": document})

    def typed(now: str) -> None:
        document["version"] = int(document["version"]) + 1
        version = {"uri": document["uri"], "version": document["version"]}
        change = {"textDocument": version, "contentChanges": [{"text": now}]}
        editor.send("textDocument/didChange", change)

    typed(text.replace("{{ loans_by_branch.west }}", "𝔸 {{ loans_by_branch.wst }}"))
    assert "unknown-value" in editor.told_of(ENGLISH)
    (wrong,) = [one for one in editor.findings[ENGLISH] if one["code"] == "unknown-value"]
    line = text.splitlines()[4]
    # The protocol counts the letter outside the first plane as two.
    assert wrong["range"]["start"]["character"] == line.index("{{ loans_by_branch.west }}") + 3
    assert "west" in wrong["message"]
    typed(text)
    assert editor.told_of(ENGLISH) == []

    typed(f"{text}\n{{{{ 东馆")
    editor.told_of(ENGLISH)
    at = {"line": len(text.splitlines()) + 1, "character": len("{{ 东馆")}
    where = {"textDocument": {"uri": document["uri"]}, "position": at}
    offered = editor.ask("textDocument/completion", where)["items"]
    calls = {one["label"]: one for one in offered}
    assert {"names.east", "loans_by_branch.east.share"} <= calls.keys()
    share = calls["loans_by_branch.east.share"]
    assert share["detail"] == "50.0%"
    assert share["textEdit"]["range"]["start"]["character"] == len("{{ ")
    typed(text)

    inside = {"line": 4, "character": line.index("east.share.rank") + 2}
    asked = {"textDocument": {"uri": document["uri"]}, "position": inside}
    assert "Loans by branch" in editor.ask("textDocument/hover", asked)["contents"]
    term = {"line": 11, "character": 1}
    asked = {"textDocument": {"uri": document["uri"]}, "position": term}
    meaning = editor.ask("textDocument/hover", asked)["contents"]
    assert "借阅" in meaning
    assert "One volume taken out" in meaning
