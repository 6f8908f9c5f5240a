"""The order of a Chinese dictionary."""

import re

# Words in which a character is not read as it is sorted (重 is chong here, and zhong in the
# standard). It is exchanged for one that reads alike.
_READINGS = {"重庆": "崇庆"}


def sort_key(name: str) -> bytes:
    """Return a key that sorts names by pinyin, Latin letters and digits first.

    GB 2312 holds its common characters in the order of pinyin, and GB 18030 keeps their codes;
    rarer ones follow after z, by radical. Marks do not count.
    """
    folded = re.sub(r"\W", "", name.casefold())
    for written, alike in _READINGS.items():
        folded = folded.replace(written, alike)
    return folded.encode("gb18030")
