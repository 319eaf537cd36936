"""What an analyst does in a browser: compare figures, follow a number to its line, ask, print, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("language", "students", "apply"), [("zh", "全日制在校生数", "应用"), ("en", "Full-time students", "Apply")]
)
def test_a_figure_is_compared_narrowed_down_and_followed_to_its_line(
    page: Page, language: str, students: str, apply: str
) -> None:
    page.goto(f"/indicators?lang={language}")
    page.get_by_role("link", name=students).click()
    assert page.locator(".bars tr").count() == 3
    assert page.locator(".apart > li").count() == 1
    page.locator("select[name=institution]").select_option("蓝海职业学院")
    page.get_by_role("button", name=apply).click()
    page.wait_for_url("**/indicators/full-time-students?*institution=*")
    page.locator(".stacking .where a").first.click()
    page.wait_for_url(f"**/reports/lanhai-2024?mark=*lang={language}*")
    assert page.locator(".text mark").count() >= 1


def test_a_bar_is_as_long_as_its_number_says(page: Page) -> None:
    page.goto("/indicators/full-time-students")
    wide, _, narrow = (page.locator(".bars rect").nth(at).bounding_box() for at in range(3))
    assert wide is not None
    assert narrow is not None
    assert narrow["width"] / wide["width"] == pytest.approx(80 / 150, abs=0.01)


def test_figures_work_without_scripts(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto("/indicators/full-time-students")
    page.locator("select[name=year]").select_option("2024")
    page.get_by_role("button", name="应用").click()
    assert page.locator(".stacking tbody tr").count() == 2
    page.goto("/entities")
    page.locator("select[name=sort]").select_option("name")
    page.get_by_role("button", name="应用").click()
    page.wait_for_url("**sort=name")
    context.close()


def test_the_figures_are_downloaded_as_a_table(page: Page) -> None:
    page.goto("/indicators/full-time-students")
    with page.expect_download() as coming:
        page.get_by_role("link", name="CSV").click()
    assert coming.value.suggested_filename == "figures.csv"


def test_the_outline_shows_what_is_being_read(page: Page) -> None:
    page.goto("/reports/lanhai-2024#L4")
    page.locator(".outline a[aria-current=location]").wait_for()
    assert page.locator(".outline a[aria-current]").inner_text() == "1 产教融合"


def test_an_entity_is_printed_whole_on_white_without_what_can_only_be_pressed(page: Page) -> None:
    page.goto("/entities/Enterprise/星河科技有限公司")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    for selector in (".top", "form", ".actions"):
        assert not page.locator(selector).first.is_visible() if page.locator(selector).count() else True
    assert page.locator("h1").is_visible()
    assert page.locator(".quotes").first.is_visible()


def test_a_link_to_a_query_is_copied(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/questions/sparql?query=SELECT")
    page.get_by_role("button", name="复制链接").click()
    page.get_by_role("button", name="已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
