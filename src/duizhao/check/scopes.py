"""Scopes: what a rule looks at: one chapter in the report’s languages, or a whole edition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import permutations
from pathlib import Path

from duizhao.check.settings import Published, Settings
from duizhao.check.text import prose
from duizhao.check.text.alignment import Bead, aligned, units
from duizhao.check.text.coordinates import Figures, figures_of
from duizhao.check.text.lexicon import Lexicon
from duizhao.check.text.prose import Passage
from duizhao.check.text.variants import Spellings
from duizhao.diagnostics import Place
from duizhao.document.pairs import ChapterPair
from duizhao.document.source import masked
from duizhao.document.tree import Tag, found
from duizhao.expressions.fill import Filled
from duizhao.files.multilingual import Texts
from duizhao.project import Edition
from duizhao.project.figures import Figure
from duizhao.project.reviews import Review
from duizhao.render.context import Material
from duizhao.render.render import FilledChapter

# The languages whose text the rules can read.
READ = ("zh", "en")
RUNNING = ("paragraph", "list", "quote", "callout", "footnote")


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

    @property
    def both(self) -> tuple[tuple[Passage, Passage], ...]:
        """Return each block that rules can read together with its other half."""
        return tuple(permutations([self.texts[one] for one in READ if one in self.texts], 2))


@dataclass(frozen=True)
class PairView:
    """A chapter in each language of the report, with all that its rules may look at.

    `aligned` is false when the blocks of the languages do not correspond: then comparing
    them block by block would only repeat that.
    """

    name: str
    edition: Edition
    blocks: tuple[BlockView, ...]
    aligned: bool
    material: Material
    lexicon: Lexicon
    spellings: Spellings
    settings: Settings
    reviews: tuple[Review, ...] | None = None

    @property
    def languages(self) -> tuple[str, ...]:
        """Return the languages of the report that rules can read."""
        return tuple(one for one in READ if one in self.edition.languages)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Return every block in every language that rules can read."""
        return tuple(block.of(language) for block in self.blocks for language in self.languages)

    @property
    def every_text(self) -> Iterator[Passage]:
        """Yield every block in every language of the report, also where rules cannot read it."""
        return (passage for block in self.blocks for passage in block.texts.values())

    @cached_property
    def beads(self) -> tuple[tuple[BlockView, tuple[Bead, ...]], ...]:
        """Return every block of running text with its sentences aligned."""
        if not self.aligned:
            return ()
        return tuple(
            (block, aligned(units(block.zh, self.lexicon), units(block.en, self.lexicon)))
            for block in self.blocks
            if block.zh.kind in RUNNING
        )

    @cached_property
    def figures(self) -> Figures:
        """Return the figures that values come from, and the words for their rows and columns."""
        return figures_of(self.material.names_in(self.name), self.lexicon)

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
    material: Material
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
    def words(self) -> tuple[Passage, ...]:
        """Return the words of every figure as passages."""
        return tuple(one for figure in self.material.figures.values() for one in words_of(figure))


def view_of(
    pair: ChapterPair,
    filled: Mapping[str, FilledChapter],
    edition: Edition,
    material: Material,
    spellings: Spellings,
    settings: Settings,
) -> PairView:
    """Return a chapter pair as prose."""
    results: dict[Place, object] = {}
    for chapter in filled.values():
        for block in chapter.blocks:
            for one in found(block.node, Filled):
                results[one.expression.place] = one.result
    blocks = tuple(
        BlockView(
            both.anchor,
            {code: prose.of_block(block, code, results) for code, block in both.blocks.items()},
            both.review,
        )
        for both in pair.blocks
    )
    aligned = pair.aligned and all(
        len({_shape(passage) for passage in both.texts.values()}) == 1 for both in blocks
    )
    lexicon = spellings.lexicon
    return PairView(
        pair.name, edition, blocks, aligned, material, lexicon, spellings, settings, pair.reviews
    )


def _shape(passage: Passage) -> tuple[str, str]:
    tag = next((s.piece for s in passage.spans if isinstance(s.piece, Tag)), None)
    shown = f"{tag.name} {tag.argument}" if tag and passage.kind == "display" else ""
    return (passage.kind, shown)


# The words of figures as passages, by the figure itself: many rules read them one after another,
# and while one chapter changes again and again the figures are the same.
_WORDS: dict[int, tuple[Figure, tuple[Passage, ...]]] = {}


def words_of(figure: Figure) -> tuple[Passage, ...]:
    """Return a figure's own words as passages: caption, headings, note, alternative text."""
    kept = _WORDS.get(id(figure))
    if kept is None or kept[0] is not figure:
        if len(_WORDS) > 1024:
            _WORDS.clear()
        kept = _WORDS[id(figure)] = (figure, _words_of(figure))
    return kept[1]


def _words_of(figure: Figure) -> tuple[Passage, ...]:
    file = figure.file
    texts: list[tuple[str, Texts, tuple[str | int, ...]]] = [
        ("caption", file.title, ("title",)),
        ("label", file.row, ("row",)),
    ]
    texts += [("label", c.title, ("columns", n, "title")) for n, c in file.columns.items()]
    texts += [("bin", label, ("rows", row)) for row, label in file.rows.items()]
    if file.note:
        texts.append(("note", file.note, ("note",)))
    if file.alt:
        texts.append(("alt", file.alt, ("alt",)))
    passages = []
    for kind, both, location in texts:
        for language in (one for one in READ if one in both.languages):
            place = figure.document.place(*location, language)
            text = both.of(language)
            # What is wrong with the text was told when the figure was put into words.
            source = masked(text, place).value
            passages.append(prose.of_words(source, language, kind))
    return tuple(passages)
