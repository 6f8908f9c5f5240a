"""The files of an edition's drawn networks, made from its microdata beside the figure tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from duizhao.analysis import fingerprints
from duizhao.analysis.inputs import read_tables
from duizhao.charts.layer import SUFFIX
from duizhao.diagnostics import Diagnostic, Findings, Words, did_you_mean
from duizhao.files.cache import Store, file_fingerprint, files_fingerprint, fingerprint
from duizhao.files.network_file import Damaged, PlacedNetwork, decoded, encoded
from duizhao.files.yaml_places import Document, read
from duizhao.project import Edition
from duizhao.project.glossary import Glossary

# What a network's file depends on beside its table.
_PROGRAM = ("files/network_file.py", "network/*.py")


@dataclass(frozen=True)
class Asked:
    """What a figure's file says of the network that its chart draws."""

    figure: str
    document: Document
    table: str
    provider: str
    receiver: str
    year: str | None


def asked(root: Path, edition: Edition, findings: Findings) -> list[Asked]:
    """Return the networks that figures of an edition draw, in the order of the figures' names."""
    found = []
    for file in sorted((root / "figures" / edition.name).glob("*.yml")):
        document = read(root, f"figures/{edition.name}/{file.name}", Findings())
        chart = document.data.get("chart") if document and isinstance(document.data, dict) else None
        layer = chart.get("layer") if isinstance(chart, dict) else None
        if document is None or layer is None:
            continue
        given = {key: str(value) for key, value in dict(layer).items()}
        tables = edition.file.microdata.tables if edition.file.microdata else {}
        if given.get("table") not in tables or not {"from", "to"} <= set(given):
            findings.append(unfit(document, given.get("table", ""), tables))
            continue
        columns = given["from"], given["to"], given.get("year")
        found.append(Asked(file.stem, document, given["table"], *columns))
    return found


def unfit(document: Document, table: str, tables: Mapping[str, str]) -> Diagnostic:
    """Return what is wrong with a `layer:` that names no table of relations and its ends."""
    message = Words(
        "layer应写明微观数据表table及其两列from和to，可另写年份列year",
        "layer names a table of the microdata, its columns from and to, and year if there is one",
    )
    return Diagnostic(
        "chart", document.place("chart", "layer"), message, did_you_mean(table, tables)
    )


def files(
    root: Path,
    edition: Edition,
    keys: Mapping[str, str],
    terms: Glossary,
    cache: Path,
    findings: Findings,
) -> dict[str, bytes]:
    """Return the file of every drawn network by its name, `<figure>.network`.

    `keys` stands for the content of each table; what was made from the same is taken from
    `cache`. A file that holds the same network already stays as it is, places included. Inside
    `loading.importable`.
    """
    made: dict[str, bytes] = {}
    store = Store(cache / "networks")
    for one in asked(root, edition, findings):
        name = f"{one.figure}{SUFFIX}"
        standing = root / "figures" / edition.name / name
        key = fingerprint(
            *(keys.get(one.table, ""), one.provider, one.receiver, str(one.year)),
            file_fingerprint(standing),
            files_fingerprint(fingerprints.GENERATOR, _PROGRAM),
            fingerprints.environment(),
        )
        kept = f"{one.figure}-{key[:32]}{SUFFIX}"
        content = store.read(kept)
        if content is None:
            content = _file(root, edition, one, standing, terms, findings)
            if content is None:
                continue
            store.write(kept, content)
        made[name] = content
    store.trim()
    return made


def _file(
    root: Path, edition: Edition, one: Asked, standing: Path, terms: Glossary, findings: Findings
) -> bytes | None:
    from duizhao.network.place import placed

    tables = read_tables(root, edition, [one.table], terms, findings)
    if tables is None:
        return None
    table = tables[one.table]
    columns = [one.provider, one.receiver, *([one.year] if one.year else [])]
    for column in columns:
        if column not in table.columns:
            message = Words(
                f"“{one.table}”表没有“{column}”列",
                f"the table “{one.table}” has no column “{column}”",
            )
            hint = did_you_mean(column, [str(name) for name in table.columns])
            place = one.document.place("chart", "layer")
            findings.append(Diagnostic("unknown-column", place, message, hint))
            return None
    before = _standing(standing)
    try:
        network = placed(table, one.provider, one.receiver, one.year, before)
        return standing.read_bytes() if network is before else encoded(network)
    except ValueError as error:
        place = one.document.place("chart", "layer")
        message = Words(f"无法成为网络：{error}", f"this is no network: {error}")
        findings.append(Diagnostic("not-a-network", place, message))
        return None


def _standing(path: Path) -> PlacedNetwork | None:
    try:
        return decoded(path.read_bytes())
    except (OSError, Damaged):
        return None
