"""Scopes: what a rule looks at: one chapter in the report’s languages, or a whole edition.

Texts beside chapters are blocks like those of a chapter, so the same rules read them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, permutations
from pathlib import Path

from duizhao.check.settings import Published, Settings
from duizhao.check.text import beside, prose
from duizhao.check.text.alignment import Bead, aligned, units
from duizhao.check.text.beside import NAMES, SENTENCES
from duizhao.check.text.comparisons import Compared, comparisons_of
from duizhao.check.text.coordinates import Figures, figures_of
from duizhao.check.text.lexicon import Lexicon
from duizhao.check.text.pairing import paired
from duizhao.check.text.prose import Passage
from duizhao.check.text.remembered import remembered
from duizhao.check.text.variants import Spellings
from duizhao.diagnostics import Diagnostic, Place
from duizhao.document.pairs import ChapterPair
from duizhao.document.tree import found
from duizhao.expressions.fill import Filled
from duizhao.files import yaml_places
from duizhao.files.yaml_places import Document
from duizhao.project import Edition
from duizhao.project.reviews import Review
from duizhao.render.context import Context
from duizhao.render.render import FilledChapter

# The languages whose text the rules can read.
READ = ("zh", "en")
RUNNING = ("paragraph", "list", "quote", "callout", "footnote", *SENTENCES)
# What is compared sentence by sentence: a heading is one.
COMPARED = (*RUNNING, "heading", *NAMES)


@dataclass(frozen=True)
class BlockView:
    """A block in each language of the report, as prose; `review` is what a review records of it.

    `zh` and `en` are for rules that need these languages and say so where they are registered.
    """

    anchor: str
    texts: Mapping[str, Passage]
    review: Review | None = None

    def of(self, language: str) -> Passage:
        """Return the block in `language`."""
        return self.texts[language]

    @property
    def kind(self) -> str:
        """Return what kind of block it is."""
        return next(iter(self.texts.values())).kind

    @property
    def zh(self) -> Passage:
        """Return the Chinese block."""
        return self.texts["zh"]

    @property
    def en(self) -> Passage:
        """Return the English block."""
        return self.texts["en"]

    def beads(self, lexicon: Lexicon) -> tuple[Bead, ...]:
        """Return the sentences of both sides, aligned."""
        if "beads" not in self._made:
            self._made["beads"] = aligned(units(self.zh, lexicon), units(self.en, lexicon))
        return self._made["beads"]

    @cached_property
    def _made(self) -> dict[str, tuple[Bead, ...]]:
        return {}

    @property
    def both(self) -> tuple[tuple[Passage, Passage], ...]:
        """Return each block that rules can read together with its other half."""
        return tuple(permutations([self.texts[one] for one in READ if one in self.texts], 2))


@dataclass(frozen=True)
class PairView:
    """A chapter in each language of the report, with all that its rules may look at.

    Blocks of one language that have no counterpart stand `alone` and are not compared. `aligned`
    is false when no blocks are to be compared at all.
    """

    name: str
    edition: Edition
    blocks: tuple[BlockView, ...]
    aligned: bool
    context: Context
    lexicon: Lexicon
    spellings: Spellings
    settings: Settings
    reviews: tuple[Review, ...] | None = None
    alone: tuple[Passage, ...] = ()

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages of the report that rules can read."""
        return tuple(one for one in READ if one in self.edition.languages)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Return every block in every language that rules can read."""
        both = (block.of(language) for block in self.blocks for language in self.languages)
        return (*both, *(one for one in self.alone if one.language in self.languages))

    @property
    def every_text(self) -> Iterator[Passage]:
        """Yield every block in every language of the report, also where rules cannot read it."""
        return chain(
            (passage for block in self.blocks for passage in block.texts.values()), self.alone
        )

    @property
    def beads(self) -> Iterator[tuple[BlockView, tuple[Bead, ...]]]:
        """Yield every block of words with its sentences aligned."""
        if self.aligned:
            for block in self.blocks:
                if block.kind in COMPARED:
                    yield block, block.beads(self.lexicon)

    def only(self, kinds: Sequence[str]) -> PairView:
        """Return the blocks of some kinds alone."""
        return replace(self, blocks=tuple(one for one in self.blocks if one.kind in kinds))

    @cached_property
    def figures(self) -> Figures:
        """Return the figures that values come from, and the words for their rows and columns."""
        return figures_of(self.context.names_in(self.name), self.lexicon)

    def compared(self, passage: Passage) -> tuple[Compared, ...]:
        """Return the comparisons that the claims of one of these blocks make."""
        if id(passage) not in self._compared:
            self._compared[id(passage)] = comparisons_of(passage, self.figures)
        return self._compared[id(passage)]

    @cached_property
    def _compared(self) -> dict[int, tuple[Compared, ...]]:
        return {}

    @cached_property
    def told(self) -> dict[str, tuple[Diagnostic, ...]]:
        """Return what rules have found here, by their ids, as far as they were asked."""
        return {}

    def excepted(self, passage: Passage, offset: int) -> bool:
        """Whether check.yml lets what stands here differ from the other language."""
        around = passage.raw[max(0, offset - 40) : offset + 40]
        return self.settings.allows(self.settings.file.parity, around, passage.start.path)


@dataclass(frozen=True)
class EditionView:
    """An edition: its chapters, its figures' words, its data, and the project it stands in."""

    root: Path
    edition: Edition
    pairs: tuple[PairView, ...]
    context: Context
    lexicon: Lexicon
    spellings: Spellings
    settings: Settings

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages of the report that rules can read."""
        return tuple(one for one in READ if one in self.edition.languages)

    @cached_property
    def published(self) -> Published:
        """Return what check.yml says that the published numbers of this edition obey."""
        return self.settings.file.published(self.edition.name)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Return every passage of every chapter in every language that rules can read."""
        return tuple(passage for pair in self.pairs for passage in pair.passages)

    @cached_property
    def document(self) -> Document:
        """Return the edition’s file with the places of its keys."""
        document = yaml_places.read(self.root, self.edition.path).value
        assert document is not None, "an edition that cannot be read is not checked"
        return document

    @property
    def beside(self) -> tuple[PairView, PairView]:
        """Return the texts beside chapters: those of this edition, and those that all share."""
        read = (self.edition, self.context)
        return (
            _own(self.context, self.spellings, self.settings, self.edition, self.document),
            _shared(self.root, self.spellings, self.settings, *read),
        )


@remembered(by=3)
def _own(
    context: Context,
    spellings: Spellings,
    settings: Settings,
    edition: Edition,
    document: Document,
) -> PairView:
    codes = edition.languages
    figures = context.figures.values()
    texts = chain(
        *(beside.of_figure(one, codes, context.names_under(one)) for one in figures),
        beside.of_errata(context.data, codes),
        beside.of_edition(edition, document, context.namespace),
    )
    blocks = tuple(BlockView("", one) for one in texts)
    return PairView("", edition, blocks, True, context, spellings.lexicon, spellings, settings)


@remembered(by=3)
def _shared(
    root: Path, spellings: Spellings, settings: Settings, edition: Edition, context: Context
) -> PairView:
    texts = beside.of_project(root, spellings.lexicon.glossary, edition.languages)
    blocks = tuple(BlockView("", one) for one in texts)
    return PairView("", edition, blocks, True, context, spellings.lexicon, spellings, settings)


def view_of(
    pair: ChapterPair,
    filled: Mapping[str, FilledChapter],
    edition: Edition,
    context: Context,
    spellings: Spellings,
    settings: Settings,
) -> PairView:
    """Return a chapter pair as prose."""
    results: dict[Place, object] = {}
    for chapter in filled.values():
        for block in chapter.blocks:
            for one in found(block.node, Filled):
                results[one.expression.place] = one.result
    lexicon = spellings.lexicon
    blocks = [
        BlockView(
            both.anchor,
            {code: prose.of_block(block, code, results) for code, block in both.blocks.items()},
            both.review,
        )
        for both in pair.blocks
    ]
    alone: tuple[Passage, ...] = ()
    if not pair.aligned and {*READ} == {*pair.chapters}:
        texts = [
            [prose.of_block(block, code, results) for block in pair.chapters[code].blocks]
            for code in READ
        ]
        together = paired(texts[0], texts[1], lexicon)
        taken = {id(one) for two in together for one in two}
        blocks = [BlockView("", {"zh": zh, "en": en}) for zh, en in together]
        alone = tuple(one for side in texts for one in side if id(one) not in taken)
    return PairView(
        pair.name,
        edition,
        tuple(blocks),
        pair.aligned or {*READ} == {*pair.chapters},
        context,
        lexicon,
        spellings,
        settings,
        pair.reviews,
        alone,
    )
