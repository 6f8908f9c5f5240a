"""YAML files read into checked values, with the line and column of whatever is wrong."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin

import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from duizhao.diagnostics import Diagnostic, Place, Stage, Words, did_you_mean, shown, stage
from duizhao.files import texts, yaml_messages
from duizhao.files import yaml_refusals as refusals
from duizhao.files.leftovers import leftover, notes
from duizhao.files.legible import faults
from duizhao.files.multilingual import ByLanguage, key_meaning, keys_of
from duizhao.language import DEFAULT, PACKS

# Far more than anybody writes by hand, far less than a machine chokes on.
DEEPEST, MOST, LARGEST = 32, 100_000, 10**18
# What is wrong so often is wrong as a whole.
ENOUGH = 50

# What a value without quotation marks may be beside text: the tag that its spelling resolves to,
# and how PyYAML makes a value of it.
_RESOLVER = yaml.resolver.Resolver()
_CONSTRUCTOR = yaml.constructor.SafeConstructor()
_PLAIN = {
    f"tag:yaml.org,2002:{name}": getattr(yaml.constructor.SafeConstructor, f"construct_yaml_{name}")
    for name in ("null", "bool", "int", "float", "timestamp")
}

T = TypeVar("T")
Location = tuple[str | int, ...]


class Strict(BaseModel):
    """A piece of configuration: immutable, and an unknown key is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def meaning(zh: str, en: str) -> str:
    """Return what a key means, for its field's `description`: a line in each language."""
    return f"{zh}\n{en}"


class Document:
    """A parsed YAML file: plain data, where each key stands, and where blocks of text begin."""

    def __init__(
        self,
        path: str,
        data: Any,
        places: Mapping[Location, tuple[int, int]],
        blocks: Mapping[Location, int] | None = None,
    ) -> None:
        self.path = path
        self.data = data
        self._places = places
        self._blocks = blocks or {}

    def place(self, *location: str | int) -> Place:
        """Return the place of the key at `location`, or of its nearest parent that exists."""
        for length in range(len(location), -1, -1):
            found = self._places.get(location[:length])
            if found is not None:
                return Place(self.path, *found)
        return Place(self.path, 1, 1)

    def line(self, number: int, *location: str | int) -> Place:
        """Return the place of a line of a text, counted from 0; of a text on one line, its key’s.

        The lines of a literal block (`|`) stand below its key, one by one; a folded one (`>`)
        begins there.
        """
        first = self._blocks.get(location)
        return self.place(*location) if first is None else Place(self.path, first + number)


@stage
def read(root: Path, path: str) -> Stage[Document | None]:
    """Parse the YAML file `path` (relative to `root`); find what is wrong with it.

    Numbers stay text-exact where it matters: a consumer that wants decimals quotes them.
    Returns None when the file is missing, cannot be read (see `texts.read`), or is not YAML as
    people write it by hand: keys that are single words, no tags, no aliases, one document, at
    most `DEEPEST` levels and `MOST` values.
    """
    try:
        text = yield from texts.read(root, path)
    except FileNotFoundError:
        message = Words(zh="找不到这个文件", en="this file does not exist")
        yield Diagnostic("missing-file", Place(path), message)
        return None
    if text is None:
        return None
    reader = _Reader(text, path)
    document = reader.document()
    yield from reader.findings
    return document


class _Stopped(Exception):
    """Raised where reading on would serve nobody; why is a finding already."""


class _Reader:
    """Builds plain data from libyaml's events: nothing is copied, made or nested unseen."""

    def __init__(self, text: str, path: str) -> None:
        self._text = text
        self._path = path
        self.findings: list[Diagnostic] = []
        self._places: dict[Location, tuple[int, int]] = {}
        self._blocks: dict[Location, int] = {}
        self._events: Iterator[Any] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self._aliases: set[str | None] = set()
        self._values = 0
        self._refused = 0

    def document(self) -> Document | None:
        """Return the document, or None when something in it cannot be read."""
        data = None
        try:
            for event in self._events:
                if isinstance(event, yaml.NodeEvent):
                    if self._values:
                        self._refuse(event, refusals.SECOND)
                        break
                    data = self._value(event, ())
        except yaml.YAMLError as error:
            self.findings.append(refusals.mistake(self._path, self._text, error))
            return None
        except _Stopped:
            return None
        return None if self._refused else Document(self._path, data, self._places, self._blocks)

    def _place(self, event: Any) -> Place:
        return Place(self._path, event.start_mark.line + 1, event.start_mark.column + 1)

    def _refuse(self, event: yaml.Event, refusal: refusals.Refusal) -> None:
        self.findings.append(refusals.refused(self._place(event), refusal))
        self._refused += 1
        if self._refused == ENOUGH:
            raise _Stopped

    def _value(self, event: Any, location: Location) -> Any:
        """Return the value that begins with `event`, whose events are read to their end."""
        at = self._place(event)
        self._places.setdefault(location, (at.line or 1, at.column or 1))
        self._values += 1
        if self._values > MOST or len(location) > DEEPEST:
            self._refuse(event, refusals.MANY if self._values > MOST else refusals.DEEP)
            raise _Stopped
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in self._aliases:
                self._refuse(event, refusals.ALIAS)
            self._aliases.add(event.anchor)
            return None
        if event.tag is not None:
            self._refuse(event, refusals.TAG)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(location)
        if isinstance(event, yaml.SequenceStartEvent):
            items = self._until(yaml.SequenceEndEvent)
            return [self._value(item, (*location, index)) for index, item in enumerate(items)]
        if event.style in ("|", ">"):
            self._blocks[location] = event.start_mark.line + 2
        return self._scalar(event)

    def _until(self, end: type[yaml.Event]) -> Iterator[Any]:
        """Yield the first event of every value of a list or mapping."""
        for event in self._events:
            if isinstance(event, end):
                return
            yield event

    def _mapping(self, location: Location) -> dict[Any, Any]:
        mapping: dict[Any, Any] = {}
        for event in self._until(yaml.MappingEndEvent):
            at = self._place(event)
            key = self._key(event, location)
            if key in mapping:
                message = Words(zh=f"“{key}”写了两次", en=f"“{key}” is written twice")
                self.findings.append(Diagnostic("yaml", at, message))
            self._places[(*location, key)] = (at.line or 1, at.column or 1)
            mapping[key] = self._value(next(self._events), (*location, key))
        return mapping

    def _key(self, event: Any, location: Location) -> Any:
        if isinstance(event, yaml.ScalarEvent) and event.tag is None:
            return self._scalar(event)
        if isinstance(event, yaml.CollectionStartEvent):
            self._refuse(event, refusals.KEY)
        self._value(event, location)
        return f"{event.start_mark.line}:{event.start_mark.column}"

    def _scalar(self, event: Any) -> Any:
        text: str = event.value
        for _, _, message, hint in faults(text):
            self.findings.append(Diagnostic("illegible", self._place(event), message, hint))
            self._refused += 1
            return None
        if not event.implicit[0]:
            return text
        tag: str = _RESOLVER.resolve(yaml.ScalarNode, text, event.implicit)  # type: ignore[no-untyped-call]
        make = _PLAIN.get(tag)
        if make is None:
            return text
        try:
            value = make(_CONSTRUCTOR, yaml.ScalarNode(tag, text))
        except (ValueError, OverflowError):
            value = math.nan
        if isinstance(value, int | float) and not abs(value) < LARGEST:
            self._refuse(event, refusals.VALUES[tag])
            return None
        return value


@stage
def validated(
    document: Document, kind: type[T], languages: Sequence[str] = DEFAULT
) -> Stage[T | None]:
    """Check a document against a type (a pydantic model or any annotation); None when it fails.

    `languages` are those of the report, which the keys of its texts follow.

    Every failure of the file becomes one diagnostic at the key's line, with the key that was
    probably meant when one is unknown. What stands under a language is read for notes to oneself.
    """
    yield from _leftovers(document, document.data, (), languages)
    adapter: TypeAdapter[T] = TypeAdapter(kind)
    try:
        data = {} if document.data is None else document.data
        return adapter.validate_python(data, context={"languages": languages})
    except ValidationError as error:
        for problem in error.errors():
            yield _diagnostic(document, kind, problem, languages)
        return None


def _leftovers(
    document: Document, data: Any, location: Location, languages: Sequence[str]
) -> Iterator[Diagnostic]:
    if isinstance(data, str) and location and location[-1] in languages:
        for offset, found in notes(data):
            yield leftover(document.line(data.count("\n", 0, offset), *location), found)
    elif isinstance(data, dict | list):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _leftovers(document, value, (*location, key), languages)


def _diagnostic(
    document: Document, kind: Any, problem: Any, languages: Sequence[str]
) -> Diagnostic:
    full = _written(document.data, problem["loc"])
    if problem["type"].startswith("union_tag"):
        full = (*full, problem["ctx"]["discriminator"].strip("'"))
    name = str(full[-1]) if full else document.path
    place = document.place(*full)
    dotted = ".".join(str(part) for part in full)
    if problem["type"] == "extra_forbidden":
        known = _known_keys(kind, problem["loc"][:-1], languages)
        options = Words(
            zh="可用的键：" + "、".join(known), en="the keys known here are " + ", ".join(known)
        )
        return Diagnostic(
            "unknown-key",
            place,
            Words(zh=f"未知的键“{name}”", en=f"unknown key “{name}”"),
            did_you_mean(name, known) or (options if known else None),
        )
    if problem["type"] in ("missing", "union_tag_not_found"):
        return Diagnostic(
            "missing-key",
            place,
            Words(zh=f"缺少键“{dotted}”", en=f"the key “{dotted}” is missing"),
            _needed(kind, problem["loc"], name),
        )
    given, expected = problem.get("input"), yaml_messages.expected(problem)
    if problem["type"] == "union_tag_invalid":
        given = given[name]
    if full[-1:] == ("[key]",):
        key, place = shown(str(given)), document.place(*problem["loc"][:-2], given)
        message = Words(
            f"键“{key}”不合要求：{expected.zh}", f"the key “{key}” is not usable: {expected.en}"
        )
        return Diagnostic("wrong-value", place, message)
    written = repr(given) if len(repr(given)) <= 60 else repr(given)[:57] + "…"
    return Diagnostic(
        "wrong-value",
        place,
        Words(
            zh=f"“{dotted}”的值{written}不合要求：{expected.zh}",
            en=f"the value {written} of “{dotted}” is not usable: {expected.en}",
        ),
        did_you_mean(str(given), yaml_messages.choices(problem)),
    )


def _written(data: Any, location: Location) -> Location:
    """Return a location without the steps that pydantic adds: a union's tag is in no file."""
    steps: list[str | int] = []
    for index, step in enumerate(location):
        within = range(len(data)) if isinstance(data, list) else data
        if isinstance(within, range | dict) and step in within:
            data = data[step]
        elif index < len(location) - 1 or not isinstance(data, dict):
            continue
        steps.append(step)
    return tuple(steps)


def _needed(kind: Any, location: Location, name: str) -> Words | None:
    """Return what the key `name` means, or which values it has, to be said where it is missing."""
    tells_apart = location[-1:] != (name,)
    models = [
        model
        for one in _at(kind, location if tells_apart else location[:-1])
        for model in _models(one)
    ]
    if tells_apart:
        tags = [tag for model in models if (tag := _tag(model))]
        return Words("可用的值：" + "、".join(tags), "the values are " + ", ".join(tags))
    for model in models:
        if issubclass(model, ByLanguage) and name in PACKS:
            return key_meaning(model, name)
        for key, field in model.model_fields.items():
            if name in (key, field.alias) and field.description:
                return Words(*field.description.split("\n", 1))
    return None


def _known_keys(kind: Any, location: Location, languages: Sequence[str]) -> list[str]:
    """Return the keys that the model at `location` inside `kind` knows, following annotations."""
    keys: list[str] = []
    for one in _at(kind, location):
        for model in _models(one):
            keys += keys_of(model, languages)
    return list(dict.fromkeys(keys))


def _at(kind: Any, location: Location) -> list[Any]:
    """Return the annotations that may stand at `location` inside `kind`."""
    current: list[Any] = [kind]
    for part in location:
        tagged = [model for one in current for model in _models(one) if _tag(model) == part]
        current = tagged or [inner for one in current for inner in _step(one, part)]
    return current


def _tag(model: type[BaseModel]) -> str | None:
    """Return what tells a model from the others of its union: a field with one value only."""
    for field in model.model_fields.values():
        if field.annotation is not None and get_origin(field.annotation) is Literal:
            values = get_args(field.annotation)
            if len(values) == 1:
                return str(values[0])
    return None


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
