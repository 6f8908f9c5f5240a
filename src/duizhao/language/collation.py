"""Collation: the order in which a dictionary of each language lists names."""

from duizhao.language.packs import language_of


def sort_key(name: str, language: str) -> bytes:
    """Return a key that sorts names by pinyin in Chinese and by the alphabet in English."""
    return language_of(language).writing.sort_key(name)
