"""From a site to a folder of files: build each language, check every link, then swap."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from duizhao.diagnostics import Diagnostic, Place, Problems, Words
from duizhao.files.cache import files_fingerprint, fingerprint, read_record, write_record
from duizhao.files.writing import fresh_beside, swap
from duizhao.project.look import LOOK_FILE, Look, read_look
from duizhao.site import on_demand
from duizhao.site.bill import BILL, bill
from duizhao.site.blocks import Scheme, Width
from duizhao.site.bundles import bundles
from duizhao.site.embeds import embeds
from duizhao.site.explorer_script import network_scripts
from duizhao.site.feed import feed
from duizhao.site.labels import LABELS
from duizhao.site.links import Anchors, broken, scan
from duizhao.site.llms import llms
from duizhao.site.model import Site
from duizhao.site.pages import documents, page_addresses, page_paths, render, source_of
from duizhao.site.search import search_files
from duizhao.site.settings import ASSETS, settings, write_settings
from duizhao.site.works import records


class Built(NamedTuple):
    """What one language's build gave: its folder, MkDocs' warnings, its pages' ids and links."""

    folder: Path
    warnings: list[str]
    pages: Mapping[str, Anchors]


def write(site: Site, folder: Path, work: Path, look: Path | None = None) -> None:
    """Write the finished site to `folder`; leave the one that stands there if anything is wrong.

    `work` keeps what is needed between runs (a language whose pages did not change is not built
    again); `look` is the project's mkdocs.yml, if it has one. Raises `Problems` with every
    finding: links that lead nowhere, ids used twice, missing files, whatever MkDocs warns of.
    """
    built = build(site, work, look)
    publish(site, built, folder)


def build(site: Site, work: Path, look: Path | None = None) -> dict[str, Built]:
    """Make the pages of every language, side by side, each by a plain MkDocs build."""
    work = work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    (work / "docs").mkdir(exist_ok=True)
    chosen = read_look(look.parent).or_stop() if look is not None else Look()
    running: dict[str, subprocess.Popen[str]] = {}
    stamps: dict[str, str] = {}
    for language in site.languages:
        configuration = work / f"{language}.yml"
        pages = json.dumps(
            {path: asdict(page) for path, page in documents(site, language).items()},
            ensure_ascii=False,
        )
        config = settings(site, language, work, chosen)
        stamps[language] = _stamp(pages, config)
        if _kept(work, language) == stamps[language]:
            continue
        _record(work, language).unlink(missing_ok=True)
        configuration.with_suffix(".pages.json").write_text(pages, encoding="utf-8")
        write_settings(config, configuration)
        running[language] = subprocess.Popen(
            [
                sys.executable,
                *("-m", "duizhao.site.build_language"),
                *(str(configuration), str(os.getpid())),
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
    for language, process in running.items():
        output, errors = process.communicate()
        if process.returncode:
            # The whole story stays beside the configuration; readers get its last line.
            (work / f"{language}.log").write_text(errors, encoding="utf-8")
            output = json.dumps({"stopped": errors.strip().rpartition("\n")[2]})
        said = json.loads(output)
        kept = "" if said["stopped"] else stamps[language]
        write_record(_record(work, language), said | {"stamp": kept})
    return {language: _built(work, language) for language in site.languages}


def publish(site: Site, built: Mapping[str, Built], folder: Path) -> None:
    """Gather pages, downloads and assets, check all links, and swap the result into `folder`."""
    findings = [
        Diagnostic(
            "site-build",
            Place(LOOK_FILE),
            Words(zh=f"MkDocs（{language}）：{text}", en=f"MkDocs ({language}): {text}"),
        )
        for language, result in built.items()
        for text in result.warnings
    ]
    folder = folder.resolve()  # `site` may be a link to where a server looks for it
    fresh = fresh_beside(folder)
    for language, result in built.items():
        if result.folder.is_dir():
            shutil.copytree(result.folder, fresh / language)
    for target, source in _files(site):
        path = fresh / target
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(source, path)
        except FileNotFoundError:
            findings.append(_missing(source))
    for target, specifications in site.charts.items():
        (fresh / target).parent.mkdir(parents=True, exist_ok=True)
        try:
            (fresh / target).write_text(chart_script(specifications), encoding="utf-8")
        except FileNotFoundError as error:
            findings.append(_missing(error.filename))
    for target, script in (*on_demand.scripts(site), *search_files(site), *network_scripts(site)):
        (fresh / target).parent.mkdir(parents=True, exist_ok=True)
        (fresh / target).write_text(script, encoding="utf-8")
    for target, text in bundles():
        (fresh / target).write_text(text, encoding="utf-8")
    pages = {
        f"{language}/{path}": anchors
        for language, result in built.items()
        for path, anchors in result.pages.items()
    }
    written = {**_front_door(site), **dict(embeds(site)), **dict(records(site))}
    for name, text in written.items():
        (fresh / name).parent.mkdir(parents=True, exist_ok=True)
        (fresh / name).write_text(text, encoding="utf-8", newline="")
        if name.endswith(".html"):
            pages[name] = scan(text)
    existing = (p.relative_to(fresh).as_posix() for p in fresh.rglob("*") if p.is_file())
    if not findings:
        findings += broken(pages, existing, lambda path: _source(site, path), _base(site))
    if findings:
        shutil.rmtree(fresh)
        raise Problems(findings)
    swap(fresh, folder)


def _stamp(pages: str, config: Mapping[str, Any]) -> str:
    """Return a digest of all that a language's build reads: pages, settings, theme, versions."""
    import importlib.metadata

    return fingerprint(
        pages,
        json.dumps(dict(config), ensure_ascii=False),
        *(importlib.metadata.version(package) for package in ("mkdocs", "mkdocs-material")),
        files_fingerprint(Path(__file__).parent, ["**/*"]),
    )


def _kept(work: Path, language: str) -> str:
    """Return what the pages of a language that stand in `work` were made of; "" for none."""
    complete = (work / "out" / language / "index.html").is_file()
    return str(read_record(_record(work, language)).get("stamp", "")) if complete else ""


def _record(work: Path, language: str) -> Path:
    return work / f"{language}.json"


def _built(work: Path, language: str) -> Built:
    report = read_record(_record(work, language))
    stopped = [report["stopped"]] if report.get("stopped") else []
    pages = {path: Anchors(*anchors) for path, anchors in report.get("pages", {}).items()}
    return Built(work / "out" / language, stopped + report.get("warnings", []), pages)


def _files(site: Site) -> Iterator[tuple[str, Path]]:
    """Yield every file beside the pages: path in the site, and where it comes from."""
    for path in sorted((ASSETS / "shared").rglob("*")):
        if path.is_file():
            yield f"assets/{path.relative_to(ASSETS / 'shared').as_posix()}", path
    yield from site.assets.items()
    if site.runtime is not None:
        yield "assets/charts.js", site.runtime
    for edition in site.editions:
        for language, downloads in edition.downloads.items():
            for download in downloads:
                yield f"{language}/{edition.name}/{download.file.name}", download.file


def chart_script(specifications: Mapping[tuple[Scheme, Width], Path]) -> str:
    """Return the script that brings a chart's specifications to the browser.

    A script and not JSON, so that it also loads from file://; it answers to its own address.
    """
    schemes: dict[str, list[str]] = {}
    for (scheme, width), path in sorted(specifications.items()):
        schemes.setdefault(scheme, []).append(f'"{width}":{path.read_text("utf-8").strip()}')
    content = ",".join(f'"{scheme}":{{{",".join(one)}}}' for scheme, one in schemes.items())
    return f"(self.duizhaoSpecifications??={{}})[document.currentScript.src]={{{content}}};\n"


def _missing(file: str | Path) -> Diagnostic:
    message = Words(zh=f"缺少文件{file}", en=f"the file {file} is missing")
    return Diagnostic("missing-file", Place("duizhao.yml"), message)


def _front_door(site: Site) -> dict[str, str]:
    """Return the root's own pages: the door to the languages, and the page for no page."""
    # A missing address may be any number of folders deep: this page alone speaks from the root.
    files = {
        "index.html": render("root.html", site=site, words=LABELS),
        "llms.txt": llms(site),
        BILL: bill(),
        "404.html": render("404.html", site=site, words=LABELS, base=_base(site)),
    }
    if site.url:
        addresses = [sorted(page_addresses(site, path).items()) for path in page_paths(site)]
        files["sitemap.xml"] = render("sitemap.xml", addresses=addresses)
    for language in site.languages:
        files[f"{language}/feed.xml"] = feed(site, language)
    return files


def _base(site: Site) -> str:
    return urlsplit(site.url).path.rstrip("/") + "/"


def _source(site: Site, path: str) -> str:
    language, _, rest = path.partition("/")
    return source_of(site, language, rest) if rest else "duizhao.yml"
