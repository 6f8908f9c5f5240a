"""Planned functions run, each after those it asks for; what is known already is not run again."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import FunctionType
from typing import Any

import pandas as pd

from duizhao.analysis.choice import Choice, Say
from duizhao.analysis.forms import Form, Given, forms
from duizhao.analysis.inputs import Inputs
from duizhao.analysis.loading import load, raised
from duizhao.analysis.plan import EDITION, GIVEN, PUBLISHED, Plan, Planned
from duizhao.analysis.results import Results
from duizhao.analysis.signatures import Hints, hints, is_graph, mismatches
from duizhao.diagnostics import Stage, Words, did_you_mean, stage, together
from duizhao.files.cache import Store
from duizhao.network.graph import Network
from duizhao.project import Edition
from duizhao.project.glossary import Glossary

# A result that took longer than this is worth a file, even when no figure shows it.
SLOW = 0.5
Progress = Callable[[str, int, int], None]


@stage
def run(
    root: Path,
    edition: Edition,
    plan: Plan,
    cache: Path,
    terms: Glossary,
    public: pd.DataFrame,
    choice: Choice,
    say: Say,
    progress: Progress | None = None,
) -> Stage[dict[str, Any]]:
    """Return what the planned figures' functions return, by name.

    Inside `loading.importable`. Tables are read only when something has to be computed from
    them, by the engine of `choice`; what is chosen by itself is said to `say`. `public` are the
    numbers that documents print (see `public.numbers`). A function that
    fails is a finding, and its result is left out; the others still run. `cache` is the folder
    that results are kept in; `progress` is told each function's name, how many ran before it, and
    how many there are.
    """
    store = Store(cache / "results")
    results = Results(store)
    found, missing = _known(plan, results)
    if not missing:
        return {name: found[name] for name in plan.figures}
    names = {name for name in plan.inputs if name not in GIVEN}
    loaded = _functions(root, plan, [*missing, *found], names)
    functions, types, taken = yield from loaded
    asked = _asked(missing, names, taken)
    inputs = Inputs(root, edition, asked, plan.inputs, cache / "tables", terms)
    with inputs.given(choice, say) as read:
        tables = yield from read
        if tables is None or loaded.findings:
            return {}
        given = {**tables, EDITION: edition.name, PUBLISHED: public, **found}
        runner = _Runner(root, plan, results, taken, types)
        ready = [name for name in plan.functions if name in missing]
        for number, name in enumerate(ready):
            if all(one in given for one in missing[name].dependencies):
                if progress is not None:
                    progress(name, number, len(missing))
                given |= yield from runner.result(name, functions[name], given)
    store.trim()
    return {name: given[name] for name in plan.figures if name in given}


@dataclass(frozen=True)
class _Runner:
    """Runs one function at a time; one that fails is a finding and has no result."""

    root: Path
    plan: Plan
    results: Results
    forms: Mapping[str, Mapping[str, Form]]
    types: Mapping[str, Hints]

    def result(
        self, name: str, function: FunctionType, given: Mapping[str, Any]
    ) -> Stage[Mapping[str, Any]]:
        """Return what a function returns, under its name."""
        planned = self.plan.functions[name]
        arguments = {one: self._argument(name, one, given[one]) for one in planned.dependencies}
        start = time.perf_counter()
        try:
            result = function(**arguments)
        except Exception as error:
            hint = _missing_column(error, arguments)
            yield from raised(self.root, name, error, planned.step.place, hint)
            return {}
        if name in self.plan.figures or time.perf_counter() - start > SLOW:
            self.results.write(name, planned.key, result)
        return {name: result}

    def _argument(self, function: str, name: str, value: Any) -> Any:
        """Return what a function is given: in the form that it names, and for itself alone."""
        if isinstance(value, Given):
            value = value.form(self.forms[function].get(name, Form.whole))
        kind = self.types[function].get(name)
        if isinstance(value, Network) and is_graph(kind):
            return value.to_networkx(kind)
        # A shallow copy: a function may add a column to it.
        return value.copy(deep=False) if isinstance(value, pd.DataFrame | pd.Series) else value


def _missing_column(error: Exception, arguments: Mapping[str, Any]) -> Words | None:
    if not isinstance(error, KeyError) or not error.args or not isinstance(error.args[0], str):
        return None
    frames = [value for value in arguments.values() if isinstance(value, pd.DataFrame)]
    return did_you_mean(error.args[0], [str(name) for frame in frames for name in frame.columns])


def _asked(
    missing: Mapping[str, Planned], tables: Collection[str], taken: Mapping[str, Mapping[str, Form]]
) -> dict[str, dict[Form, set[str]]]:
    """Return the tables that functions need which have to run, with these functions by form."""
    asked: dict[str, dict[Form, set[str]]] = {}
    for name, planned in missing.items():
        for table in planned.dependencies:
            if table in tables:
                form = taken.get(name, {}).get(table, Form.whole)
                asked.setdefault(table, {}).setdefault(form, set()).add(name)
    return asked


def _known(plan: Plan, results: Results) -> tuple[dict[str, Any], dict[str, Planned]]:
    """Return the stored results that are needed, and the functions that have to run."""
    found: dict[str, Any] = {}
    missing: dict[str, Planned] = {}
    waiting = list(plan.figures)
    while waiting:
        name = waiting.pop()
        planned = plan.functions.get(name)
        if planned is None or name in found or name in missing:
            continue
        stored = results.read(name, planned.key)
        if stored is not None:
            found[name] = stored
        else:
            missing[name] = planned
            waiting += planned.dependencies
    return found, missing


@stage
def _functions(
    root: Path, plan: Plan, names: Iterable[str], tables: Collection[str]
) -> Stage[tuple[dict[str, FunctionType], dict[str, Hints], dict[str, Mapping[str, Form]]]]:
    """Return functions, their types, and the forms in which they take tables, each by name.

    There are none when one of their modules cannot be imported.
    """
    homes = {name: plan.functions[name].step.script.name for name in names}
    wanted = sorted(set(homes.values()))
    modules = dict(
        zip(wanted, (yield from together(load(root, one) for one in wanted)), strict=True)
    )
    if None in modules.values():
        return {}, {}, {}
    functions = {name: getattr(modules[home], name) for name, home in homes.items()}
    types = yield from hints(root, functions, plan)
    yield from mismatches(types, plan)
    taken: dict[str, Mapping[str, Form]] = {}
    for name in functions:
        place = plan.functions[name].step.place
        taken[name] = yield from forms(name, types[name], tables, place)
    return functions, types, taken
