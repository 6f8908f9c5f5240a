"""The engine: every rule over every edition, or over one changed pair in a running process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from duizhao.check import scopes
from duizhao.check import settings as settings_file
from duizhao.check.other_side import with_other_side
from duizhao.check.registry import BESIDE_CHECKS, EDITION_CHECKS, PAIR_CHECKS, PROJECT_CHECKS
from duizhao.check.scopes import EditionView, PairView
from duizhao.check.settings import Settings
from duizhao.check.templates import told_of
from duizhao.check.text.lexicon import Lexicon
from duizhao.check.text.same_name import groups_of
from duizhao.check.text.variants import Spellings
from duizhao.diagnostics import Checked, Diagnostic, Stage, stage
from duizhao.document import chapters
from duizhao.document.chapters import Chapter
from duizhao.document.pairs import ChapterPair, pair
from duizhao.project import Edition, reviews
from duizhao.project.glossary import Glossary
from duizhao.project.memo import Memo
from duizhao.render.context import Context
from duizhao.render.render import FilledChapter, FinishedChapter, fill_chapter, finish


@dataclass(frozen=True)
class ReadPair:
    """One chapter read by itself: its blocks in pairs, as readers read it, and as rules see it."""

    pair: ChapterPair
    finished: Mapping[str, FinishedChapter]
    view: PairView


@dataclass(frozen=True)
class Checker:
    """The rules of one project, ready: its glossary compiled and its settings read."""

    root: Path
    lexicon: Lexicon
    spellings: Spellings
    settings: Settings
    memo: Memo | None = None

    @classmethod
    @stage
    def of(cls, root: Path, glossary: Glossary, memo: Memo | None = None) -> Stage[Checker]:
        """Return the checker of a project; what `memo` knows is not found a second time."""
        settings, lexicon = (yield from settings_file.load(root)), Lexicon(glossary)
        groups = groups_of(settings.file.interchangeable)
        return cls(root, lexicon, Spellings(lexicon, groups), settings, memo)

    @stage
    def edition(
        self,
        edition: Edition,
        context: Context,
        pairs: Sequence[ChapterPair],
        filled: Mapping[str, Sequence[FilledChapter]],
        readable: bool = True,
    ) -> Stage[EditionView]:
        """Find what every rule finds in an edition; return the edition as prose.

        What is shown, linked and referred to is tested only where everything could be read:
        otherwise those findings would repeat what is known already.
        """
        views = []
        for index, one in enumerate(pairs):
            both = {language: filled[language][index] for language in edition.languages}
            views.append(self.view(one, both, edition, context))
        for one, view in zip(pairs, views, strict=True):
            own = Checked(None, self.in_pair(one, view))
            yield from told_of(view.name, edition, context.glossary, own)
        whole = self.whole(edition, context, views)
        numbering = repr(context.numbering)
        yield from self.found(("beside", edition.name, numbering), partial(beside_chapters, whole))
        read = ["edition", edition.name, str(readable)]
        read += chain.from_iterable(map(written, pairs))
        yield from self.found(read, partial(across_chapters, whole, readable))
        return whole

    def in_pair(self, pair: ChapterPair, view: PairView) -> tuple[Diagnostic, ...]:
        """Return what the rules find in one chapter pair."""
        read = ("chapter", view.edition.name, repr(view.context.numbering), *written(pair))
        return self.found(read, partial(in_pair, view))

    def in_project(
        self, views: Sequence[EditionView], pairs: Iterable[Sequence[ChapterPair]]
    ) -> tuple[Diagnostic, ...]:
        """Return what the rules find that need all editions; `pairs` are those of each."""
        read = ["project", *chain.from_iterable(map(written, chain.from_iterable(pairs)))]
        return self.found(read, partial(in_project, views))

    def found(
        self, read: Sequence[str], find: Callable[[], Iterable[Diagnostic]]
    ) -> tuple[Diagnostic, ...]:
        """Return what rules find in texts; what is known of them is not found a second time."""
        return tuple(find()) if self.memo is None else self.memo.found(read, find)

    def view(
        self,
        one: ChapterPair,
        filled: Mapping[str, FilledChapter],
        edition: Edition,
        context: Context,
    ) -> PairView:
        """Return a chapter pair as the rules see it."""
        return scopes.view_of(one, filled, edition, context, self.spellings, self.settings)

    def whole(self, edition: Edition, context: Context, views: Iterable[PairView]) -> EditionView:
        """Return an edition as the rules see it."""
        return EditionView(
            self.root,
            edition,
            tuple(views),
            context,
            self.lexicon,
            self.spellings,
            self.settings,
        )

    @stage
    def read_pair(
        self, name: str, texts: Mapping[str, str], edition: Edition, context: Context
    ) -> Stage[ReadPair]:
        """Read one chapter whose texts are given: everything from Markdown to the rules.

        For a running process: the data are as they were read. Rules that need the whole edition
        take its view (`whole`, `in_edition`).
        """
        read = yield from self.read_unruled(name, texts, edition, context)
        yield from self.ruled(read.view)
        return read

    @stage
    def ruled(self, view: PairView) -> Stage[None]:
        """Find what the rules find in one chapter."""
        own = Checked(None, tuple(in_pair(view)))
        yield from told_of(view.name, view.edition, view.context.glossary, own)

    @stage
    def read_unruled(
        self, name: str, texts: Mapping[str, str], edition: Edition, context: Context
    ) -> Stage[ReadPair]:
        """Do the same but for the rules, which take as long again: for one who waits to see it."""
        read = {}
        for code in edition.languages:
            path, reading = edition.chapter_path(name, code), context.reading(name)
            read[code] = [(yield from chapters.parse(texts[code], name, code, path, reading))]
        reviewed = {name: (yield from reviews.load(self.root, edition, name))}
        (one,) = yield from pair(read, reviewed)
        filled, finished = {}, {}
        for language in edition.languages:
            filled[language] = yield from fill_chapter(one, language, context.names_in(one.name))
            finished[language] = yield from finish(filled[language], context)
        return ReadPair(one, finished, self.view(one, filled, edition, context))


def written(pair: ChapterPair) -> list[str]:
    """Return all of a chapter pair that its findings follow from, but for what it draws on."""
    texts = [f"{code} {_text(chapter)}" for code, chapter in pair.chapters.items()]
    return [pair.name, repr(pair.reviews), *(both.anchor for both in pair.blocks), *texts]


def _text(chapter: Chapter) -> str:
    return chapter.blocks[0].source.text if chapter.blocks else ""


def in_pair(view: PairView) -> list[Diagnostic]:
    """Return what the rules find in one chapter pair, each with what the other language says."""
    return [with_other_side(finding, view) for check in PAIR_CHECKS for finding in check(view)]


def claims_told(findings: Iterable[Diagnostic], views: Iterable[EditionView]) -> list[Diagnostic]:
    """Return findings, those of claims with what the other language says.

    Claims are tested while chapters are filled, where nobody sees the other language.
    """
    pairs = [pair for view in views for pair in view.pairs]
    return [with_other_side(f, *pairs) if f.rule == "claim-fails" else f for f in findings]


def in_edition(view: EditionView, readable: bool = True) -> list[Diagnostic]:
    """Return what the rules find beside the chapters of an edition and across them."""
    return [*beside_chapters(view), *across_chapters(view, readable)]


def beside_chapters(view: EditionView) -> list[Diagnostic]:
    """Return what the rules find in the texts beside chapters, whatever stands in these."""
    return [finding for check in BESIDE_CHECKS for finding in check(view)]


def across_chapters(view: EditionView, readable: bool = True) -> list[Diagnostic]:
    """Return what the rules find that need a whole edition."""
    checks = [check for check, family in EDITION_CHECKS if readable or family != "site"]
    return [finding for check in checks for finding in check(view)]


def in_project(views: Sequence[EditionView]) -> list[Diagnostic]:
    """Return what the rules find that need all editions."""
    return [finding for check in PROJECT_CHECKS for finding in check(views)]
