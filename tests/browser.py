"""A real browser without a window, and what axe-core says about a page in it."""

from __future__ import annotations

import importlib.util
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
USUAL = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage"
).split()


def chromium() -> str | None:
    """The browser on this machine: CHROMIUM says where, else it is looked for."""
    found = (os.environ.get("CHROMIUM"), *map(shutil.which, NAMES), *(path for path in USUAL if Path(path).exists()))
    return next((path for path in found if path), None)


def missing() -> str | None:
    """What is not there to look with, or None."""
    if importlib.util.find_spec("playwright") is None or importlib.util.find_spec("axe_playwright_python") is None:
        return "the extra `look` is not installed"
    return None if chromium() else "no Chromium is found"


@contextmanager
def browser() -> Iterator[Browser]:
    """Open inside; it begins with an empty profile and cannot reach the network."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - it need not be installed

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=[*FLAGS, "--proxy-server=127.0.0.1:9"])
        yield opened
        opened.close()


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong, a line each; every rule but those that are experiments."""
    from axe_playwright_python.base import AXE_SCRIPT  # noqa: PLC0415 - as above

    page.evaluate(AXE_SCRIPT)
    found = page.evaluate("axe.run({resultTypes: ['violations']}).then(results => results.violations)")
    return [f"{one['id']}: {node['html'][:100]}" for one in found for node in one["nodes"]]
