"""The command `publish`: the built site put where readers get it: a folder, a zip, or a branch."""

from __future__ import annotations

import shutil
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from duizhao.commands.build import SITE
from duizhao.diagnostics import Diagnostic, Place, Problems, Words
from duizhao.files.history import committed
from duizhao.files.writing import fresh_beside, swap, write_all
from duizhao.project import Project
from duizhao.site.bill import BILL

ONE = Words(
    "请给一个文件夹、一个.zip，或者--branch，三者取一",
    "name a folder, a .zip or --branch: one of them",
)
# GitHub Pages would leave out what begins with an underscore without it.
_AS_IT_IS = ".nojekyll"


@dataclass(frozen=True)
class Published:
    """Where a site was put, and what remains to be done."""

    where: str
    further: Words | None = None

    def report(self, language: str) -> list[str]:
        """Return the closing lines."""
        lines = [Words("已发布到：", "Published:").of(language), f"  {self.where}"]
        return [*lines, *([self.further.of(language)] if self.further else [])]


def to_folder(project: Project, target: Path) -> Published:
    """Put the site in the place of `target`, whole or not at all.

    Raises `Problems` where anything stands there that is no site of duizhao.
    """
    site = project.root / SITE
    if target.is_dir() and any(target.iterdir()) and not (target / BILL).is_file():
        message = Words(
            f"“{target}”里的内容不是duizhao生成的网站",
            f"what is in “{target}” is no site that duizhao made",
        )
        hint = Words(
            "请给一个新的或空的文件夹，如其中的子文件夹",
            "name a folder that is new or empty, such as one inside it",
        )
        raise Problems([Diagnostic("folder-in-use", Place(str(target)), message, hint)])
    inside = target.resolve()
    if site.resolve() == inside or site.resolve() in inside.parents:
        message = Words("不能发布到site/自身", "a site cannot be published into itself")
        raise Problems([Diagnostic("folder-in-use", Place(str(target)), message)])
    fresh = fresh_beside(inside)
    shutil.copytree(site, fresh, dirs_exist_ok=True)
    swap(fresh, inside)
    return Published(str(target))


def to_zip(project: Project, target: Path) -> Published:
    """Pack the site into a zip to be read offline; the same site gives the same bytes."""
    site = project.root / SITE
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            name = f"{target.stem}/{path.relative_to(site).as_posix()}"
            entry = zipfile.ZipInfo(name)  # dated 1980, as archives begin
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    write_all({target: packed.getvalue()})
    further = Words(
        "解压后用浏览器打开index.html，不需要网络",
        "unpacked, index.html opens in a browser and needs no network",
    )
    return Published(str(target), further)


def to_branch(project: Project, branch: str) -> Published:
    """Commit the site to a branch of the project's repository; nothing is pushed.

    The work tree, its branch and what is staged stay as they are. Raises `Problems` without git,
    and where the branch is the one that is checked out.
    """
    commit = committed(project.root, project.root / SITE, branch, (_AS_IT_IS,), SITE)
    if isinstance(commit, Words):
        raise Problems([Diagnostic("branch", Place(branch), commit)])
    push = f"git push origin {branch}"
    return Published(f"{branch} ({commit[:7]})", Words(f"推送：{push}", f"To send it: {push}"))
