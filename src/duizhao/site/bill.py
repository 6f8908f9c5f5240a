"""The bill of materials of a site: the packages that it was made with, in CycloneDX's form."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any

from packaging.requirements import Requirement

from duizhao.diagnostics.extras import PACKAGES, installed

BILL = "bill.cdx.json"
_SELF = "duizhao"
# What a package says of its licence in many words or not at all, by its name.
_SAID_OTHERWISE = {
    "chunspell": "MPL-1.1 OR GPL-2.0-or-later OR LGPL-2.1-or-later",
    "igraph": "GPL-2.0-or-later",
}
# The names in SPDX of what packages call their licences.
_SPDX = {
    "apache 2.0": "Apache-2.0",
    "apache license 2.0": "Apache-2.0",
    "apache license, version 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "apache-2.0": "Apache-2.0",
    "bsd": "BSD-3-Clause",
    "bsd license": "BSD-3-Clause",
    "bsd-2-clause": "BSD-2-Clause",
    "bsd-3-clause": "BSD-3-Clause",
    "isc license (iscl)": "ISC",
    "mit": "MIT",
    "mit license": "MIT",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "mpl-2.0": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
    "the unlicense (unlicense)": "Unlicense",
}


def licence(package: Distribution) -> str:
    """Return a package's licence as an expression of SPDX; "" where it states none."""
    metadata = package.metadata
    if known := _SAID_OTHERWISE.get(_normal(metadata["Name"])):
        return known
    if expression := metadata.get_all("License-Expression"):
        return str(expression[0])
    stated = metadata.get_all("License") or []
    stated += [
        one.rpartition("::")[2]
        for one in metadata.get_all("Classifier") or []
        if one.startswith("License ::")
    ]
    names = (_SPDX.get(" ".join(one.split()).lower()) for one in stated)
    return next(filter(None, names), "")


@cache
def bill() -> str:
    """Return the bill as JSON. It names no machine and no moment: the same packages, same bytes."""
    components = [_component(one) for _, one in sorted(_made_with().items())]
    content = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": _SELF}},
        "components": components,
    }
    return json.dumps(content, indent=1) + "\n"


def _component(package: Distribution) -> dict[str, Any]:
    name, version = _normal(package.metadata["Name"]), package.version
    address = f"pkg:pypi/{name}@{version}"
    stated = licence(package)
    return {
        "type": "library",
        "bom-ref": address,
        "name": name,
        "version": version,
        **({"licenses": [{"expression": stated}]} if stated else {}),
        "purl": address,
    }


def _made_with() -> dict[str, Distribution]:
    """Return the packages that this program and its extras that are installed need, by name."""
    found: dict[str, Distribution] = {}
    asked: set[tuple[str, str]] = set()
    waiting = [(_SELF, ""), *((_SELF, extra) for extra in PACKAGES if installed(extra))]
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in asked:
            continue
        asked.add((name, extra))
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue
        if name != _SELF:
            found[name] = package
        for written in package.requires or []:
            needed = Requirement(written)
            if needed.marker is None or needed.marker.evaluate({"extra": extra}):
                waiting += [(_normal(needed.name), one) for one in ("", *needed.extras)]
    return found


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
