"""The scripts of `analysis/`, read without running them: what each function asks for and uses.

A function's fingerprint covers everything of `analysis/` that its result can depend on: its own
code, the functions, constants and classes that it names, and theirs in turn. Comments, docstrings
and formatting do not count, nor does code that it never names; so editing one figure's function
does not make another figure be computed again.
"""

from __future__ import annotations

import ast
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from duizhao.diagnostics import Diagnostic, Place, Stage, Words, stage
from duizhao.files.cache import fingerprint

PACKAGE = "analysis"
Function = ast.FunctionDef | ast.AsyncFunctionDef
PACKING = (ast.Tuple, ast.List, ast.Starred, ast.expr_context)
Target = tuple[str, str | None]  # a module and a name in it; all of the module when None


class Parameter(NamedTuple):
    """A function's parameter: it names a table, another function, or `edition`."""

    name: str
    place: Place
    required: bool
    annotated: bool


@dataclass(frozen=True)
class Script:
    """One module: its top-level definitions by name, its imports, and its other statements."""

    name: str
    path: str
    definitions: Mapping[str, tuple[ast.stmt, ...]]
    imports: Mapping[str, Target]  # by local name
    loose: tuple[ast.stmt, ...]

    @property
    def is_package(self) -> bool:
        """Tell whether this is the module of a folder rather than of a file."""
        return self.path.endswith("/__init__.py")

    def function(self, name: str) -> Function | None:
        """Return the definition of a function, or None when the name is something else."""
        last = self.definitions.get(name, (None,))[-1]
        return last if isinstance(last, Function) else None


@dataclass(frozen=True)
class Step:
    """A function of `analysis/` that computes something: where it is and what it asks for."""

    name: str
    script: Script
    definition: Function

    @property
    def place(self) -> Place:
        """Return the line on which the function is defined."""
        return Place(self.script.path, self.definition.lineno)

    @property
    def returns(self) -> bool:
        """Tell whether the function says what it returns."""
        return self.definition.returns is not None

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Return the parameters in order; those with a default are not required."""
        arguments = self.definition.args
        plain = [*arguments.posonlyargs, *arguments.args]
        defaults = [False] * (len(plain) - len(arguments.defaults))
        defaults += [True] * len(arguments.defaults)
        defaults += [default is not None for default in arguments.kw_defaults]
        return tuple(
            Parameter(
                one.arg,
                Place(self.script.path, one.lineno, one.col_offset + 1),
                not default,
                one.annotation is not None,
            )
            for one, default in zip([*plain, *arguments.kwonlyargs], defaults, strict=True)
        )


class Uses(NamedTuple):
    """What a piece of code depends on: definitions of `analysis/`, and modules elsewhere."""

    definitions: frozenset[tuple[str, str]]
    modules: frozenset[str]


@dataclass(frozen=True)
class Scripts:
    """All modules of `analysis/` by their full name (`analysis.network`)."""

    modules: Mapping[str, Script]
    _meanings: dict[tuple[str, str], str] = field(default_factory=dict, repr=False, compare=False)
    _names: dict[tuple[str, str], tuple[Target, ...]] = field(
        default_factory=dict, repr=False, compare=False
    )

    @cached_property
    def steps(self) -> Mapping[str, tuple[Step, ...]]:
        """Return every public function by name; a name that is defined twice has two."""
        steps: dict[str, tuple[Step, ...]] = {}
        for script in self.modules.values():
            for name in script.definitions:
                definition = script.function(name)
                if definition is not None and not name.startswith("_"):
                    steps[name] = (*steps.get(name, ()), Step(name, script, definition))
        return steps

    def uses(self, module: str, name: str) -> Uses:
        """Return everything that the definition `name` of a module depends on, however far away."""
        definitions: set[tuple[str, str]] = set()
        foreign: set[str] = set()
        waiting: list[Target] = [(PACKAGE, ""), (module, name)]
        while waiting:
            where, what = waiting.pop()
            script = self.modules.get(where)
            if script is None:
                foreign.add(where if what is None else f"{where}.{what}")
            elif what is None:
                waiting += [(where, one) for one in ["", *script.definitions]]
            elif what in script.imports and what not in script.definitions:
                waiting.append(script.imports[what])
            elif (where, what) not in definitions and (what == "" or what in script.definitions):
                definitions.add((where, what))
                waiting.append((where, ""))
                if (where, what) not in self._names:
                    named = self._named(script, self._code(where, what))
                    self._names[where, what] = tuple(dict.fromkeys(named))
                waiting += self._names[where, what]
        return Uses(frozenset(definitions), frozenset(foreign))

    def fingerprint(self, uses: Uses) -> str:
        """Return a digest of the code of `analysis/` in `uses`."""
        parts: list[str] = []
        for where, what in sorted(uses.definitions):
            if (where, what) not in self._meanings:
                lines = [_meaning(statement) for statement in self._code(where, what)]
                self._meanings[where, what] = "\n".join(lines)
            parts += [f"{where}.{what}", self._meanings[where, what]]
        return fingerprint(*parts)

    def _code(self, where: str, what: str) -> tuple[ast.stmt, ...]:
        script = self.modules[where]
        return script.loose if what == "" else script.definitions[what]

    def _named(self, script: Script, code: Iterable[ast.stmt]) -> Iterator[Target]:
        """Yield what some code of a script names: its own definitions, and what it imports."""
        nodes = [node for statement in code for node in _nodes(statement)]
        imports = dict(script.imports)
        for node in nodes:
            local = imported(node, script.name, script.is_package, self.modules)
            imports |= local
            yield from local.values()
        attributes = [node for node in nodes if isinstance(node, ast.Attribute)]
        for node in attributes:
            if isinstance(node.value, ast.Name) and node.value.id in imports:
                yield self._attribute(imports[node.value.id], node.attr)
        inside = {id(node.value) for node in attributes}
        for node in nodes:
            if isinstance(node, ast.Name) and id(node) not in inside and node.id in imports:
                yield imports[node.id]
            elif isinstance(node, ast.Name) and node.id in script.definitions:
                yield script.name, node.id

    def _attribute(self, target: Target, attribute: str) -> Target:
        """Return what `x.attribute` means when `x` is imported: all of `x` in case of doubt."""
        module = self.modules.get(target[0])
        if target[1] is None and module is not None and attribute in module.definitions:
            return target[0], attribute
        return target


@stage
def read(root: Path) -> Stage[Scripts]:
    """Parse every module of `analysis/`; a syntax error is a finding at its line and column."""
    files: dict[str, Path] = {}
    for file in sorted((root / PACKAGE).rglob("*.py")):
        name = ".".join(file.relative_to(root).with_suffix("").parts)
        files[name.removesuffix(".__init__")] = file
    modules: dict[str, Script] = {}
    for name, file in files.items():
        path = file.relative_to(root).as_posix()
        try:
            tree = ast.parse(file.read_bytes(), filename=path)
        except (SyntaxError, ValueError) as error:
            yield _syntax(path, error)
            continue
        modules[name] = _script(name, path, tree, files)
    return Scripts(modules)


def _syntax(path: str, error: SyntaxError | ValueError) -> Diagnostic:
    reason = error.msg if isinstance(error, SyntaxError) else str(error)
    place = Place(path)
    if isinstance(error, SyntaxError) and error.lineno:
        place = Place(path, error.lineno, error.offset or None)
    message = Words(zh=f"Python语法错误：{reason}", en=f"this is not valid Python: {reason}")
    return Diagnostic("syntax", place, message)


def _script(name: str, path: str, tree: ast.Module, known: Container[str]) -> Script:
    definitions: dict[str, tuple[ast.stmt, ...]] = {}
    imports: dict[str, Target] = {}
    loose: list[ast.stmt] = []
    for statement in tree.body:
        found = imported(statement, name, path.endswith("/__init__.py"), known)
        names = _defined(statement)
        imports |= found
        for one in names:
            definitions[one] = (*definitions.get(one, ()), statement)
        if not found and not names and not isinstance(statement, ast.Import | ast.ImportFrom):
            loose.append(statement)
        if "*" in found:
            loose.append(statement)
    docstring = ast.get_docstring(tree, clean=False) is not None
    return Script(name, path, definitions, imports, tuple(loose[1:] if docstring else loose))


def _defined(statement: ast.stmt) -> list[str]:
    """Return the names that a top-level statement defines, if that is all it does."""
    if isinstance(statement, Function | ast.ClassDef):
        return [statement.name]
    targets: list[ast.expr] = []
    if isinstance(statement, ast.Assign):
        targets = statement.targets
    elif isinstance(statement, ast.AnnAssign | ast.AugAssign):
        targets = [statement.target]
    nodes = [node for target in targets for node in ast.walk(target)]
    nodes = [node for node in nodes if not isinstance(node, PACKING)]
    names = [node.id for node in nodes if isinstance(node, ast.Name)]
    return names if len(names) == len(nodes) else []


def imported(
    node: ast.AST, module: str, is_package: bool, known: Container[str]
) -> dict[str, Target]:
    """Return what an import statement binds: the local name, and the module and name it means."""
    if isinstance(node, ast.Import):
        return {
            alias.asname or alias.name.partition(".")[0]: (alias.name, None) for alias in node.names
        }
    if not isinstance(node, ast.ImportFrom):
        return {}
    package = module.split(".")
    if not is_package:
        package = package[:-1]
    parts = package[: len(package) - node.level + 1] if node.level else []
    base = ".".join([*parts, node.module] if node.module else parts)
    found: dict[str, Target] = {}
    for alias in node.names:
        whole = f"{base}.{alias.name}"
        is_module = alias.name == "*" or whole in known
        target = base if alias.name == "*" else whole
        found[alias.asname or alias.name] = (target, None) if is_module else (base, alias.name)
    return found


def _nodes(statement: ast.stmt) -> list[ast.AST]:
    """Return the nodes of a statement; a function's parameters in its body are its own affair."""
    if not isinstance(statement, Function):
        return list(ast.walk(statement))
    own = {node.arg for node in ast.walk(statement.args) if isinstance(node, ast.arg)}
    outside: list[ast.AST] = [statement.args, *statement.decorator_list]
    if statement.returns is not None:
        outside.append(statement.returns)
    body = [node for line in statement.body for node in ast.walk(line)]
    return [
        *(node for part in outside for node in ast.walk(part)),
        *(node for node in body if not (isinstance(node, ast.Name) and node.id in own)),
    ]


def _meaning(node: ast.AST) -> str:
    """Return code as text that comments, docstrings and formatting do not change.

    Nor does it change with the version of Python: fields that some do not know are empty then.
    """
    documented = isinstance(node, Function | ast.ClassDef) and ast.get_docstring(node) is not None
    parts = [type(node).__name__]
    for name, value in ast.iter_fields(node):
        own = value[1:] if name == "body" and documented else value
        parts += [] if own in (None, []) else [f"{name}={_written(own)}"]
    return f"({' '.join(parts)})"


def _written(value: object) -> str:
    if isinstance(value, ast.AST):
        return _meaning(value)
    return f"[{' '.join(map(_written, value))}]" if isinstance(value, list) else repr(value)
