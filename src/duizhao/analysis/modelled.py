"""An edition's microdata, where a script of `analysis/` models them."""

from __future__ import annotations

from pathlib import Path

from duizhao.analysis import fingerprints
from duizhao.analysis.loading import load, raised
from duizhao.analysis.scripts import PACKAGE, Scripts
from duizhao.diagnostics import Diagnostic, Place, Stage, Words, did_you_mean, stage
from duizhao.files.cache import (
    file_fingerprint,
    files_fingerprint,
    fingerprint,
    read_record,
    write_record,
)
from duizhao.project import Edition

MAKE = "make"


@stage
def model(root: Path, edition: Edition, scripts: Scripts, stamp: Path) -> Stage[None]:
    """Call `make(edition, folder)` of the model that the edition names, if its files are not its.

    `folder` is `build/microdata/<edition>`. The model is run again when one of its files is
    absent or altered, or when what it is made from has changed: its code, or the files of
    `data/<edition>/`. Inside `loading.importable`.
    """
    microdata = edition.file.microdata
    if microdata is None or microdata.model is None:
        return
    module = f"{PACKAGE}.{microdata.model}"
    script = scripts.modules.get(module)
    if script is None or script.function(MAKE) is None:
        yield _no_model(edition, module, scripts)
        return
    code = fingerprints.of_code(scripts, module, MAKE)
    data = files_fingerprint(root, [f"data/{edition.name}/*"])
    files = sorted(path.partition("#")[0] for path in microdata.tables.values())
    key = fingerprint(edition.name, code, data, *files)
    if read_record(stamp) == _stamp(root, key, files):
        return
    stamp.unlink(missing_ok=True)
    folder = root / "build" / "microdata" / edition.name
    loaded = yield from load(root, module)
    if loaded is None:
        return
    folder.mkdir(parents=True, exist_ok=True)
    try:
        loaded.make(edition.name, folder)
    except Exception as error:
        yield from raised(root, f"{module}.{MAKE}", error, Place(script.path))
        return
    absent = [path for path in files if not (root / path).is_file()]
    for path in absent:
        written = [one.relative_to(root).as_posix() for one in sorted(folder.iterdir())]
        message = Words(zh=f"{module}没有生成{path}", en=f"{module} did not write {path}")
        yield Diagnostic("missing-file", Place(edition.path), message, did_you_mean(path, written))
    if not absent:
        write_record(stamp, _stamp(root, key, files))


def _stamp(root: Path, key: str, files: list[str]) -> dict[str, str]:
    return {"key": key} | {path: file_fingerprint(root / path) for path in files}


def _no_model(edition: Edition, module: str, scripts: Scripts) -> Diagnostic:
    message = Words(
        zh=f"{module}里没有函数{MAKE}(edition, folder)",
        en=f"{module} has no function {MAKE}(edition, folder)",
    )
    makers = [name for name, script in scripts.modules.items() if script.function(MAKE)]
    return Diagnostic("no-model", Place(edition.path), message, did_you_mean(module, makers))
