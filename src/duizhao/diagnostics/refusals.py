"""Refusals: what the operating system does not allow, as a finding with a path and a way out."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from duizhao.diagnostics.finding import Diagnostic, Place, Words

_SPACE = Words(
    "磁盘满了，或者超出了配额|请腾出空间再运行一次",
    "the disk is full, or the quota is used up|make room and run this again",
)
_RIGHTS = Words(
    "没有权限|请检查这个文件或文件夹的所有者和权限",
    "permission is denied|see who owns this file or folder and who may read and write it",
)
_KINDS = {
    errno.ENOSPC: _SPACE,
    errno.EDQUOT: _SPACE,
    errno.EFBIG: Words(
        "文件超过了系统允许的大小|请用ulimit -f放宽限制",
        "the file would be larger than the system allows|raise the limit with ulimit -f",
    ),
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: Words(
        "这里只能读，不能写|请把报告放到可以写入的地方",
        "this can be read only|put the report where it can be written to",
    ),
    errno.ENOTDIR: Words(
        "应为文件夹，这里却是一个文件|请移走或改名",
        "a file stands where a folder is needed|move it away or rename it",
    ),
    errno.EISDIR: Words(
        "应为文件，这里却是一个文件夹|请移走或改名",
        "a folder stands where a file is needed|move it away or rename it",
    ),
    errno.EEXIST: Words(
        "这个名字已经被占用|请移走或改名",
        "something of this name is there already|move it away or rename it",
    ),
    errno.ENAMETOOLONG: Words(
        "文件名太长|请改用短一些的名字",
        "the name of the file is too long|give it a shorter one",
    ),
    errno.ELOOP: Words(
        "符号链接绕成了圈|请删除这个链接，或让它指向真正的文件",
        "the symbolic links lead in a circle|remove the link, or point it at the file itself",
    ),
    errno.ENOENT: Words(
        "找不到这个文件或文件夹|可能在运行中被移走了，请放回后再运行一次",
        "this file or folder is not there|it may have been moved meanwhile; put it back and run"
        " this again",
    ),
    errno.EMFILE: Words(
        "同时打开的文件太多|请用ulimit -n放宽限制",
        "too many files are open at once|raise the limit with ulimit -n",
    ),
    errno.EIO: Words(
        "磁盘或网络盘读写出错|请检查磁盘和连接",
        "the disk or network drive failed|check the drive and its connection",
    ),
    errno.EINVAL: Words(
        "系统不接受这个路径|请换一个名字",
        "the system does not accept this path|give it another name",
    ),
}
_GONE = Words(
    "当前文件夹已经不存在|请进入报告的文件夹再运行",
    "the folder that this runs in is gone|change into the report's folder and run this again",
)


def refused(error: OSError, root: Path | None = None) -> Diagnostic:
    """Return the finding for what the system refused; paths inside `root` are told relative."""
    path = error.filename2 or error.filename
    if path is None and error.errno == errno.ENOENT:
        words, place = _GONE, Place(".")
    else:
        known = _KINDS.get(error.errno or 0)
        reason = error.strerror or str(error) or type(error).__name__
        words = known or Words(f"系统拒绝了：{reason}|", f"the system refuses: {reason}|")
        place = Place(_relative(path, root))
    message, hint = (Words(*parts) for parts in zip(*(w.split("|") for w in words), strict=True))
    return Diagnostic("refused", place, message, hint if hint.zh else None)


def _relative(path: object, root: Path | None) -> str:
    if not isinstance(path, str | bytes | os.PathLike):
        return "."
    text = os.fsdecode(path)
    if root is not None and Path(text).is_absolute():
        return os.path.relpath(text, root) if Path(text).is_relative_to(root) else text
    return text
