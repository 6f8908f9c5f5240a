"""Watching: which files of a project were changed, told in batches as soon as it is quiet."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

# What a report is read from; what builds and tests leave beside it changes nothing.
FILES = ("duizhao.yml", "check.yml")
FOLDERS = ("report", "glossary", "figures", "data", "analysis")
# An editor writes a file in several steps, a checkout many files: both are taken in at once.
QUIET = 0.03
_LOOK = 0.5


class _Told(FileSystemEventHandler):
    def __init__(self, root: Path, changed: queue.SimpleQueue[str]) -> None:
        self.root = root
        self.changed = changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.is_directory or event.event_type in ("opened", "closed_no_write"):
            return
        for path in (event.src_path, event.dest_path):
            text = str(path)
            if text and not Path(text).name.startswith("."):
                self.changed.put(Path(text).relative_to(self.root).as_posix())


@contextmanager
def watching(root: Path) -> Iterator[Iterator[frozenset[str]]]:
    """Give the batches of changed files, relative to `root`; an empty one says nothing happened.

    The empty batches come twice a second, so that whoever waits can end.
    """
    changed: queue.SimpleQueue[str] = queue.SimpleQueue()
    observer = Observer()
    handler = _Told(root, changed)
    observer.schedule(handler, str(root), recursive=False)
    for name in FOLDERS:
        if (root / name).is_dir():
            observer.schedule(handler, str(root / name), recursive=True)
    observer.start()
    try:
        yield _batches(changed)
    finally:
        observer.stop()
        observer.join()


def _batches(changed: queue.SimpleQueue[str]) -> Iterator[frozenset[str]]:
    while True:
        batch: set[str] = set()
        wait = _LOOK
        while True:
            try:
                path = changed.get(timeout=wait)
            except queue.Empty:
                break
            if path in FILES or path.startswith(tuple(f"{name}/" for name in FOLDERS)):
                batch.add(path)
            wait = QUIET
        yield frozenset(batch)
