"""Planned functions run by Hamilton; results that are known already are not computed again."""

from __future__ import annotations

import logging
import pickle
import re
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FunctionType
from typing import Any

import pandas as pd
from hamilton import ad_hoc_utils, driver
from hamilton.lifecycle import NodeExecutionMethod

from duizhao import tables
from duizhao.analysis.loading import load, raised
from duizhao.analysis.plan import SCHEMAS, Plan, Planned
from duizhao.diagnostics import Diagnostic, Findings, Place, Words, did_you_mean
from duizhao.glossary import Glossary
from duizhao.project import Edition

# A result that took longer than this is worth a file, even when no figure shows it.
SLOW = 0.5
MISMATCH = re.compile(r"(\w+) is expecting (\w+):(.*), but found \w+:(.*?)\.?\s*$", re.MULTILINE)
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Store:
    """Results on disk by name and key; an older result of the same name is replaced."""

    folder: Path

    def path(self, name: str, key: str) -> Path:
        """Return where the result with this key lies or would lie."""
        return self.folder / f"{name}-{key[:32]}.pickle"

    def read(self, name: str, key: str) -> tuple[Any] | None:
        """Return the result in a tuple, or None when it is not known or no longer readable."""
        path = self.path(name, key)
        try:
            return (pickle.loads(path.read_bytes()),)
        except Exception:  # a file of another version, cut short, or absent: compute it again
            return None

    def write(self, name: str, key: str, result: Any) -> None:
        """Keep a result if it can be kept."""
        try:
            content = pickle.dumps(result, protocol=pickle.HIGHEST_PROTOCOL)
        except Exception:  # a result that cannot be pickled is computed anew each time
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        for old in self.folder.glob(f"{name}-*.pickle"):
            old.unlink(missing_ok=True)
        path = self.path(name, key)
        path.with_suffix(".part").write_bytes(content)
        path.with_suffix(".part").replace(path)


class _Failed:
    """Stands for the result of a function that failed, or that needs one that did."""


@dataclass(eq=False)
class _Runner(NodeExecutionMethod):  # type: ignore[misc]
    """Runs one function at a time for Hamilton: a failure does not stop the others."""

    root: Path
    plan: Plan
    store: Store
    total: int
    progress: Progress | None
    findings: Findings
    ran: list[str] = field(default_factory=list)

    def run_to_execute_node(
        self, *, node_name: str, node_callable: Any, node_kwargs: dict[str, Any], **_: Any
    ) -> Any:
        if any(isinstance(value, _Failed) for value in node_kwargs.values()):
            return _Failed()
        if self.progress is not None:
            self.progress(node_name, len(self.ran), self.total)
        self.ran.append(node_name)
        planned = self.plan.functions[node_name]
        start = time.perf_counter()
        try:
            # Shallow copies: a function may add a column to what it is given, for itself alone.
            result = node_callable(**{k: _own(value) for k, value in node_kwargs.items()})
        except Exception as error:
            hint = _missing_column(error, node_kwargs)
            self.findings.extend(raised(self.root, node_name, error, planned.step.place, hint))
            return _Failed()
        if node_name in self.plan.figures or time.perf_counter() - start > SLOW:
            self.store.write(node_name, planned.key, result)
        return result


def _own(value: Any) -> Any:
    return value.copy(deep=False) if isinstance(value, pd.DataFrame | pd.Series) else value


def _missing_column(error: Exception, arguments: Mapping[str, Any]) -> Words | None:
    if not isinstance(error, KeyError) or not error.args or not isinstance(error.args[0], str):
        return None
    frames = [value for value in arguments.values() if isinstance(value, pd.DataFrame)]
    return did_you_mean(error.args[0], [str(name) for frame in frames for name in frame.columns])


def run(
    root: Path,
    edition: Edition,
    plan: Plan,
    store: Store,
    terms: Glossary,
    findings: Findings,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Return what the planned figures' functions return, by name.

    Inside `loading.importable`. Tables are read only when something has to be computed from
    them. A function that fails is a finding, and its result is left out; the others still run.
    `progress` is told each function's name, how many ran before it, and how many there are.
    """
    found, missing = _known(plan, store)
    results = {name: value for name, value in found.items() if name in plan.figures}
    if not missing:
        return results
    functions = _functions(root, plan, [*missing, *found], findings)
    needed = {name for planned in missing.values() for name in planned.dependencies}
    frames = read_tables(root, edition, needed, terms, findings)
    if functions is None or frames is None:
        return {}
    inputs = {**frames, "edition": edition.name} if "edition" in needed else frames
    runner = _Runner(root, plan, store, len(missing), progress, findings)
    with _quiet():
        graph = _graph(functions, runner, plan, findings)
        if graph is None:
            return {}
        wanted = [name for name in plan.figures if name in missing]
        results |= graph.execute(wanted, inputs=inputs, overrides=found)
    return {name: one for name, one in results.items() if not isinstance(one, _Failed)}


def _known(plan: Plan, store: Store) -> tuple[dict[str, Any], dict[str, Planned]]:
    """Return the stored results that are needed, and the functions that have to run."""
    found: dict[str, Any] = {}
    missing: dict[str, Planned] = {}
    waiting = list(plan.figures)
    while waiting:
        name = waiting.pop()
        planned = plan.functions.get(name)
        if planned is None or name in found or name in missing:
            continue
        stored = store.read(name, planned.key)
        if stored is not None:
            found[name] = stored[0]
        else:
            missing[name] = planned
            waiting += planned.dependencies
    return found, missing


def _functions(
    root: Path, plan: Plan, names: Iterable[str], findings: Findings
) -> list[FunctionType] | None:
    """Return the functions themselves, or None when one of their modules cannot be imported."""
    homes = {name: plan.functions[name].step.script.name for name in names}
    modules = {home: load(root, home, findings) for home in sorted(set(homes.values()))}
    if any(module is None for module in modules.values()):
        return None
    return [getattr(modules[home], name) for name, home in homes.items()]


def read_tables(
    root: Path, edition: Edition, names: Collection[str], terms: Glossary, findings: Findings
) -> dict[str, pd.DataFrame] | None:
    """Read and check the named tables of an edition's microdata; None when one is not in order."""
    microdata = edition.file.microdata
    paths = {} if microdata is None else {n: p for n, p in microdata.tables.items() if n in names}
    if not paths:
        return {}
    module, name = SCHEMAS
    loaded = load(root, module, findings)
    if loaded is None:
        return None
    schemas = getattr(loaded, name, {})
    known = tables.spellings(terms)
    frames: dict[str, pd.DataFrame] = {}
    for table, path in paths.items():
        if table not in schemas:
            message = Words(
                zh=f"{name}里没有“{table}”表的模式",
                en=f"{name} has no schema for the table “{table}”",
            )
            place = Place(f"{module.replace('.', '/')}.py")
            hint = did_you_mean(table, [str(one) for one in schemas])
            findings.append(Diagnostic("missing-schema", place, message, hint))
            continue
        frame = tables.read(root, path, schemas[table], findings, known)
        if frame is not None:
            frames[table] = frame
    return frames if len(frames) == len(paths) else None


def _graph(
    functions: list[FunctionType], runner: _Runner, plan: Plan, findings: Findings
) -> driver.Driver | None:
    module = ad_hoc_utils.create_temporary_module(*functions)
    try:
        return driver.Builder().with_modules(module).with_adapters(runner).build()
    except Exception as error:  # Hamilton says all that it dislikes in the text of an exception
        named = MISMATCH.search(str(error))
        if named is None or named[1] not in plan.functions:
            findings.extend(raised(runner.root, "analysis", error, Place("analysis")))
            return None
        user, used, *types = named.groups()
        expected, actual = [re.sub(r"<class '(?:.*\.)?(\w+)'>", r"\1", one) for one in types]
        message = Words(
            zh=f"“{user}”要求“{used}”是{expected}，而“{used}”返回{actual}",
            en=f"“{user}” expects “{used}” to be {expected}, but “{used}” returns {actual}",
        )
        findings.append(Diagnostic("annotation", plan.functions[user].step.place, message))
        return None
    finally:
        sys.modules.pop(module.__name__, None)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep Hamilton's log to itself: what goes wrong is said as a finding."""
    logger = logging.getLogger("hamilton")
    before = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(before)
