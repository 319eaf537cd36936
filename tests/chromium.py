"""Where the tests find a browser, how it is kept to itself, and what happens without one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

import pytest

CHROMIUM = Path("/usr/bin/chromium")
# Nothing of a browser's own business leaves the machine while tests run.
OFFLINE = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
OPTIONS = (*OFFLINE, *(("--no-sandbox",) if os.geteuid() == 0 else ()))  # Chromium refuses to sandbox what root runs


def missing(reason: str) -> NoReturn:
    """Skip with the reason; under CI=true fail with it."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


def need_chromium() -> None:
    """Skip, or fail, without a browser."""
    if not CHROMIUM.exists():
        missing(f"There is no {CHROMIUM}. Install it: apt install chromium")
