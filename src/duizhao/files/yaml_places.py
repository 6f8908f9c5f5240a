"""YAML files read into checked values, with the line and column of whatever is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from duizhao.diagnostics import Diagnostic, Findings, Place, Words, did_you_mean
from duizhao.files import texts

T = TypeVar("T")
Location = tuple[str | int, ...]


class Strict(BaseModel):
    """A piece of configuration: immutable, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Bilingual(Strict):
    """One text in both languages, as editors write it: `{zh: …, en: …}`."""

    zh: str
    en: str

    def of(self, language: str) -> str:
        """Return the text in `language` (`"zh"` or `"en"`)."""
        return self.zh if language == "zh" else self.en


class Document:
    """A parsed YAML file: plain data, and where each key stands."""

    def __init__(self, path: str, data: Any, places: Mapping[Location, tuple[int, int]]) -> None:
        self.path = path
        self.data = data
        self._places = places

    def place(self, *location: str | int) -> Place:
        """Return the place of the key at `location`, or of its nearest parent that exists."""
        for length in range(len(location), -1, -1):
            found = self._places.get(location[:length])
            if found is not None:
                return Place(self.path, *found)
        return Place(self.path, 1, 1)


def read(root: Path, path: str, findings: Findings) -> Document | None:
    """Parse the YAML file `path` (relative to `root`); add what is wrong to `findings`.

    Numbers stay text-exact where it matters: a consumer that wants decimals quotes them.
    Returns None when the file is missing, not UTF-8, or not YAML.
    """
    try:
        text = texts.read(root, path, findings)
    except FileNotFoundError:
        message = Words(zh="找不到这个文件", en="this file does not exist")
        findings.append(Diagnostic("missing-file", Place(path), message))
        return None
    if text is None:
        return None
    places: dict[Location, tuple[int, int]] = {}
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        data = None if node is None else _construct(node, (), places, path, findings)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
        problem = error.problem or error.context or "?"
        message = Words(zh=f"不是有效的YAML：{problem}", en=f"this is not valid YAML: {problem}")
        findings.append(Diagnostic("yaml", place, message))
        return None
    except yaml.YAMLError as error:
        message = Words(zh=f"不是有效的YAML：{error}", en=f"this is not valid YAML: {error}")
        findings.append(Diagnostic("yaml", Place(path, 1), message))
        return None
    return Document(path, data, places)


def _construct(
    node: yaml.Node,
    location: Location,
    places: dict[Location, tuple[int, int]],
    path: str,
    findings: Findings,
) -> Any:
    places.setdefault(location, (node.start_mark.line + 1, node.start_mark.column + 1))
    if isinstance(node, yaml.MappingNode):
        mapping: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = _scalar(key_node)
            here = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if key in mapping:
                message = Words(zh=f"“{key}”写了两次", en=f"“{key}” is written twice")
                findings.append(Diagnostic("yaml", Place(path, *here), message))
            places[(*location, key)] = here
            mapping[key] = _construct(value_node, (*location, key), places, path, findings)
        return mapping
    if isinstance(node, yaml.SequenceNode):
        return [
            _construct(item, (*location, index), places, path, findings)
            for index, item in enumerate(node.value)
        ]
    return _scalar(node)


def _scalar(node: yaml.Node) -> Any:
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_object(node, deep=True)
    finally:
        loader.dispose()


def validated(document: Document, kind: type[T] | Any, findings: Findings) -> T | None:
    """Check a document against a type (a pydantic model or any annotation); None when it fails.

    Every failure of the file becomes one diagnostic at the key's line, with the key that was
    probably meant when one is unknown.
    """
    adapter: TypeAdapter[T] = TypeAdapter(kind)
    try:
        return adapter.validate_python({} if document.data is None else document.data)
    except ValidationError as error:
        for problem in error.errors():
            findings.append(_diagnostic(document, kind, problem))
        return None


def _diagnostic(document: Document, kind: Any, problem: Any) -> Diagnostic:
    location: Location = tuple(problem["loc"])
    while location and document.place(*location) == document.place(*location[:-1]):
        location = location[:-1]
    full: Location = tuple(problem["loc"])
    name = str(full[-1]) if full else document.path
    place = document.place(*full)
    dotted = ".".join(str(part) for part in full)
    if problem["type"] == "extra_forbidden":
        known = _known_keys(kind, full[:-1])
        options = Words(
            zh="可用的键：" + "、".join(known), en="the keys known here are " + ", ".join(known)
        )
        return Diagnostic(
            "unknown-key",
            place,
            Words(zh=f"未知的键“{name}”", en=f"unknown key “{name}”"),
            did_you_mean(name, known) or (options if known else None),
        )
    if problem["type"] == "missing":
        return Diagnostic(
            "missing-key",
            place,
            Words(zh=f"缺少键“{dotted}”", en=f"the key “{dotted}” is missing"),
        )
    given = repr(problem.get("input"))
    given = given if len(given) <= 60 else given[:57] + "…"
    return Diagnostic(
        "wrong-value",
        place,
        Words(
            zh=f"“{dotted}”的值{given}不合要求：{problem['msg']}",
            en=f"the value {given} of “{dotted}” is not usable: {problem['msg']}",
        ),
    )


def _known_keys(kind: Any, location: Location) -> list[str]:
    """Return the keys that the model at `location` inside `kind` knows, following annotations."""
    current: list[Any] = [kind]
    for part in location:
        current = [inner for one in current for inner in _step(one, part)]
    keys: list[str] = []
    for one in current:
        for model in _models(one):
            keys += [field.alias or name for name, field in model.model_fields.items()]
    return list(dict.fromkeys(keys))


def _step(kind: Any, part: str | int) -> list[Any]:
    steps: list[Any] = []
    for model in _models(kind):
        for name, field in model.model_fields.items():
            if part in (name, field.alias):
                steps.append(field.annotation)
    arguments: tuple[Any, ...] = getattr(kind, "__args__", ())
    origin = getattr(kind, "__origin__", None)
    if origin in (dict, Mapping) or (origin is not None and _is_subclass(origin, Mapping)):
        steps.append(arguments[1])
    elif origin in (list, tuple):
        steps.append(arguments[0])
    elif arguments:
        steps += [inner for one in arguments for inner in _step(one, part)]
    return steps


def _is_subclass(kind: Any, parent: type) -> bool:
    return isinstance(kind, type) and issubclass(kind, parent)


def _models(kind: Any) -> list[type[BaseModel]]:
    if _is_subclass(kind, BaseModel):
        return [kind]
    return [model for inner in getattr(kind, "__args__", ()) for model in _models(inner)]
