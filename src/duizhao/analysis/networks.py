"""The files of an edition's drawn networks, made from its microdata beside the figure tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from duizhao.analysis import fingerprints
from duizhao.analysis.inputs import read_tables
from duizhao.charts.forms.network import Network, NetworkLayer
from duizhao.charts.layer import SUFFIX
from duizhao.diagnostics import Diagnostic, Stage, Words, did_you_mean, stage
from duizhao.files.cache import Store, file_fingerprint, files_fingerprint, fingerprint
from duizhao.files.network_file import Damaged, PlacedNetwork, decoded, encoded
from duizhao.files.yaml_places import Document
from duizhao.project import Edition
from duizhao.project.figures import Declared, unknown_table
from duizhao.project.glossary import Glossary

if TYPE_CHECKING:
    import pandas as pd

# What a network's file depends on beside its table.
_PROGRAM = ("files/network_file.py", "network/*.py")


@dataclass(frozen=True)
class Asked:
    """A figure that draws a network, and the table that its file makes it of."""

    figure: str
    document: Document
    layer: NetworkLayer


@stage
def asked(edition: Edition, declared: Iterable[Declared]) -> Stage[list[Asked]]:
    """Return the networks that figures of an edition draw, in the order of the figures."""
    found = []
    for one in declared:
        if isinstance(one.file.chart, Network):
            layer = one.file.chart.layer
            unknown = unknown_table(one.document, layer, edition)
            if unknown is None:
                found.append(Asked(one.name, one.document, layer))
            else:
                yield unknown
    return found


@stage
def files(
    root: Path,
    edition: Edition,
    declared: Iterable[Declared],
    keys: Mapping[str, str],
    numbers: Mapping[str, Mapping[str, str]],
    terms: Glossary,
    cache: Path,
) -> Stage[dict[str, bytes]]:
    """Return the file of every drawn network by its name, `<figure>.network`.

    `keys` stands for the content of each table; what was made from the same is taken from
    `cache`. A file that holds the same network already stays as it is, places included. `numbers`
    are those of `numbered`, by figure. Inside `loading.importable`.
    """
    made: dict[str, bytes] = {}
    store = Store(cache / "networks")
    for one in (yield from asked(edition, declared)):
        layer = one.layer
        name = f"{one.figure}{SUFFIX}"
        standing = root / "figures" / edition.name / name
        key = fingerprint(
            *(keys.get(layer.table, ""), layer.provider, layer.receiver, str(layer.year)),
            repr(sorted(numbers.get(one.figure, {}).items())),
            file_fingerprint(standing),
            files_fingerprint(fingerprints.GENERATOR, _PROGRAM),
            fingerprints.environment(),
        )
        kept = f"{one.figure}-{key[:32]}{SUFFIX}"
        content = store.read(kept)
        if content is None:
            names = numbers.get(one.figure, {})
            content = yield from _file(root, edition, one, standing, names, terms)
            if content is None:
                continue
            store.write(kept, content)
        made[name] = content
    store.trim()
    return made


def numbered(
    edition: Edition, declared: Iterable[Declared], results: Mapping[str, pd.DataFrame]
) -> dict[str, dict[str, str]]:
    """Return by figure the numbers that the named nodes of a modelled network have for names.

    A model ties nodes that nobody has seen tied: none of them bears the name of somebody real.
    The first row of the figure's table is 1.
    """
    if not edition.modelled:
        return {}
    drawn = [one.name for one in declared if isinstance(one.file.chart, Network)]
    return {
        name: {str(label): str(number) for number, label in enumerate(results[name].index, 1)}
        for name in drawn
        if name in results
    }


def _file(
    root: Path,
    edition: Edition,
    one: Asked,
    standing: Path,
    names: Mapping[str, str],
    terms: Glossary,
) -> Stage[bytes | None]:
    from duizhao.analysis.placing import placed

    layer = one.layer
    tables = yield from read_tables(root, edition, [layer.table], terms)
    if tables is None:
        return None
    table = tables[layer.table]
    columns = {"from": layer.provider, "to": layer.receiver, "year": layer.year}
    for key, column in columns.items():
        if column is not None and column not in table.columns:
            message = Words(
                f"“{layer.table}”表没有“{column}”列",
                f"the table “{layer.table}” has no column “{column}”",
            )
            hint = did_you_mean(column, [str(name) for name in table.columns])
            place = one.document.place("chart", "layer", key)
            yield Diagnostic("unknown-column", place, message, hint)
            return None
    before = _standing(standing)
    try:
        network = placed(table, layer.provider, layer.receiver, layer.year, before, names)
        return standing.read_bytes() if network is before else encoded(network)
    except ValueError as error:
        place = one.document.place("chart", "layer")
        message = Words(f"无法成为网络：{error}", f"this is no network: {error}")
        yield Diagnostic("not-a-network", place, message)
        return None


def _standing(path: Path) -> PlacedNetwork | None:
    try:
        return decoded(path.read_bytes())
    except (OSError, Damaged):
        return None
