"""The command `check`: everything read, every rule run, pairs recorded as reviewed on demand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from duizhao.check import report, review
from duizhao.check.report import Format
from duizhao.check.rules.claims import other_side
from duizhao.check.scopes import EditionView
from duizhao.diagnostics import Diagnostic, Findings, Place, Problems, in_order
from duizhao.project import Edition, Project


@dataclass(frozen=True)
class Outcome:
    """What a check found, and the chapters it found it in."""

    root: Path
    findings: tuple[Diagnostic, ...]
    views: tuple[EditionView, ...]

    @property
    def failed(self) -> bool:
        """Whether any finding is an error."""
        return any(one.severity == "error" for one in self.findings)

    def written(self, form: Format, language: str, colour: bool) -> str:
        """Return the findings in one of the formats."""
        return report.written(self.findings, form, self.root, language, self.related, colour)

    def related(self, finding: Diagnostic) -> tuple[Place, str] | None:
        """Return what the other language says where a claim fails or a block differs."""
        if finding.rule.partition("-")[0] not in ("claim", "parity", "stale", "term"):
            return None
        for view in self.views:
            for pair in view.pairs:
                beside = other_side(pair, finding.place)
                if beside is not None:
                    return beside
        return None


def run(project: Project, editions: Sequence[Edition], accept: bool) -> Outcome:
    """Check a project; with `accept`, record the chapters of `editions` as reviewed first.

    Accepting silences staleness alone: every other finding stays.
    """
    from duizhao.edition import load

    findings = Findings()
    views: tuple[EditionView, ...] = ()
    try:
        views = load.views(project, findings)
        if accept:
            names = {edition.name for edition in editions}
            for view in views:
                for pair in view.pairs if view.edition.name in names else ():
                    review.accept(project.root, pair)
            kept = [one for one in findings if one.rule != "stale-translation"]
            findings = Findings(kept)
    except Problems as problems:
        findings.extend(problems.diagnostics)
    return Outcome(project.root, tuple(in_order(findings)), views)
