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

import narwhals as nw
import pandas as pd
from hamilton import ad_hoc_utils, driver
from hamilton.lifecycle import NodeExecutionMethod

from duizhao.analysis.choice import Choice, Say
from duizhao.analysis.forms import Form, Given, forms, opaque
from duizhao.analysis.inputs import Inputs
from duizhao.analysis.loading import load, raised
from duizhao.analysis.plan import Plan, Planned
from duizhao.diagnostics import Diagnostic, Findings, Place, Words, did_you_mean
from duizhao.project import Edition
from duizhao.project.glossary import Glossary

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
        """Keep a result if it can be kept; a lazy one is no result yet."""
        if isinstance(result, nw.LazyFrame):
            return
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
    forms: Mapping[str, Mapping[str, Form]]
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
        arguments = {k: self._argument(node_name, k, v) for k, v in node_kwargs.items()}
        start = time.perf_counter()
        try:
            result = node_callable(**arguments)
        except Exception as error:
            hint = _missing_column(error, arguments)
            self.findings.extend(raised(self.root, node_name, error, planned.step.place, hint))
            return _Failed()
        if node_name in self.plan.figures or time.perf_counter() - start > SLOW:
            self.store.write(node_name, planned.key, result)
        return result

    def _argument(self, function: str, name: str, value: Any) -> Any:
        """Return what a function is given: a table in its form, frames for itself alone."""
        if isinstance(value, Given):
            value = value.form(self.forms[function].get(name, Form.whole))
        # A shallow copy: a function may add a column to it.
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
    choice: Choice,
    say: Say,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Return what the planned figures' functions return, by name.

    Inside `loading.importable`. Tables are read only when something has to be computed from
    them, by the engine of `choice`; what is chosen by itself is said to `say`. A function that
    fails is a finding, and its result is left out; the others still run. `progress` is told each
    function's name, how many ran before it, and how many there are.
    """
    found, missing = _known(plan, store)
    results = {name: value for name, value in found.items() if name in plan.figures}
    if not missing:
        return results
    before = len(findings)
    functions = _functions(root, plan, [*missing, *found], findings) or {}
    names = {name for name in plan.inputs if name != "edition"}
    taken = {
        name: forms(function, names, plan.functions[name].step.place, findings)
        for name, function in functions.items()
    }
    asked = _asked(missing, names, taken)
    inputs = Inputs(root, edition, asked, plan.inputs, store.folder / "tables", terms)
    with inputs.given(choice, findings, say) as tables:
        if tables is None or len(findings) > before:
            return {}
        runner = _Runner(root, plan, store, taken, len(missing), progress, findings)
        with _quiet():
            copies = [opaque(function, names) for function in functions.values()]
            graph = _graph(copies, runner, plan, findings)
            if graph is None:
                return {}
            wanted = [name for name in plan.figures if name in missing]
            given = {**tables, "edition": edition.name}
            results |= graph.execute(wanted, inputs=given, overrides=found)
    return {name: one for name, one in results.items() if not isinstance(one, _Failed)}


def _asked(
    missing: Mapping[str, Planned], tables: Collection[str], taken: Mapping[str, dict[str, Form]]
) -> dict[str, dict[Form, set[str]]]:
    """Return the tables that functions need which have to run, with these functions by form."""
    asked: dict[str, dict[Form, set[str]]] = {}
    for name, planned in missing.items():
        for table in planned.dependencies:
            if table in tables:
                form = taken.get(name, {}).get(table, Form.whole)
                asked.setdefault(table, {}).setdefault(form, set()).add(name)
    return asked


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
) -> dict[str, FunctionType] | None:
    """Return the functions by name, or None when one of their modules cannot be imported."""
    homes = {name: plan.functions[name].step.script.name for name in names}
    modules = {home: load(root, home, findings) for home in sorted(set(homes.values()))}
    if any(module is None for module in modules.values()):
        return None
    return {name: getattr(modules[home], name) for name, home in homes.items()}


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
