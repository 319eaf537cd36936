"""Reading a report beside the pages of its PDF: wide and narrow, with and without scripts, in both languages."""

from __future__ import annotations

import re
import threading
from functools import partial
from queue import Queue
from typing import TYPE_CHECKING, Any

import pytest
from barriers import barriers

from vocgraph.serve import pages
from vocgraph.serve.sheets import divide

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

WORK = "学校组织教师下企业实践，企业派工程师进课堂，双方共同制订培养方案，共同开发课程，共同评价学生。"
TOPICS = ("人才培养", "产教融合", "服务贡献", "国际合作")
SHEET = "<style>section { break-after: page } p { text-indent: 2em } h1 { color: teal }</style>"
REPORT = "/reports/red-2024"


@pytest.fixture(scope="module")
def server(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a library of one report that a browser printed to PDF, a chapter on each of its pages."""
    from vocgraph import pipeline
    from vocgraph.library import Library
    from vocgraph.serve.app import create_app
    from vocgraph.serve.server import serve

    folder = tmp_path_factory.mktemp("printed")
    chapters = "".join(
        f"<section><h1>{number} {topic}</h1>"
        + "".join(f"<p>{topic}之{each}：{WORK}</p>" for each in "甲乙丙丁戊己")
        + "</section>"
        for number, topic in enumerate(TOPICS, start=1)
    )
    press = browser.new_page()
    press.set_content(f"<title>红山职业学院质量年报（2024年度）</title>{SHEET}{chapters}")
    press.pdf(path=folder / "red-2024.pdf", format="A4")
    press.close()
    pipeline.build([folder / "red-2024.pdf"], folder / "library")
    stop, ready = threading.Event(), Queue[str]()
    options: dict[str, Any] = {"host": "127.0.0.1", "port": 0, "on_ready": ready.put, "stop": stop}
    with Library.open(folder / "library") as library:
        thread = threading.Thread(target=serve, args=(create_app(library),), kwargs=options)
        thread.start()
        yield ready.get(timeout=10).rstrip("/")
        stop.set()
        thread.join(15)


def shown(page: Page, number: int) -> None:
    """Wait until that page's image, and no other, is there."""
    page.wait_for_function(
        "number => { const image = document.querySelector('.original img');"
        " return image.src.endsWith(`/${number}.png`) && image.complete && image.naturalWidth === 1200 }",
        arg=number,
    )
    assert f"第 {number} 页，共" in page.locator("span[data-where]").inner_text()


def line_on(page: Page, number: int) -> int:
    """A line of the report in the middle of that page."""
    html = page.request.get(REPORT).text()
    return int(re.findall(r'id="L(\d+)"', html[html.index(f'id="page-{number}"') :])[8])


def test_a_sheet_that_begins_within_a_page_shows_that_page(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    page.set_viewport_size({"width": 1600, "height": 900})
    line = line_on(page, 3)
    with monkeypatch.context() as patch:
        patch.setattr(pages, "divide", partial(divide, room=60))
        pages._laid_out.cache_clear()
        page.goto(f"{REPORT}?line={line}")
        pages._laid_out.cache_clear()
    assert page.locator("a[data-page]").count() == 0
    shown(page, 3)


def test_on_a_wide_screen_the_marked_line_s_page_stands_beside_it(page: Page) -> None:
    page.set_viewport_size({"width": 1600, "height": 900})
    line = line_on(page, 3)
    page.goto(f"{REPORT}?mark={line}#L{line}")
    shown(page, 3)
    text, image = page.locator(".text mark").first.bounding_box(), page.locator(".original").bounding_box()
    assert text
    assert image
    assert text["x"] + text["width"] <= image["x"]
    assert 0 <= image["y"] < text["y"] < image["y"] + image["height"] <= 900


def test_the_page_follows_the_reading_and_can_be_leafed(page: Page) -> None:
    page.set_viewport_size({"width": 1600, "height": 900})
    page.goto(REPORT)
    shown(page, 1)
    assert page.get_by_role("button", name="上一页").is_disabled()
    page.locator("#page-3").scroll_into_view_if_needed()
    page.evaluate("document.getElementById('page-3').scrollIntoView()")
    shown(page, 3)
    page.get_by_role("button", name="下一页").click()
    shown(page, 4)
    page.wait_for_timeout(600)  # the text may not reach so far up: leafing stays all the same
    shown(page, 4)
    assert page.get_by_role("button", name="下一页").is_disabled()
    page.locator("#page-2 a").click()
    shown(page, 2)
    assert page.url.endswith(REPORT)


def test_it_stays_closed_once_closed(page: Page) -> None:
    page.set_viewport_size({"width": 1600, "height": 900})
    page.goto(REPORT)
    page.get_by_role("button", name="收起").click()
    opener = page.get_by_role("button", name="显示原页")
    assert opener.evaluate("button => button === document.activeElement")
    page.reload()
    assert not page.locator(".original").is_visible()
    opener.click()
    shown(page, 1)
    assert opener.get_attribute("aria-expanded") == "true"


def test_on_a_narrow_screen_it_opens_below(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(REPORT)
    assert not page.locator(".original").is_visible()
    page.get_by_role("button", name="显示原页").click()
    shown(page, 1)
    box = page.locator(".original").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 800.5
    assert box["height"] <= 0.45 * 800 + 1


def test_without_scripts_a_page_is_a_link(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(REPORT)
    assert not page.locator(".original").is_visible()
    assert page.get_by_role("button", name="显示原页").count() == 0
    page.get_by_role("link", name="看第 2 页的原样").click()
    page.wait_for_url("**/reports/red-2024/pages/2.png")
    assert page.locator("img").evaluate("image => image.naturalWidth") == 1200
    context.close()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [320, 1280, 1920])
def test_it_has_no_barrier_that_axe_knows_of(page: Page, language: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{REPORT}?mark=5&lang={language}")
    if not page.locator(".original").is_visible():
        page.locator("[data-opens-original]").click()
    assert barriers(page, widths=(width,)) == []
