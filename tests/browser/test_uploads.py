"""Adding reports in a browser: choose, wait, read what was found; with and without scripts, in both languages."""

from __future__ import annotations

import threading
from pathlib import Path
from queue import Queue
from typing import TYPE_CHECKING, Any

import pytest
from barriers import barriers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

REPORT = (
    "红山职业学院质量年报（2024年度）\n\n1 产教融合\n\n1.1 产业学院\n\n学校与金星科技有限公司共建金星产业学院{}。\n"
)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The address of a library of one report that may be changed."""
    from vocgraph import pipeline
    from vocgraph.library import Library
    from vocgraph.serve.app import create_app
    from vocgraph.serve.current import follow
    from vocgraph.serve.jobs import Jobs
    from vocgraph.serve.server import serve

    folder = tmp_path / "library"
    (tmp_path / "first.txt").write_text(REPORT.format(""), encoding="utf-8")
    pipeline.build([tmp_path / "first.txt"], folder)
    jobs, stop, ready = Jobs(folder), threading.Event(), Queue[str]()
    app = create_app(Library.open(folder), jobs=jobs)
    following = follow(app, stop=stop, every=0.1)
    options: dict[str, Any] = {"host": "127.0.0.1", "port": 0, "on_ready": ready.put, "stop": stop}
    thread = threading.Thread(target=serve, args=(app,), kwargs={**options, "largest_body": 1_000_000})
    thread.start()
    yield ready.get(timeout=10).rstrip("/")
    jobs.close()
    stop.set()
    thread.join(15)
    following.join(15)
    app.extensions["vocgraph"].close()


def files(*names: str) -> list[Any]:
    return [
        {
            "name": name,
            "mimeType": "text/plain",
            "buffer": REPORT.format(f"，{name}").encode() if "bad" not in name else b"",
        }
        for name in names
    ]


def test_reports_are_chosen_added_and_removed(page: Page) -> None:
    page.goto("/reports")
    page.get_by_role("link", name="添加报告").click()
    assert barriers(page) == []
    page.locator("#files").set_input_files(files("red-2024.txt", "bad.txt"))
    page.get_by_role("button", name="添加").click()
    page.locator("[data-follow]").wait_for()
    assert barriers(page) == []
    page.get_by_text("完成。").wait_for(timeout=60_000)
    assert page.locator(".card").count() == 1
    assert "bad.txt" in page.locator(".problem").inner_text()
    assert barriers(page) == []
    page.locator(".card h2 a").click()
    page.wait_for_url("**/reports/red-2024")
    page.goto("/reports/add?lang=en")
    page.get_by_text("Remove reports").first.click()
    page.get_by_role("checkbox", name="red-2024").check()
    page.get_by_role("checkbox", name="I know").check()
    assert barriers(page) == []
    page.get_by_role("button", name="Remove reports").click()
    page.get_by_text("Done. Generation 3").wait_for(timeout=60_000)
    page.goto("/reports")
    assert page.locator(".card").count() == 1


def test_the_same_works_without_scripts(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False, locale="en-GB")
    page = context.new_page()
    page.goto("/reports/add")
    page.locator("#files").set_input_files(files("red-2024.txt"))
    page.get_by_role("button", name="Add").click()
    page.get_by_text("Done. Generation 2").wait_for(timeout=60_000)
    assert page.locator(".card").count() == 1
    context.close()
