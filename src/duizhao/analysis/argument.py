"""What one name stands for as the parameter of a function of `analysis/`, outside of any run."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Any

from duizhao.analysis import modelled, scripts
from duizhao.analysis.loading import importable
from duizhao.analysis.plan import EDITION, GIVEN, PUBLISHED, plan
from duizhao.analysis.public import numbers
from duizhao.diagnostics import Diagnostic, Place, Stage, Words, did_you_mean, stage
from duizhao.files.writing import writing
from duizhao.project import Edition, published
from duizhao.project.glossary import Glossary


@stage
def argument(root: Path, edition: Edition, name: str, terms: Glossary) -> Stage[Any]:
    """Return what a function is given that asks for `name`.

    A table of the microdata, checked against its schema; `edition`; `published`, the numbers that
    documents print; or what the function called `name` returns, from the cache of `analyse` where
    nothing has changed since. None when it cannot be had: a finding says why.
    """
    code = scripts.read(root)
    functions = yield from code
    tables = edition.file.microdata.tables if edition.file.microdata else {}
    if name == EDITION:
        return edition.name
    if name not in (*GIVEN, *tables, *functions.steps):
        yield _unknown(name, [*GIVEN, *tables, *functions.steps])
        return None
    if code.failed:
        return None
    public = numbers((yield from published.load(root, edition)))
    if name == PUBLISHED:
        return public
    cache = root / "build" / "cache" / "analysis" / edition.name
    models = edition.file.microdata is not None and edition.file.microdata.model is not None
    with importable(root):
        # pandas takes a second to load
        from duizhao.analysis.choice import Choice
        from duizhao.analysis.inputs import read_tables
        from duizhao.analysis.run import run

        with writing(root) if models else nullcontext():
            yield from modelled.model(root, edition, functions, cache / "model.json")
        if name in tables:
            frames = yield from read_tables(root, edition, [name], terms)
            return frames[name] if frames else None
        planning = plan(root, edition, functions, [name])
        planned = yield from planning
        if planning.failed:
            return None
        asked = Choice(None, None)
        results = yield from run(
            root, edition, planned, cache, terms, public, asked, lambda words: None
        )
        return results.get(name)


def _unknown(name: str, known: list[str]) -> Diagnostic:
    message = Words(
        f"“{name}”既不是数据表，也不是analysis/里的函数",
        f"“{name}” is no table and no function of analysis/",
    )
    listed = Words("可用的有" + "、".join(known), "there are " + ", ".join(known))
    hint = did_you_mean(name, known) or listed
    return Diagnostic("unknown-parameter", Place("analysis"), message, hint)
