"""What a reader does in a browser: ask, look, follow a result to its place; with keys, without scripts, on a phone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest
from barriers import barriers

from vocgraph.serve import pages
from vocgraph.serve.sheets import divide

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def in_sight(page: Page, selector: str) -> bool:
    """Whether the first such element lies within the window."""
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    height = page.viewport_size["height"] if page.viewport_size else 0
    return box["y"] >= 0 and box["y"] + box["height"] <= height


def search(page: Page, words: str) -> None:
    page.goto("/")
    page.locator("#q").fill(words)
    page.locator("#q").press("Enter")
    page.locator(".result").first.wait_for()


def test_a_query_leads_to_results_and_a_result_to_its_marked_place(page: Page) -> None:
    search(page, "产业学院")
    assert page.locator(".result").count() == 4
    page.get_by_role("link", name="1 产教融合").last.click()
    page.wait_for_url("**/reports/qingshan-2023?mark=*")
    assert page.locator(".text mark").inner_text() == "校企双方每年春天召开产业学院理事会，共商培养方案。"
    assert page.evaluate("scrollY") > 1000
    assert in_sight(page, ".text mark")


def test_the_same_works_without_scripts(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    search(page, "产业学院")
    page.goto("/?q=产业学院&report=qingshan-2023")
    assert page.locator(".result").count() == 1
    page.locator(".result h2 a").click()
    assert in_sight(page, ".text mark")
    context.close()


def test_keys_move_over_results_and_open_one(page: Page) -> None:
    search(page, "产业学院")
    page.evaluate("document.activeElement.blur()")
    for key in ("j", "j", "ArrowDown", "k"):
        page.keyboard.press(key)
    assert page.locator("a:focus").inner_text() == "师徒同台"
    page.keyboard.press("Enter")
    page.wait_for_url("**/reports/lanhai-2024?mark=*")


def test_the_slash_key_goes_to_the_search_box_and_is_not_typed(page: Page) -> None:
    page.goto("/reports/lanhai-2024")
    page.keyboard.press("/")
    assert page.locator("input:focus").input_value() == ""
    page.keyboard.type("a/b")
    assert page.locator("input:focus").input_value() == "a/b"


@pytest.fixture
def in_sheets(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Reports in sheets of a few lines."""
    monkeypatch.setattr(pages, "divide", partial(divide, room=30))
    pages._laid_out.cache_clear()
    yield
    pages._laid_out.cache_clear()


@pytest.mark.usefixtures("in_sheets")
def test_an_address_with_a_line_alone_turns_to_the_sheet_that_shows_it(page: Page) -> None:
    page.goto("/reports/lanhai-2024")
    last = page.locator(".pager [rel=next]").get_attribute("href") or ""
    line = last.rpartition("=")[2]
    assert page.locator(f"#L{line}").count() == 0
    page.evaluate(f"location.hash = 'L{line}'")
    page.wait_for_url(f"**/reports/lanhai-2024?line={line}#L{line}")
    page.locator(f"#L{line}").wait_for()
    page.goto("/reports/lanhai-2024#L99999")
    page.wait_for_url("**/reports/lanhai-2024?line=99999#L99999")


@pytest.mark.usefixtures("in_sheets")
def test_the_outline_tells_the_section_that_began_on_the_sheet_before(page: Page) -> None:
    page.goto("/reports/lanhai-2024")
    for address in [each.get_attribute("href") or "" for each in page.locator(".sheets a[aria-label]").all()]:
        page.goto(address)
        page.wait_for_timeout(100)  # the script has looked at what is on the screen
        assert page.locator(".outline .sections [aria-current]").count() == 1
    assert barriers(page) == []


def test_a_line_in_the_address_is_gone_to_or_where_it_is_blank_the_next(page: Page) -> None:
    page.set_viewport_size({"width": 900, "height": 300})
    page.goto("/reports/lanhai-2024")
    lines = page.evaluate("[...document.querySelectorAll('.text [id^=L]')].map((each) => Number(each.id.slice(1)))")
    line, last = sorted(lines)[-2:]
    there = (
        f"() => {{ const top = document.getElementById('L{last}').getBoundingClientRect().top;"
        " return scrollY > 0 && top >= 0 && top < innerHeight }"
    )
    page.evaluate(f"document.getElementById('L{line}').id = ''")
    page.evaluate(f"location.hash = 'L{line}'")
    page.wait_for_function(there)
    page.goto(f"/reports/lanhai-2024?line={last}")
    page.wait_for_function(there)


def test_the_badge_of_a_case_is_not_cut(page: Page) -> None:
    page.goto("/reports/lanhai-2024")
    badge = page.locator(".case-tab .badge").first
    badge.scroll_into_view_if_needed()
    box = badge.bounding_box()
    assert box
    top = page.evaluate(
        "([x, y]) => document.elementFromPoint(x, y)?.className", [box["x"] + box["width"] / 2, box["y"] + 2]
    )
    assert "badge" in top


def test_a_citation_can_be_copied(page: Page) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/reports/lanhai-2024?mark=5-6")
    page.get_by_role("button", name="复制引文").click()
    page.get_by_role("button", name="已复制").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("蓝海职业学院：《蓝海职业学院质量年报》，第 5–6 行，http://")


def test_going_back_returns_to_the_same_results(page: Page) -> None:
    search(page, "产业学院")
    page.locator(".result h2 a").nth(1).click()
    page.locator(".text").wait_for()
    page.go_back()
    assert page.locator("#q").input_value() == "产业学院"
    assert page.locator(".result").count() == 4


def test_the_language_is_changed_in_place(page: Page) -> None:
    page.goto("/?q=产业学院")
    page.get_by_role("link", name="English").click()
    page.get_by_role("button", name="Search").wait_for()
    assert page.locator(".result").count() == 4


def test_a_part_of_the_graph_is_chosen_counted_and_downloaded(page: Page) -> None:
    page.goto("/entities/Enterprise/星河科技有限公司")
    page.get_by_role("link", name="导出这一邻域").click()
    page.get_by_role("radio", name="电子表格").check()
    page.get_by_role("checkbox", name="企业", exact=True).check()
    page.get_by_role("button", name="看看有多少").click()
    page.wait_for_url("**/export?format=csv&around=*&kind=Enterprise#result")
    assert page.locator("#result dd").first.inner_text() == "1"
    assert in_sight(page, ".download")
    with page.expect_download() as coming:
        page.locator(".download").click()
    assert coming.value.suggested_filename == "vocgraph-csv.zip"


def test_a_question_is_asked_about_another_name_and_leads_to_an_entity(page: Page) -> None:
    page.goto("/questions")
    page.locator("#partners-of-a-school input").fill("青山技工学校")
    page.locator("#partners-of-a-school button").click()
    page.wait_for_url("**/questions/partners-of-a-school?school_name=*")
    page.get_by_role("link", name="星河科技有限公司").first.click()
    page.wait_for_url("**/entities/Enterprise/*")


def test_one_s_own_query_is_asked_and_its_answer_downloaded(page: Page) -> None:
    page.goto("/questions/sparql")
    page.get_by_role("textbox").fill("SELECT ?name { ?e skos:prefLabel ?name }")
    page.get_by_role("button", name="运行").click()
    assert page.locator("tbody tr").count() == 3
    with page.expect_download() as coming:
        page.get_by_role("link", name="CSV").click()
    assert coming.value.suggested_filename == "answer.csv"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_on_a_phone_the_navigation_is_one_line_with_the_page_of_now_in_sight(page: Page, language: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/about?lang={language}")
    line, current = (page.locator(each).bounding_box() for each in (".main-nav", ".main-nav [aria-current]"))
    assert line is not None
    assert current is not None
    assert line["height"] < 2 * current["height"]
    assert current["x"] >= 0
    assert current["x"] + current["width"] <= 390
