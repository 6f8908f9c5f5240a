"""The order of an English dictionary."""

import re


def sort_key(name: str) -> bytes:
    """Return a key that sorts names by the alphabet; capitals and marks do not count."""
    return re.sub(r"\W", "", name.casefold()).encode()
