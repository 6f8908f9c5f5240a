"""The console: a command's findings told once, in the form asked for, and its exit code.

Every command runs inside `command`. Findings go to stderr as text, or to stdout as JSON, SARIF or
annotations; then everything else that a command says goes to stderr, so that stdout is for the
program that reads it. What the operating system refuses is a finding as well.
"""

from __future__ import annotations

import enum
import errno
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO, TypeVar

import typer

from duizhao import interruption
from duizhao import project as projects
from duizhao.commands.progress import Progress
from duizhao.diagnostics import (
    Diagnostic,
    Findings,
    Problems,
    Words,
    summary,
    terminal_language,
)
from duizhao.diagnostics.extras import lacked
from duizhao.diagnostics.formats import Format, written
from duizhao.diagnostics.printing import COLOURS, PLAIN
from duizhao.diagnostics.refusals import refused
from duizhao.project import Project

Answer = TypeVar("Answer", str, bool)


class Form(enum.StrEnum):
    """How findings are written."""

    text = "text"
    json = "json"
    sarif = "sarif"
    github = "github"


class Shape(enum.StrEnum):
    """How a comparison is written."""

    text = "text"
    markdown = "markdown"
    json = "json"


FORMATS: dict[Form, Format] = {
    Form.text: "text",
    Form.json: "json",
    Form.sarif: "sarif",
    Form.github: "github",
}


@dataclass(frozen=True)
class Asked:
    """How much a person wants to be told beside what a command is asked for."""

    quiet: bool = False
    verbose: bool = False
    profile: bool = False


@dataclass
class Console:
    """Where a command says what it has to say: its form, its language, what it has found."""

    form: Form
    language: str
    progress: Progress
    root: Path = Path()
    findings: Findings = field(default_factory=Findings)

    @property
    def output(self) -> TextIO:
        """Return the stream for what a command is asked for, apart from findings."""
        return sys.stdout if self.form is Form.text else sys.stderr

    def project(self) -> Project:
        """Read the project around the folder that the command was given in."""
        self.root = projects.find_root(Path.cwd())
        return projects.load(self.root)

    def line(self, text: str) -> None:
        """Say a line of what the command is asked for."""
        typer.echo(text, file=self.output)

    def say(self, words: Words) -> None:
        """Say a line of what the command is asked for, in the reader's language."""
        self.line(words.of(self.language))

    def note(self, words: Words) -> None:
        """Say something aside, in the reader's language."""
        typer.echo(words.of(self.language), err=True)

    def answer(self, given: Answer | None, question: Words, usual: Answer) -> Answer:
        """Return what was given, else what a person at the terminal says, else what is usual."""
        if given is not None:
            return given
        if not sys.stdin.isatty():
            return usual
        text = question.of(self.language)
        if isinstance(usual, bool):
            return typer.confirm(text, default=usual)
        return str(typer.prompt(text, default=usual))

    def found(self, findings: Iterable[Diagnostic]) -> None:
        """Take findings in; they are told when the command ends."""
        self.findings.extend(findings)

    def tell(self) -> None:
        """Print all findings, and count them when any is an error."""
        if self.form is not Form.text:
            text = written(self.findings, FORMATS[self.form], self.root, self.language)
            typer.echo(text, nl=False)
            return
        style = COLOURS if sys.stderr.isatty() else PLAIN
        text = written(self.findings, "text", self.root, self.language, style)
        typer.echo(text, err=True, nl=False)
        if self.findings.failed:
            self.note(summary(tuple(dict.fromkeys(self.findings))))


@contextmanager
def command(form: Form = Form.text, asked: Asked = Asked()) -> Iterator[Console]:
    """Run a command, tell what it found or what stopped it, and exit with 1 on any error."""
    language = terminal_language()
    console = Console(form, language, Progress(language, asked.quiet, asked.verbose))
    try:
        with console.progress.profiled() if asked.profile else nullcontext():
            yield console
    except Problems as problems:
        console.found(problems.diagnostics)
    except ModuleNotFoundError as error:
        lack = lacked(error)
        if lack is None:
            raise
        console.found([lack])
    except KeyboardInterrupt as interrupt:
        interruption.ended(*interrupt.args[:1])
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise  # who reads our output has closed it: nobody is left to be told
        console.found([refused(error, console.root)])
    console.tell()
    if console.findings.failed:
        raise typer.Exit(1)
