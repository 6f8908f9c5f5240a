"""The Chromium of this machine, begun headless with a set of typefaces of our own."""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

from tests.typefaces import environment

# In the order that tools/chromium.sh looks for them: the shell first, which opens no window.
_NAMES = (
    *("chromium-headless-shell", "chromium", "chromium-browser"),
    *("google-chrome", "google-chrome-stable"),
)


def chromium_path() -> str:
    """Return the Chromium of this machine; `tools/chromium.sh` makes sure that there is one."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    assert path is not None, "there is no Chromium: run tools/chromium.sh"
    return path


def launch(playwright: Playwright, folder: Path, faces: str = "usual") -> Browser:
    """Begin a Chromium that sees the set of typefaces `faces` alone, prepared in `folder`."""
    return playwright.chromium.launch(
        executable_path=chromium_path(),
        # No graphics card is asked for: one made of software would draw at our processors' cost.
        args=["--no-sandbox", "--disable-gpu"],
        env=dict(environment(faces, folder)),
    )
