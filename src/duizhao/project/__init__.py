"""A project: everything that people write, read once at the door."""

from duizhao.diagnostics import LANGUAGES
from duizhao.project.settings import (
    PROJECT_FILE,
    Edition,
    EditionFile,
    HighlightFile,
    Microdata,
    Project,
    ProjectFile,
    find_root,
    load,
    owner,
)

__all__ = [
    "LANGUAGES",
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
