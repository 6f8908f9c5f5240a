"""The command `compare`: two texts that are no project, held against each other and themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from duizhao.check.text.lexicon import Lexicon
from duizhao.compare.differences import differences
from duizhao.compare.page import page
from duizhao.compare.pairing import NOBODY, Pair, pairs
from duizhao.compare.paragraphs import Document
from duizhao.compare.reading import read
from duizhao.compare.within import contradictions
from duizhao.diagnostics import Diagnostic, Place, Stage, Words, stage
from duizhao.files.writing import write_all
from duizhao.project import glossary as glossaries


@dataclass(frozen=True)
class Comparison:
    """Two texts that were read and paired: their files by language, and the pairs."""

    paths: dict[str, str]
    pairs: tuple[Pair, ...]


@stage
def compare(
    root: Path, paths: Sequence[str], glossary: Path | None = None
) -> Stage[Comparison | None]:
    """Compare two texts in two languages, in whatever order, or one that holds both.

    None where one cannot be read, or both are in one language.
    """
    lexicon = NOBODY if glossary is None else Lexicon((yield from _glossary(root, glossary)))
    documents = []
    for path in paths:
        document = yield from read(root, path)
        if document is not None:
            documents.append(document)
    for document in documents:
        yield from contradictions(document)
    sides = yield from _sides(documents, len(paths))
    if sides is None:
        return None
    paired = pairs(sides["zh"], sides["en"], lexicon)
    yield from differences(paired)
    return Comparison({language: one.path for language, one in sides.items()}, paired)


def _sides(documents: Sequence[Document], named: int) -> Stage[dict[str, Document] | None]:
    """Return the Chinese and the English text; one that holds both is taken apart."""
    if len(documents) < named:
        return None
    if named == 1:
        (whole,) = documents
        return {
            language: replace(
                whole,
                language=language,
                paragraphs=tuple(p for p in whole.paragraphs if p.language == language),
            )
            for language in ("zh", "en")
        }
    first, second = documents
    if first.language == second.language:
        name = Words("中文", "Chinese") if first.language == "zh" else Words("英文", "English")
        message = Words(
            f"这个文件和“{first.path}”都是{name.zh}",
            f"this and “{first.path}” are both in {name.en}",
        )
        hint = Words("请给出中英文各一个文件", "name one text in Chinese and one in English")
        yield Diagnostic("one-language", Place(second.path), message, hint)
        return None
    return {one.language: one for one in documents}


def _glossary(root: Path, folder: Path) -> Stage[glossaries.Glossary]:
    """Read a glossary: the folder of that name, as projects have it."""
    path = (root / folder).resolve()
    if path.name != "glossary" or not path.is_dir():
        message = Words("这不是名为glossary的文件夹", "this is no folder called glossary")
        hint = Words(
            "术语表的写法见docs/editors.md", "docs/editors.md says how a glossary is written"
        )
        yield Diagnostic("missing-file", Place(str(folder)), message, hint)
        return glossaries.Glossary({})
    return (yield from glossaries.load(path.parent))


def write_page(path: Path, comparison: Comparison, findings: Sequence[Diagnostic]) -> None:
    """Write both texts side by side as one HTML page."""
    write_all({path: page(comparison.pairs, findings, comparison.paths).encode()})
