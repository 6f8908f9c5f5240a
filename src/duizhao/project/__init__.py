"""A project: everything that people write, read once at the door."""

from duizhao.project.edition_file import EditionFile, HighlightFile, Microdata
from duizhao.project.settings import (
    PROJECT_FILE,
    Edition,
    Project,
    ProjectFile,
    find_root,
    load,
    owner,
)

__all__ = [
    "PROJECT_FILE",
    "Edition",
    "EditionFile",
    "HighlightFile",
    "Microdata",
    "Project",
    "ProjectFile",
    "find_root",
    "load",
    "owner",
]
