"""A language server: an editor is told findings, completions and what a call means, as one types.

It speaks the Language Server Protocol over stdin and stdout (pygls, the extra `editor`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from itertools import islice
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import from_fs_path, to_fs_path
from pygls.workspace import TextDocument

from duizhao.diagnostics import Diagnostic, shown
from duizhao.edition.load import FinishedEdition
from duizhao.edition.offers import Offer, offers
from duizhao.preview.card import card
from duizhao.preview.report import Report, judged, read, saved

# What is being written between the braces before the cursor, and its last word.
_OPEN = re.compile(r"\{(?:\{|%\s*(?:claim|when|figure|table)\b)(?:(?!\}\}|%\}).)*$")
_WORD = re.compile(r"[^\s{}%|()+*/<>=,-]*$")
_CALL = re.compile(r"\{\{(.*?)\}\}|\{%\s*(?:claim|when)\b(.*?)%\}")
_MOST = 200
_KINDS = {
    "number": types.CompletionItemKind.Value,
    "name": types.CompletionItemKind.Text,
    "figure": types.CompletionItemKind.Reference,
}


@dataclass
class Project:
    """A report as the editor has it: as it lies on disk, with the texts that are open over it."""

    root: Path
    language: str
    report: Report
    texts: dict[str, str] = field(default_factory=dict)
    _offers: dict[str, tuple[FinishedEdition, tuple[Offer, ...]]] = field(default_factory=dict)

    def path(self, uri: str) -> str:
        """Return a document's path in the project; its whole path where it is outside."""
        path = Path(to_fs_path(uri) or "")
        return (
            path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)
        )

    def typed(self, path: str, text: str) -> None:
        """Take in a text that is not saved yet: a chapter is read anew, anything else waits."""
        self.texts[path] = text
        key = self.report.chapter_of(path)
        if key is not None and path in self.report.texts_of(key).values():
            self.report = judged(saved(self.report, key, self.texts), [key])

    def reread(self) -> None:
        """Read everything anew, then the open chapters over it."""
        report = read(self.root)
        if report.project is not None:
            self.report = report
            for path, text in [*self.texts.items()]:
                self.typed(path, text)

    def findings(self) -> Mapping[str, list[Diagnostic]]:
        """Return what is wrong, by file."""
        found: dict[str, list[Diagnostic]] = {}
        for one in self.report.findings:
            found.setdefault(one.place.path, []).append(one)
        return found

    def edition_of(self, path: str) -> FinishedEdition | None:
        """Return the edition that a file belongs to; the newest for what all editions share."""
        editions = self.report.editions
        own = next((one for name, one in editions.items() if f"/{name}/" in path), None)
        return own or next(reversed([*editions.values()]), None)

    def offers(self, path: str, word: str) -> Iterator[Offer]:
        """Yield what may stand where a word is being written, that which begins so first."""
        edition = self.edition_of(path)
        if edition is None:
            return
        name = edition.edition.name
        if name not in self._offers or self._offers[name][0] is not edition:
            self._offers[name] = (edition, tuple(offers(edition)))
        found = [one for one in self._offers[name][1] if not word or one.holds([word])]
        yield from sorted(found, key=lambda one: not one.call.startswith(word))


def serve(root: Path, language: str) -> None:
    """Serve the project at `root` to an editor until it says goodbye."""
    server_of(Project(root, language, read(root))).start_io()


def server_of(project: Project) -> LanguageServer:
    """Return a server whose features answer from a project."""
    server = LanguageServer(
        "duizhao", version("duizhao"), text_document_sync_kind=types.TextDocumentSyncKind.Full
    )
    told: set[str] = set()

    def publish() -> None:
        findings = project.findings()
        for path in sorted({*findings, *told}):
            uri = from_fs_path(str(project.root / path)) or ""
            document = server.workspace.get_text_document(uri)
            own = [_diagnostic(one, document, project.language) for one in findings.get(path, ())]
            server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, own))
        told.clear()
        told.update(findings)

    @server.feature(types.INITIALIZED)
    def initialized(_: types.InitializedParams) -> None:
        publish()

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(asked: types.DidOpenTextDocumentParams) -> None:
        project.typed(project.path(asked.text_document.uri), asked.text_document.text)
        publish()

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(asked: types.DidChangeTextDocumentParams) -> None:
        document = server.workspace.get_text_document(asked.text_document.uri)
        project.typed(project.path(asked.text_document.uri), document.source)
        publish()

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def kept(_: types.DidSaveTextDocumentParams) -> None:
        project.reread()
        publish()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(asked: types.DidCloseTextDocumentParams) -> None:
        project.texts.pop(project.path(asked.text_document.uri), None)

    @server.feature(
        types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=["{", " ", "."])
    )
    def completed(asked: types.CompletionParams) -> types.CompletionList:
        document = server.workspace.get_text_document(asked.text_document.uri)
        path, here = project.path(asked.text_document.uri), asked.position
        line = _before(document, here)
        if not _OPEN.search(line):
            return types.CompletionList(False, [])
        word = _WORD.search(line)
        written = word[0] if word else ""
        start = types.Position(here.line, here.character - _units(written))
        found = islice(project.offers(path, written), _MOST + 1)
        items = [_item(one, types.Range(start, here), written) for one in found]
        return types.CompletionList(is_incomplete=True, items=items[:_MOST])

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hovered(asked: types.HoverParams) -> types.Hover | None:
        document = server.workspace.get_text_document(asked.text_document.uri)
        lines = document.lines
        if asked.position.line >= len(lines):
            return None
        at = len(_before(document, asked.position))
        path = project.path(asked.text_document.uri)
        said = _meant(project, path, lines[asked.position.line], at)
        return types.Hover("\n\n".join(map(_escaped, said))) if said else None

    return server


def _meant(project: Project, path: str, line: str, at: int) -> list[str]:
    """Return what the call or the term at an offset of a line means, in lines; [] for neither."""
    edition = project.edition_of(path)
    if edition is None:
        return []
    for call in _CALL.finditer(line):
        if call.start() <= at < call.end():
            source = (call[1] or call[2] or "").strip()
            told = card(edition, source, project.language)
            if told:
                return told
            word = source.split("|")[0].strip()
            own = [one for one in project.offers(path, word) if one.call == word]
            return [" · ".join(dict.fromkeys((*one.texts, *one.told))) for one in own[:1]]
    checker, key = project.report.checker, project.report.chapter_of(path)
    if checker is None or key is None:
        return []
    files = project.report.texts_of(key)
    language = next((code for code, file in files.items() if file == path), "")
    for mention in checker.lexicon.mentions(line, language):
        if mention.start <= at < mention.end:
            entry = mention.term.entry
            names = " · ".join(entry.of(code) for code in edition.edition.languages)
            definition = entry.definition.of(language) if entry.definition else ""
            return [one for one in (f"{names}  ({mention.term.place})", definition) if one]
    return []


def _item(offer: Offer, span: types.Range, written: str) -> types.CompletionItem:
    bare = offer.call.strip("{%} ").partition(" ")[2] if offer.call.startswith("{%") else offer.call
    return types.CompletionItem(
        label=bare,
        kind=_KINDS[offer.kind],
        detail=" · ".join(dict.fromkeys(offer.texts)),
        documentation="\n".join(offer.told),
        # What is found by its Chinese or English words is not sorted out again by its id.
        filter_text=written,
        text_edit=types.TextEdit(span, bare),
    )


def _diagnostic(one: Diagnostic, document: TextDocument, language: str) -> types.Diagnostic:
    lines = document.lines
    line = min(max(0, (one.place.line or 1) - 1), max(0, len(lines) - 1))
    length = len(lines[line].rstrip("\n")) if lines else 0
    start = min(max(0, (one.place.column or 1) - 1), length)
    end = min(one.place.end - 1, length) if one.place.end else length
    span = types.Range(types.Position(line, start), types.Position(line, max(start, end)))
    error = one.severity == "error"
    said = [one.message.of(language), *(f"→ {hint.of(language)}" for hint in one.hints)]
    return types.Diagnostic(
        range=document.position_codec.range_to_client_units(lines, span),
        severity=types.DiagnosticSeverity.Error if error else types.DiagnosticSeverity.Warning,
        code=one.rule,
        source="duizhao",
        message="\n".join(map(shown, said)),
    )


def _before(document: TextDocument, position: types.Position) -> str:
    """Return what stands on a line before a position, which counts in the client's units."""
    lines = document.lines
    if position.line >= len(lines):
        return ""
    own = document.position_codec.position_from_client_units(lines, position)
    return lines[position.line][: own.character]


def _units(text: str) -> int:
    """Return the length of a text in UTF-16, as the protocol counts."""
    return len(text.encode("utf-16-le")) // 2


def _escaped(text: str) -> str:
    """Return a text as Markdown that shows it letter by letter."""
    return re.sub(r"([\\`*_{}\[\]()#+!<>|~])", r"\\\1", text)
