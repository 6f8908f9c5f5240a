"""The views of a specification: its plots one by one, each with its data and its encodings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_INSIDE = ("layer", "concat", "hconcat", "vconcat")


@dataclass(frozen=True)
class View:
    """One plot: its part of the specification, and the fields that its data have.

    `fields` is None where a transformation makes fields that only drawing knows.
    """

    spec: dict[str, Any]
    encoding: dict[str, Any]
    records: tuple[Mapping[str, Any], ...]
    fields: frozenset[str] | None

    def channels(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield every channel that is encoded by a field, a count or a value, with what it says."""
        for channel, said in self.encoding.items():
            for one in said if isinstance(said, list) else [said]:
                if isinstance(one, dict):
                    yield channel, one


def views(spec: dict[str, Any]) -> Iterator[View]:
    """Yield the plots of a specification, those of layers and facets too."""
    yield from _views(spec, (), frozenset())


def _views(
    spec: dict[str, Any],
    records: tuple[Mapping[str, Any], ...],
    fields: frozenset[str] | None,
) -> Iterator[View]:
    data = spec.get("data")
    if isinstance(data, dict) and isinstance(data.get("values"), list):
        records = tuple(one for one in data["values"] if isinstance(one, dict))
        fields = frozenset(name for record in records for name in record)
    if spec.get("transform"):
        fields = None
    if "encoding" in spec:
        yield View(spec, spec["encoding"], records, fields)
    if isinstance(spec.get("facet"), dict):
        facets = spec["facet"] if "field" not in spec["facet"] else {"facet": spec["facet"]}
        yield View(spec, facets, records, fields)
    for key in _INSIDE:
        for inner in spec.get(key, ()):
            yield from _views(inner, records, fields)
    if isinstance(spec.get("spec"), dict):
        yield from _views(spec["spec"], records, fields)


def frames(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the parts of a specification that have a size: plots, layers of one plot as one."""
    if "mark" in spec or "layer" in spec:
        yield spec
        return
    for key in _INSIDE:
        for inner in spec.get(key, ()):
            yield from frames(inner)
    if isinstance(spec.get("spec"), dict):
        yield from frames(spec["spec"])


def every(part: Any, way: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every value inside a specification with the keys that lead to it, data left out."""
    yield way, part
    if isinstance(part, dict):
        for key, value in part.items():
            if key not in ("values", "datasets"):
                yield from every(value, (*way, key))
    elif isinstance(part, list):
        for value in part:
            yield from every(value, way)
