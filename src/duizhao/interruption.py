"""Interruption: Ctrl-C and SIGTERM end the program within a second, and its workers with it.

Only the standard library is imported here, so that the very first moment is covered too.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# How long what is being done may take to tidy up after itself before it is cut short.
_PATIENCE = 0.6
_LOOK = 0.2
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Interrupted(KeyboardInterrupt):
    """Raised in the main thread by the first signal; `number` is the signal's."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def watch() -> None:
    """From now on, end on Ctrl-C or SIGTERM with one line and the exit code that shells expect.

    The main thread is interrupted, so that temporary files are removed; a thread ends the process
    when that takes too long, be it in a library's code.
    """
    # Python's own process that frees what workers shared does so in silence.
    quiet = [*filter(None, [os.environ.get("PYTHONWARNINGS")]), "ignore:resource_tracker"]
    os.environ["PYTHONWARNINGS"] = ",".join(quiet)
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    for number in _SIGNALS:
        signal.signal(number, _raised)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    threading.Thread(target=_cut_short, args=(reading,), daemon=True).start()


@contextmanager
def held() -> Iterator[None]:
    """Interrupt after what is begun here, not within: a worker half begun would die noisily."""
    _HOLD.acquire()
    try:
        yield
    finally:
        _HOLD.release()
        if _CAME:
            raise Interrupted(_CAME.pop())


def ended(number: int = signal.SIGINT) -> None:
    """Say that the program was interrupted and end it now, without waiting for its workers."""
    for each in _SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    _end(number)


def follow(parent: int) -> None:
    """End this worker soon after the process `parent` has ended, however it ended.

    Ctrl-C reaches a worker as well; it leaves it to its parent to end.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_until_orphaned, args=(parent,), daemon=True).start()


def _raised(number: int, frame: FrameType | None) -> None:
    for each in _SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    if _HOLD.locked():
        _CAME.append(number)
    else:
        raise Interrupted(number)


def _cut_short(reading: int) -> None:
    while (number := os.read(reading, 1)[0]) not in _SIGNALS:
        pass
    time.sleep(_PATIENCE)
    _end(number)


def _until_orphaned(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)


def _end(number: int) -> None:
    if _ENDING.acquire(blocking=False):
        sys.stdout.flush()
        print(_words(), file=sys.stderr, flush=True)
        os._exit(128 + number)


def _words() -> str:
    from duizhao.diagnostics.finding import Words, terminal_language

    return Words("已中断", "interrupted").of(terminal_language())


_ENDING = threading.Lock()
_HOLD = threading.Lock()
_CAME: list[int] = []
