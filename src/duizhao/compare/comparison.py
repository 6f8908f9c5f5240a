"""Comparison: two texts that are no project, held against each other and themselves."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from duizhao.check.text.lexicon import NOBODY, of_folder
from duizhao.compare.differences import differences
from duizhao.compare.pairing import Pair, pairs
from duizhao.compare.paragraphs import Document, Paragraph
from duizhao.compare.reading import read
from duizhao.compare.within import contradictions
from duizhao.diagnostics import Diagnostic, Place, Stage, Words, stage

# Letters from which on a part of a document in one language is more than a name or a title.
LONG = {"zh": 400, "en": 1200}


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
    lexicon = NOBODY if glossary is None else (yield from of_folder(root, glossary))
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
    paired = tuple(pair for zh, en in sides for pair in pairs(zh, en, lexicon))
    yield from differences(paired)
    return Comparison({one.language: one.path for both in sides for one in both}, paired)


Sides = Sequence[tuple[Document, Document]]


def _sides(documents: Sequence[Document], named: int) -> Stage[Sides | None]:
    """Return the Chinese and the English text; one that holds both is taken apart."""
    if len(documents) < named:
        return None
    if named == 1:
        return _apart(documents[0])
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
    # What is in the other language in between, such as an abstract, was not translated here.
    own = {
        one.language: tuple(p for p in one.paragraphs if p.language == one.language)
        for one in documents
    }
    zh, en = documents if first.language == "zh" else documents[::-1]
    return [(replace(zh, paragraphs=own["zh"]), replace(en, paragraphs=own["en"]))]


def _apart(whole: Document) -> Sides:
    """Return the two languages of one document: each part beside the next, or all beside all.

    A report may hold a summary in both languages and go on in one of them: then a long part in one
    language answers the long part that follows it.
    """
    runs = [
        (language, tuple(group))
        for language, group in itertools.groupby(whole.paragraphs, lambda one: one.language)
    ]
    long = [(lang, run) for lang, run in runs if sum(len(p.raw) for p in run) >= LONG[lang]]
    # What is short and in between, such as a name, parts nothing.
    joined = [
        (language, tuple(p for _, run in group for p in run))
        for language, group in itertools.groupby(long, lambda one: one[0])
    ]
    sides = [
        _documents(whole, dict(joined[index : index + 2])) for index in range(0, len(joined) - 1, 2)
    ]
    if sides:
        return sides
    every = {lang: tuple(p for p in whole.paragraphs if p.language == lang) for lang in LONG}
    return [_documents(whole, every)]


def _documents(
    whole: Document, parts: Mapping[str, tuple[Paragraph, ...]]
) -> tuple[Document, Document]:
    return (
        replace(whole, language="zh", paragraphs=parts["zh"]),
        replace(whole, language="en", paragraphs=parts["en"]),
    )
