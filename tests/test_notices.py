"""What is shipped, bundled and installed is told with its licence: NOTICES, and a site's bill."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tools import notices

from duizhao.site.bill import bill, licence

# Terms on which a report may be made and published; another one is looked at before it is taken.
ACCEPTED = {
    *("0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-CMU"),
    *("GPL-2.0-or-later", "LGPL-2.1-or-later", "MPL-1.1", "MPL-2.0", "PSF-2.0", "Unlicense"),
    *("Zlib", "LLVM-exception"),
}
TERMS = re.compile(r"[^\s()]+")


def test_notices_tell_every_package_that_is_installed() -> None:
    written = notices.NOTICES.read_text(encoding="utf-8")
    assert notices.text() == written, "run python -m tools.notices"
    assert len(notices.installed()) > 70


def test_every_licence_is_known_and_accepted() -> None:
    for package in notices.installed():
        terms = set(TERMS.findall(licence(package))) - {"AND", "OR", "WITH"}
        assert terms, package.metadata["Name"]
        assert terms <= ACCEPTED, package.metadata["Name"]


def test_what_packages_bundle_is_told() -> None:
    written = notices.NOTICES.read_text(encoding="utf-8")
    for package in notices.installed():
        names = {Path(str(file)).stem.lower() for file in package.files or ()}
        if {"pandoc", "simhei"} & names:
            assert f"{package.metadata['Name']} carries" in written


def test_the_bill_names_what_the_lock_holds() -> None:
    made_with = json.loads(bill())
    assert (made_with["bomFormat"], made_with["specVersion"]) == ("CycloneDX", "1.6")
    locked = {(name.lower().replace("_", "-"), version) for name, version in notices.locked()}
    named = {(one["name"], one["version"]) for one in made_with["components"]}
    assert {"mkdocs", "typst", "pandas", "pydantic"} <= {name for name, _ in named}
    assert named <= locked
    assert all(one["licenses"] for one in made_with["components"])
    assert "timestamp" not in bill()
    assert "serialNumber" not in bill()
