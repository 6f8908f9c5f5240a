"""Progress: what a long command is at, shown on a terminal, told in lines, or summed up."""

from __future__ import annotations

import cProfile
import io
import pstats
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

import typer

from duizhao.diagnostics import Words

Doing = Callable[[Words], AbstractContextManager[None]]
READING = Words("通读和检查", "reading and checking")
PROFILE = "duizhao.pstats"
_FUNCTIONS = 20


@dataclass
class Progress:
    """What a person has asked to be told of a command's stages, and how long each took.

    On a terminal the stage at hand is shown while it lasts, unless `quiet`; `verbose` says each
    with its seconds when it is over, wherever it is read.
    """

    language: str
    quiet: bool = False
    verbose: bool = False
    spent: list[tuple[Words, float]] = field(default_factory=list)

    @contextmanager
    def doing(self, stage: Words) -> Iterator[None]:
        """Show a stage for as long as it takes."""
        start = time.perf_counter()
        try:
            with self._shown(stage.of(self.language)):
                yield
        finally:
            self.spent.append((stage, time.perf_counter() - start))
            if self.verbose:
                typer.echo(self._line(*self.spent[-1]), err=True)

    @contextmanager
    def _shown(self, text: str) -> Iterator[None]:
        if self.quiet or not sys.stderr.isatty():
            yield
            return
        from rich.console import Console

        with Console(stderr=True).status(f"{text} …"):
            yield

    def _line(self, stage: Words, seconds: float) -> str:
        return f"{seconds:8.2f} s  {stage.of(self.language)}"

    @contextmanager
    def profiled(self) -> Iterator[None]:
        """Measure what happens inside; then print stages and functions, and keep the trace."""
        profile = cProfile.Profile()
        try:
            with profile:
                yield
        finally:
            profile.dump_stats(PROFILE)
            table = io.StringIO()
            stats = pstats.Stats(profile, stream=table).sort_stats("cumulative")
            stats.print_stats(_FUNCTIONS)
            lines = [self._line(*one) for one in self.spent]
            typer.echo("\n".join([*lines, table.getvalue().strip(), PROFILE]), err=True)


@contextmanager
def untold(stage: Words) -> Iterator[None]:
    """Show nothing: for whoever runs a command's work without a console."""
    yield
