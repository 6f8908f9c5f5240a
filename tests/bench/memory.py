"""The greatest memory that this process has taken since its program began."""

from __future__ import annotations

import re
from pathlib import Path


def peak_mb() -> float:
    """Return the peak resident memory in MB.

    The kernel's `ru_maxrss` outlives `exec`: a child begins with its parent's peak. What `/proc`
    says belongs to this program alone.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(r"^VmHWM:\s+(\d+) kB$", status, re.MULTILINE)
    if found is None:
        raise OSError("/proc/self/status names no peak memory")
    return int(found[1]) / 1024
