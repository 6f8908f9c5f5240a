"""Bench rows of the whole job: cold and warm, beside the floor of what the tools themselves need.

The floor is the same finished Markdown through plain `mkdocs build`, once per language, the same
Typst sources compiled, and each chart converted once per language from its finished Vega
specification (ours makes five pictures of each: light, dark, wide, phone, print). The network's
measures are cached, as after any first run, and nothing else is. Without a peer: a check with
nothing kept from before, and the site and all PDFs after a sentence was added in both languages.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench.site_pages import documents

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
Row = dict[str, Any]
CHAPTER = "summary"
SENTENCE = {"zh": "详情见下文。", "en": " Details follow below."}


def rows() -> list[Row]:
    """Measure the whole job, its check and a small change of it on a copy of the project."""
    project = _copy(ROOT / "build" / "bench" / "project")
    _job(project)  # fills the network's cache and makes the modelled microdata
    measures = project / "build" / "cache" / "analysis"
    measures.rename(aside := project / "build" / "aside")
    _remove_all_made(project)
    check, _ = _measured(lambda: _duizhao("check", project))
    unchanged, _ = _measured(lambda: _duizhao("check", project))
    _remove_all_made(project)
    (project / "build" / "cache").mkdir()
    aside.rename(measures)
    cold, cold_mb = _measured(lambda: _job(project))
    warm, warm_mb = _measured(lambda: _job(project))
    _add_a_sentence(project)
    sentence, _ = _measured(lambda: _duizhao("build", project))
    floor, parts = _floor(project)
    print(
        f"floor: {floor:.2f} s, of which " + ", ".join(f"{k} {v:.2f} s" for k, v in parts.items())
    )
    return [
        _row("report.cold", cold, floor, cold_mb),
        _row("report.warm", warm, floor, warm_mb),
        {"name": "check.cold", "value": round(check, 3), "unit": "s"},
        {"name": "check.unchanged", "value": round(unchanged, 3), "unit": "s"},
        {"name": "build.one_sentence", "value": round(sentence, 3), "unit": "s"},
    ]


def _remove_all_made(project: Path) -> None:
    for name in ("site", "build/site", "build/built.json", "build/print", "build/cache"):
        _remove(project / name)


def _row(name: str, ours: float, floor: float, megabytes: float) -> Row:
    return {
        "name": name,
        "ours_s": round(ours, 3),
        "peer": "plain mkdocs + typst + vl-convert",
        "peer_s": round(floor, 3),
        "ratio": round(floor / ours, 3),
        "peak_mb": round(megabytes),
    }


def _copy(folder: Path) -> Path:
    _remove(folder)
    folder.mkdir(parents=True)
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout.split("\0")
    for name in filter(None, listed):
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
    return folder


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _job(project: Path) -> None:
    for command in ("analyse", "build"):
        _duizhao(command, project)


def _duizhao(command: str, project: Path) -> None:
    _run([str(BIN / "duizhao"), command], project)


def _add_a_sentence(project: Path) -> None:
    """Add a sentence to the first paragraph of a chapter, in both languages."""
    newest = max((project / "report").glob("*.yml")).stem
    for language, sentence in SENTENCE.items():
        file = project / "report" / language / newest / f"{CHAPTER}.md"
        title, paragraph, rest = file.read_text(encoding="utf-8").split("\n\n", 2)
        words, *claims = paragraph.split("\n")
        changed = "\n".join([words + sentence, *claims])
        file.write_text("\n\n".join([title, changed, rest]), encoding="utf-8")


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{command}: {done.stderr}")


def _measured(work: Callable[[], None]) -> tuple[float, float]:
    """Return seconds, and the largest resident size of any one process so far, in MB."""
    start = time.perf_counter()
    work()
    seconds = time.perf_counter() - start
    return seconds, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _floor(project: Path) -> tuple[float, dict[str, float]]:
    parts = {
        "mkdocs": _plain_mkdocs(project),
        "typst": _typst(project),
        "charts": _charts(project),
    }
    return sum(parts.values()), parts


def _plain_mkdocs(project: Path) -> float:
    total = 0.0
    for language in ("zh", "en"):
        folder = project / "build" / "floor" / language
        _remove(folder)
        documents(project / "build" / "site", language, folder / "docs")
        (folder / "mkdocs.yml").write_text(
            "site_name: floor\nuse_directory_urls: false\n"
            "theme: {name: material, font: false}\nplugins: [search]\n",
            encoding="utf-8",
        )
        start = time.perf_counter()
        _run([sys.executable, "-m", "mkdocs", "build", "-q"], folder)
        total += time.perf_counter() - start
    return total


def _typst(project: Path) -> float:
    """Lay the books' sources out, then compile them in one fresh process."""
    folder = project / "build" / "floor" / "print"
    _remove(folder)
    _run([sys.executable, "-m", "tests.bench.sources", str(project), str(folder)], ROOT)
    script = (
        "import pathlib, sys, typst\n"
        "for main in sorted(pathlib.Path(sys.argv[1]).glob('*/main.typ')):\n"
        "    typst.compile(str(main), root=str(main.parent), ignore_system_fonts=True,\n"
        "                  font_paths=[str(main.parent / 'fonts')], format='pdf',\n"
        "                  output=str(main.with_suffix('.pdf')))\n"
    )
    start = time.perf_counter()
    _run([sys.executable, "-c", script, str(folder)], project)
    return time.perf_counter() - start


def _charts(project: Path) -> float:
    """Convert every chart once in each language, as it stands on a light page, in one process."""
    _run([sys.executable, "-m", "tests.bench.sources", "--charts", str(project)], ROOT)
    script = (
        "import json, pathlib, sys, vl_convert\n"
        "for path in pathlib.Path(sys.argv[1]).glob('*.json'):\n"
        "    vl_convert.vega_to_svg(json.loads(path.read_text()))\n"
    )
    start = time.perf_counter()
    _run([sys.executable, "-c", script, str(project / "build" / "floor" / "charts")], project)
    return time.perf_counter() - start


if __name__ == "__main__":
    os.environ.setdefault("DUIZHAO_LANGUAGE", "en")
    print(json.dumps(rows(), indent=2))
