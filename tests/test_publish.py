"""Publishing: a site goes where it is asked to, and nothing else that is there is lost."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest

from duizhao.commands.new import Answers, new
from duizhao.commands.publish import to_branch, to_folder, to_zip
from duizhao.diagnostics import Problems
from duizhao.project import Project, load
from tests.conftest import Duizhao


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Return a project whose site is a few files."""
    new(tmp_path / "report", Answers(microdata=False))
    site = tmp_path / "report/site"
    for name in ("index.html", "bill.cdx.json", "zh/2020/图.html", "_page.html"):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(name, encoding="utf-8")
    return load(tmp_path / "report")


def names(folder: Path) -> list[str]:
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())


def git(root: Path, *arguments: str) -> str:
    return subprocess.run(
        ["git", "-c", "core.quotepath=off", *arguments],
        cwd=root,
        check=True,
        capture_output=True,
        text=True,
    ).stdout


def test_a_folder_holds_the_site_and_nothing_of_the_former_one(
    project: Project, tmp_path: Path
) -> None:
    target = tmp_path / "www"
    to_folder(project, target)
    assert names(target) == names(project.root / "site")
    (target / "gone.html").write_text("of last year", encoding="utf-8")
    to_folder(project, target)
    assert names(target) == names(project.root / "site")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("where", ["www", "report", "report/site", "report/site/zh"])
def test_what_is_no_site_is_never_replaced(where: str, project: Project, tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "www/mine.txt").write_text("mine", encoding="utf-8")
    before = names(tmp_path)
    with pytest.raises(Problems) as raised:
        to_folder(project, tmp_path / where)
    assert raised.value.diagnostics[0].rule == "folder-in-use"
    assert names(tmp_path) == before


def test_a_zip_unpacks_to_one_folder_and_is_the_same_each_time(
    project: Project, tmp_path: Path
) -> None:
    to_zip(project, tmp_path / "offline.zip")
    first = (tmp_path / "offline.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "offline.zip") as packed:
        packed.extractall(tmp_path / "out")
    assert names(tmp_path / "out/offline") == names(project.root / "site")
    to_zip(project, tmp_path / "offline.zip")
    assert (tmp_path / "offline.zip").read_bytes() == first


def test_a_branch_holds_the_site_alone_and_the_work_tree_stays(project: Project) -> None:
    root = project.root
    git(root, "init", "--quiet", "--initial-branch", "main")
    for key, value in (("user.name", "An Editor"), ("user.email", "editor@example.org")):
        git(root, "config", key, value)
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "begun")
    (root / "report/2020.yml").open("a").write("# half written\n")
    before = git(root, "status", "--porcelain"), git(root, "rev-parse", "main")
    to_branch(project, "gh-pages")
    held = git(root, "ls-tree", "-r", "--name-only", "gh-pages").splitlines()
    assert held == sorted([".nojekyll", *names(root / "site")])
    assert (git(root, "status", "--porcelain"), git(root, "rev-parse", "main")) == before
    to_branch(project, "gh-pages")
    assert git(root, "rev-list", "--count", "gh-pages").strip() == "1", "nothing had changed"
    (root / "site/index.html").write_text("new", encoding="utf-8")
    to_branch(project, "gh-pages")
    assert git(root, "rev-list", "--count", "gh-pages").strip() == "2"
    for wrong in ("main", "-f", "a..b"):
        with pytest.raises(Problems):
            to_branch(project, wrong)
    assert git(root, "rev-parse", "main") == before[1]


def test_without_a_repository_it_says_so(project: Project) -> None:
    with pytest.raises(Problems) as raised:
        to_branch(project, "gh-pages")
    assert raised.value.diagnostics[0].text("en").endswith("this is no repository of git")


def test_one_place_is_asked_for(project: Project, duizhao: Duizhao) -> None:
    for given in ((), ("www", "--branch", "gh-pages")):
        refused = duizhao(project.root, "publish", *given)
        assert refused.code == 2
        assert "one of them" in refused.err
