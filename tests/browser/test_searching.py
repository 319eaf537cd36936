"""The case seeker's journey in a browser: type, choose, narrow, read, keep, take away with citations."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from barriers import barriers
from test_browser import in_sight, search

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def suggested(page: Page, typed: str) -> list[str]:
    """Type and wait for what is suggested."""
    page.locator("#q").press_sequentially(typed, delay=10)
    page.locator(".suggestion").first.wait_for()
    return page.locator(".suggestion .label").all_inner_texts()


def taken_away(page: Page, form: str) -> str:
    """The file that a button of the list hands out."""
    with page.expect_download() as coming:
        page.get_by_role("button", name=form, exact=True).click()
    assert coming.value.suggested_filename == f"vocgraph-list.{form.lower().replace('markdown', 'md')}"
    return coming.value.path().read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("language", "keep", "kept", "where"),
    [("zh", "加入清单", "移出清单", "第 10–11 行"), ("en", "Keep", "Kept · remove", "lines 10–11")],
)
def test_from_a_query_to_an_exported_citation(page: Page, language: str, keep: str, kept: str, where: str) -> None:
    page.goto(f"/?lang={language}")
    page.locator("#q").fill("产业学院")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="案例 1" if language == "zh" else "Cases 1", exact=True).click()
    page.get_by_role("link", name="案例全文" if language == "zh" else "Whole case", exact=True).first.click()
    page.wait_for_url("**/cases/lanhai-2024/1*")
    page.get_by_role("button", name=keep).click()
    page.get_by_role("button", name=kept).wait_for()
    page.locator(".main-nav a[href^='/list']").click()
    page.locator("textarea").fill("first line\nsecond")
    assert barriers(page) == []
    assert f"师徒同台[R]//蓝海职业学院质量年报. 2024: {where}" in page.locator(".citation").inner_text()
    address = f"{page.evaluate('location.origin')}/cases/lanhai-2024/1"
    assert address in taken_away(page, "Markdown")
    _, row = csv.reader(io.StringIO(taken_away(page, "CSV")))
    assert row[:8] == ["师徒同台", "蓝海职业学院", "蓝海职业学院质量年报", "2024", "", "10", "11", address]
    assert row[8] == "first line\nsecond"
    fields = dict(line.split("  - ", 1) for line in taken_away(page, "RIS").splitlines() if line)
    assert (fields["TY"], fields["AU"], fields["PY"], fields["UR"]) == ("CHAP", "蓝海职业学院", "2024", address)
    assert where in fields["N1"]


def test_a_suggestion_is_chosen_with_arrows_and_followed_with_enter(page: Page) -> None:
    page.goto("/")
    assert suggested(page, "星河") == ["星河智造产业学院", "星河科技有限公司"]
    field = page.get_by_role("combobox")
    assert field.get_attribute("aria-expanded") == "true"
    for key in ("ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    chosen = page.locator("[role=option][aria-selected=true]")
    assert chosen.locator(".label").inner_text() == "星河科技有限公司"
    assert field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    assert barriers(page) == []
    page.keyboard.press("Enter")
    page.wait_for_url("**/entities/Enterprise/*")


def test_what_was_typed_is_sent_where_no_suggestion_is_chosen(page: Page) -> None:
    page.goto("/")
    suggested(page, "星河")
    for key in ("ArrowDown", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url("**/?q=*")
    assert page.locator(".result").count() == 4


def test_escape_closes_the_suggestions_and_leaves_the_words(page: Page) -> None:
    page.goto("/")
    suggested(page, "星河")
    page.keyboard.press("Escape")
    assert page.locator(".suggestions").is_hidden()
    assert page.locator("#q").input_value() == "星河"
    assert page.get_by_role("combobox").get_attribute("aria-expanded") == "false"


def test_a_suggestion_is_followed_with_the_pointer(page: Page) -> None:
    page.goto("/?lang=en")
    suggested(page, "industrial")
    page.locator(".suggestion").first.click()
    page.wait_for_url("**/?q=*lang=en*")


def test_enter_while_a_word_is_composed_sends_nothing(page: Page) -> None:
    page.goto("/")
    suggested(page, "星河")
    page.keyboard.press("ArrowDown")
    page.locator("#q").evaluate(
        "field => field.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', isComposing: true, bubbles: true}))"
    )
    assert page.evaluate("location.pathname + location.search") == "/"


def test_a_slip_is_mended_with_one_click(page: Page) -> None:
    page.goto("/?q=无产业学园")
    page.get_by_role("link", name="产业学院", exact=True).click()
    page.locator(".result").first.wait_for()
    assert page.locator("#q").input_value() == "产业学院"


def test_the_list_lasts_is_counted_everywhere_and_is_emptied_entry_by_entry(page: Page) -> None:
    search(page, "产业学院")
    for place in (0, 1):
        page.locator(".keep").nth(place).click()
    page.goto("/reports")
    assert page.locator("[data-kept-count]").inner_text() == "2"
    page.goto("/list")
    assert page.locator(".kept-item").count() == 2
    page.get_by_role("button", name="移出").first.click()
    assert page.locator(".kept-item").count() == 1
    assert page.locator(".kept-item a:focus").count() == 1
    page.reload()
    page.get_by_role("button", name="移出").click()
    assert in_sight(page, "[data-when=empty]")
    assert page.locator("[data-kept-count]").is_hidden()


def test_another_window_hears_of_what_is_kept(page: Page) -> None:
    search(page, "产业学院")
    other = page.context.new_page()
    other.goto("/list")
    page.locator(".keep").first.click()
    other.locator(".kept-item").wait_for()
    other.close()


def test_nonsense_in_the_browser_s_storage_does_no_harm(page: Page) -> None:
    page.goto("/list")
    page.evaluate("text => localStorage.setItem('vocgraph.list', text)", json.dumps([{"id": 3}, None, "x"]))
    page.reload()
    assert in_sight(page, "[data-when=empty]")


def test_filters_unfold_on_a_phone_and_stand_open_on_a_wide_screen(page: Page) -> None:
    search(page, "产业学院")
    facet = page.locator(".facet a").first
    assert facet.is_visible()
    page.set_viewport_size({"width": 390, "height": 800})
    assert not facet.is_visible()
    page.get_by_text("筛选", exact=True).click()
    assert facet.is_visible()
    facet.click()
    assert page.locator(".chosen .chip").count() == 1


def test_cases_are_browsed_and_read_without_scripts(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto("/cases")
    page.locator(".themes a").click()
    page.locator(".result h2 a").click()
    assert page.locator("h1").inner_text() == "师徒同台"
    assert page.get_by_role("button").count() == 0
    context.close()


def test_a_case_prints_without_what_only_a_screen_needs(page: Page) -> None:
    page.goto("/cases/lanhai-2024/1")
    page.emulate_media(media="print")
    assert not page.locator(".top").is_visible()
    assert not page.locator(".acts").first.is_visible()
    assert page.locator(".source").is_visible()
