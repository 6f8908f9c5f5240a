"""What has to be computed for an edition's figures, and a key for each result.

A key covers everything that a result depends on: its function's code, the tables and other
functions that its parameters name, and the edition. Equal keys mean equal results.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from duizhao.analysis import fingerprints
from duizhao.analysis.scripts import PACKAGE, Parameter, Scripts, Step
from duizhao.diagnostics import Diagnostic, Stage, Words, did_you_mean, stage
from duizhao.files.cache import file_fingerprint, files_fingerprint, fingerprint
from duizhao.project import Edition

SCHEMAS = (f"{PACKAGE}.schemas", "SCHEMAS")
EDITION, PUBLISHED = "edition", "published"
GIVEN = (EDITION, PUBLISHED)
"""What functions may ask for besides tables of microdata and each other."""


@dataclass(frozen=True)
class Planned:
    """A function to run: the names that its parameters stand for, and the key of its result."""

    step: Step
    dependencies: tuple[str, ...]
    key: str


@dataclass(frozen=True)
class Plan:
    """The functions that figures need, each after those it depends on, and the inputs' keys."""

    figures: tuple[str, ...]
    functions: Mapping[str, Planned]
    inputs: Mapping[str, str]

    def needs(self, name: str) -> frozenset[str]:
        """Return the inputs that a function's result is made of, by whatever way."""
        planned = self.functions.get(name)
        if planned is None:
            return frozenset({name})
        return frozenset().union(*(self.needs(one) for one in planned.dependencies))


@stage
def plan(root: Path, edition: Edition, scripts: Scripts, figures: Iterable[str]) -> Stage[Plan]:
    """Find the functions that `figures` need by following the names of their parameters.

    A parameter is a table of the edition's microdata, `edition`, `published` (the numbers that
    documents print, see `public`), or another public function.
    Findings: an unknown parameter, a missing annotation, a function that is defined twice, and
    functions that wait for each other.
    """
    tables = edition.file.microdata.tables if edition.file.microdata else {}
    schemas = fingerprints.of_code(scripts, *SCHEMAS)
    inputs = {
        name: fingerprint(path, file_fingerprint(root / path.partition("#")[0]), schemas)
        for name, path in tables.items()
    }
    inputs[EDITION] = edition.name
    inputs[PUBLISHED] = files_fingerprint(root, [f"data/{edition.name}/*"])
    wanted = tuple(figure for figure in figures if figure in scripts.steps)
    planner = _Planner(scripts, inputs, {})
    for figure in wanted:
        yield from planner.visit(figure, ())
    return Plan(wanted, planner.done, inputs)


@dataclass(frozen=True)
class _Planner:
    scripts: Scripts
    inputs: Mapping[str, str]
    done: dict[str, Planned]

    def visit(self, name: str, way: tuple[str, ...]) -> Iterator[Diagnostic]:
        """Plan a function after everything that it depends on."""
        if name in self.done:
            return
        step = yield from self._step(name)
        if name in way:
            circle = " → ".join([*way[way.index(name) :], name])
            message = Words(zh=f"互相等待：{circle}", en=f"these wait for each other: {circle}")
            yield Diagnostic("circle", step.place, message)
            return
        dependencies = []
        for parameter in step.parameters:
            yield from self._check_annotation(step, parameter)
            if parameter.name in self.inputs:
                dependencies.append(parameter.name)
            elif parameter.name in self.scripts.steps:
                dependencies.append(parameter.name)
                yield from self.visit(parameter.name, (*way, name))
            elif parameter.required:
                yield from self._unknown(step, parameter)
        if not step.returns:
            message = Words(
                zh=f"函数“{name}”没有注明返回类型",
                en=f"the function “{name}” does not say what it returns",
            )
            hint = Words(zh="请加上“-> pd.DataFrame”", en="add “-> pd.DataFrame”")
            yield Diagnostic("annotation", step.place, message, hint)
        code = fingerprints.of_code(self.scripts, step.script.name, name)
        keys = [f"{one} {self._key(one)}" for one in dependencies]
        self.done[name] = Planned(step, tuple(dependencies), fingerprint(code, *keys))

    def _key(self, name: str) -> str:
        planned = self.done.get(name)
        return self.inputs.get(name, "") if planned is None else planned.key

    def _step(self, name: str) -> Stage[Step]:
        first, *others = self.scripts.steps[name]
        for other in others:
            message = Words(
                zh=f"函数“{name}”已经在{first.place}定义过",
                en=f"the function “{name}” is already defined in {first.place}",
            )
            yield Diagnostic("function-twice", other.place, message)
        return first

    def _unknown(self, step: Step, parameter: Parameter) -> Iterator[Diagnostic]:
        message = Words(
            zh=f"“{step.name}”的参数“{parameter.name}”既不是数据表，也不是analysis/里的函数",
            en=f"the parameter “{parameter.name}” of “{step.name}” is no table"
            " and no function of analysis/",
        )
        hint = did_you_mean(parameter.name, self.known(step.name))
        if hint is None:
            tables = [name for name in self.inputs if name not in GIVEN]
            hint = Words(
                zh="数据表有" + "、".join(tables), en="the tables are " + ", ".join(tables)
            )
        yield Diagnostic("unknown-parameter", parameter.place, message, hint)

    def known(self, but: str) -> list[str]:
        """Return every name that a parameter may have."""
        return [name for name in (*self.inputs, *self.scripts.steps) if name != but]

    def _check_annotation(self, step: Step, parameter: Parameter) -> Iterator[Diagnostic]:
        if parameter.annotated:
            return
        message = Words(
            zh=f"“{step.name}”的参数“{parameter.name}”没有注明类型",
            en=f"the parameter “{parameter.name}” of “{step.name}” has no type",
        )
        hint = Words(
            zh=f"例如“{parameter.name}: pd.DataFrame”", en=f"as in “{parameter.name}: pd.DataFrame”"
        )
        yield Diagnostic("annotation", parameter.place, message, hint)
