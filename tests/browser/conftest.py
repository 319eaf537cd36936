"""A real browser before a real server with a small library; without one the tests say why they did not run."""

from __future__ import annotations

import sys
import threading
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING, Any

import pytest
from tests.chromium import CHROMIUM, OPTIONS, missing, need_chromium

sys.path.insert(0, str(Path(__file__).parents[1] / "serve"))  # the small library is shared with the tests of that room

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of the small library's pages, without the last slash."""
    from small_library import SmallLibrary

    from vocgraph.serve.app import create_app
    from vocgraph.serve.assets import STATIC, find_assets
    from vocgraph.serve.server import serve

    if not (STATIC / ".vite" / "manifest.json").is_file() or not find_assets(STATIC).scripts:
        missing("The front end is not built. Build it: python hatch_build.py")
    stop, ready = threading.Event(), Queue[str]()
    options: dict[str, Any] = {"host": "127.0.0.1", "port": 0, "on_ready": ready.put, "stop": stop}
    thread = threading.Thread(target=serve, args=(create_app(SmallLibrary()),), kwargs=options)
    thread.start()
    yield ready.get(timeout=10).rstrip("/")
    stop.set()
    thread.join(15)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    need_chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    """A fresh page; whatever its console complains about, broken policy included, fails the test."""
    context = browser.new_context(base_url=server, viewport={"width": 1280, "height": 800}, locale="zh-CN")
    context.set_default_timeout(10_000)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if _is_complaint(said) else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def _is_complaint(said: ConsoleMessage) -> bool:
    """Drawing in software is slow, and the driver says so; that is the machine's matter, not the page's."""
    return said.type in {"error", "warning"} and "GL Driver Message" not in said.text
