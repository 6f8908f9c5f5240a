"""Spelling: English words that a British dictionary, the glossary and check.yml do not know."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from hunspell import Hunspell

from duizhao.check.registry import text_rule
from duizhao.check.scopes import PairView
from duizhao.check.text.prose import MASK, Passage
from duizhao.diagnostics import Diagnostic, Words

_DICTIONARY = Path(__file__).parents[1] / "dictionary"
_WORD = re.compile(r"(?<![\w\ue000-\ue002.@/])[A-Za-z][a-z]+(?:[’'][a-z]+)?(?![\w@/])")
# Surnames in a citation are nobody's spelling: Clauset, Shalizi and Newman (2009).
_CITED = re.compile(r"(?:[A-Z][\w’-]+(?:, | and | & ))*[A-Z][\w’-]+(?: et al\.)? \(\d{4}[a-z]?\)")


@lru_cache(maxsize=1)
def british() -> Hunspell:
    """Return Hunspell with the British dictionary of this folder (see `dictionary/ORIGIN.md`)."""
    with TemporaryDirectory() as folder:  # Hunspell reads files, and only while it begins
        for file in ("en_GB.aff", "en_GB.dic"):
            content = gzip.decompress((_DICTIONARY / f"{file}.gz").read_bytes())
            (Path(folder) / file).write_bytes(content)
        return Hunspell("en_GB", hunspell_data_dir=folder)


@lru_cache(maxsize=65536)
def known(word: str) -> bool:
    """Whether the dictionary knows a word, as written or without its possessive ending."""
    dictionary = british()
    plain = re.sub(r"[’']s$", "", word).replace("’", "'")
    return bool(dictionary.spell(plain) or dictionary.spell(plain.lower()))


@text_rule("spelling", "copywriting", "en")
def spelling(passage: Passage, view: PairView) -> Iterator[Diagnostic]:
    """An English word is misspelt, or spelt as in America.

    Tested against a British dictionary; names and terms of the glossary are known, and `words` in
    check.yml lists what else this report uses.

    英文单词拼写有误，或用了美式拼写。词典为英式英语；术语表中的名称和check.yml的words不算。
    """
    if passage.kind in ("display", "other"):
        return
    text = view.lexicon.without_names(passage.own, "en", MASK)
    text = _CITED.sub(lambda match: MASK * len(match[0]), text)
    own = {word.casefold() for word in view.settings.file.words}
    for match in _WORD.finditer(text):
        word = match[0]
        plain = re.sub(r"[’']s$", "", word)
        if plain.casefold() in own or known(word):
            continue
        meant = _suggestion(word)
        yield Diagnostic(
            "spelling",
            passage.place(match.start(), match.end()),
            Words(f"词典里没有“{word}”", f"“{word}” is not in the dictionary"),
            Words(f"您是不是指“{meant}”？", f"did you mean “{meant}”?") if meant else None,
        )


@lru_cache(maxsize=4096)
def _suggestion(word: str) -> str | None:
    meant = british().suggest(word)
    return str(meant[0]) if meant else None
