"""The network page in a browser: a picture to walk in, whose every state is an address, and files of what is seen."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest
from barriers import barriers

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

FIRM, COLLEGE, SCHOOL = "星河科技有限公司", "星河智造产业学院", "蓝海职业学院"


def open_network(page: Page, query: str = "") -> None:
    page.goto(f"/network{query}")
    page.locator("#picture[data-drawn]").wait_for()


def asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def pixels(page: Page) -> list[list[int]]:
    """The colours that the picture's nodes are drawn in, read from what the screen shows."""
    shot = page.locator("#picture").screenshot()
    return page.evaluate(
        """async bytes => {
            const image = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
            const canvas = new OffscreenCanvas(image.width, image.height);
            const context = canvas.getContext("2d");
            context.drawImage(image, 0, 0);
            const { data } = context.getImageData(0, 0, image.width, image.height);
            const found = new Map();
            for (let at = 0; at < data.length; at += 4) {
                const key = [...data.slice(at, at + 3)].join();
                found.set(key, (found.get(key) ?? 0) + 1);
            }
            return [...found].filter(([, count]) => count > 20).map(([key]) => key.split(",").map(Number));
        }""",
        list(shot),
    )


def test_the_picture_is_drawn_in_the_colours_of_the_legend(page: Page) -> None:
    open_network(page, "?colour=kind")
    assert page.locator("#picture").get_attribute("data-drawn") == "3"
    page.wait_for_timeout(300)
    found = pixels(page)
    for colour in ([0, 114, 178], [196, 127, 0], [0, 143, 104]):
        assert colour in found


def test_a_name_that_is_typed_is_found_and_its_neighbours_are_told(page: Page) -> None:
    open_network(page)
    page.get_by_role("combobox", name="在图中查找名称").fill("星河科")
    assert page.locator("#node-names option").get_attribute("value") == FIRM
    page.get_by_role("combobox", name="在图中查找名称").press("Enter")
    page.locator("#chosen-title").wait_for()
    assert page.locator("#chosen-title").inner_text() == FIRM
    assert page.evaluate("document.activeElement.id") == "chosen-title"
    assert asked(page)["node"] == ["星河科"]
    assert FIRM in page.locator(".chosen-node mark").all_inner_texts()


def test_what_is_found_or_what_is_around_it_stays_in_sight(page: Page) -> None:
    open_network(page, "?colour=kind")
    page.get_by_role("combobox", name="在图中查找名称").fill("星河科")
    page.get_by_role("combobox", name="在图中查找名称").press("Enter")
    page.locator("#chosen-title").wait_for()
    page.wait_for_timeout(600)
    assert [196, 127, 0] in pixels(page)
    page.get_by_text("只看它周围").click()
    page.wait_for_url("**around=**")
    page.wait_for_timeout(600)
    assert [196, 127, 0] in pixels(page)


def test_a_click_on_a_node_tells_its_neighbours_and_a_click_beside_it_unchooses(page: Page) -> None:
    open_network(page)
    page.wait_for_timeout(300)
    box = page.locator("#picture").bounding_box()
    assert box
    reached = None
    for share in range(2, 99, 2):  # nodes stand on a line or a triangle: one column of the middle row is hit
        for height in (0.04, 0.06, 0.5, 0.94, 0.96):
            page.mouse.move(box["x"] + box["width"] * share / 100, box["y"] + box["height"] * height)
            if page.locator("#picture.over-node").count():
                reached = (box["x"] + box["width"] * share / 100, box["y"] + box["height"] * height)
                break
        if reached:
            break
    assert reached
    page.mouse.click(*reached)
    page.locator("#chosen-title").wait_for()
    assert page.locator("#chosen-title").inner_text() in {FIRM, COLLEGE, SCHOOL}
    assert "node" in asked(page)
    page.locator("#picture").press("Escape")
    page.locator("#chosen-title").wait_for(state="detached")
    assert "node" not in asked(page)


def test_a_condition_changes_picture_numbers_and_table_without_leaving_the_page(page: Page) -> None:
    open_network(page)
    page.evaluate("window.stayed = true")
    page.get_by_role("checkbox", name="企业").check()
    page.get_by_role("checkbox", name="产业学院").check()
    page.locator('#picture[data-drawn="2"]').wait_for()
    assert asked(page)["kind"] == ["Enterprise", "IndustrialCollege"]
    assert "2 个实体、1 条关系" in page.locator(".count").first.inner_text()
    assert set(page.locator("tbody th").all_inner_texts()) == {FIRM, COLLEGE}
    assert page.evaluate("document.activeElement.value") == "IndustrialCollege"
    assert page.evaluate("window.stayed")


def test_going_back_and_forth_and_a_copied_address_show_the_same(page: Page) -> None:
    open_network(page)
    page.locator("tbody").get_by_role("link", name=FIRM).click()
    page.locator("#chosen-title").wait_for()
    page.get_by_role("link", name="类型").click()
    page.wait_for_url("**colour=kind**")
    page.go_back()
    page.wait_for_url(lambda url: "colour" not in url)
    page.locator('[data-part=switches] [aria-current]:has-text("群体")').wait_for()
    assert page.locator("#chosen-title").inner_text() == FIRM
    page.go_back()
    page.locator("#chosen-title").wait_for(state="detached")
    page.go_forward()
    page.locator("#chosen-title").wait_for()
    page.reload()
    assert page.locator("#chosen-title").inner_text() == FIRM


def test_the_language_changes_with_the_state_kept(page: Page) -> None:
    open_network(page)
    page.locator("tbody").get_by_role("link", name=FIRM).click()
    page.locator("#chosen-title").wait_for()
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**lang=en**")
    assert page.locator("#chosen-title").inner_text() == FIRM
    assert "Co-builds" in page.locator(".chosen-node h3").inner_text()


def test_the_way_between_two_is_shown_with_its_sentences(page: Page) -> None:
    open_network(page)
    page.locator(".way-form").get_by_label("从").fill(FIRM)
    page.locator(".way-form").get_by_label("到").fill(SCHOOL)
    page.locator(".way-form button").click()
    page.locator("#way-title").wait_for()
    assert page.locator(".way .tie-name a").all_inner_texts() == [FIRM, COLLEGE, SCHOOL]
    state = json.loads(page.locator("[data-part=state]").get_attribute("data-way") or "")
    assert [unquote(stop).split("/")[1] for stop in state] == [FIRM, COLLEGE, SCHOOL]
    page.locator(".way .quotes a").first.click()
    page.wait_for_url("**/reports/lanhai-2024?mark=5-6*")


def test_what_is_seen_is_saved_as_a_drawing_and_as_an_image(page: Page, tmp_path: Path) -> None:
    open_network(page)
    page.wait_for_timeout(300)
    with page.expect_download() as coming:
        page.get_by_role("button", name="SVG").click()
    coming.value.save_as(tmp_path / "seen.svg")
    drawing = ET.parse(tmp_path / "seen.svg").getroot()
    assert len(drawing.findall(".//{http://www.w3.org/2000/svg}circle")) == 3
    assert len(drawing.findall(".//{http://www.w3.org/2000/svg}line")) == 2
    names = {text.text for text in drawing.findall(".//{http://www.w3.org/2000/svg}text")}
    assert names
    assert names <= {FIRM, COLLEGE, SCHOOL}
    with page.expect_download() as coming:
        page.get_by_role("button", name="PNG").click()
    assert coming.value.suggested_filename == "关系网络.png"
    coming.value.save_as(tmp_path / "seen.png")
    assert (tmp_path / "seen.png").read_bytes().startswith(b"\x89PNG")


def test_the_other_files_hold_the_same_conditions(page: Page) -> None:
    open_network(page, "?kind=Enterprise&kind=IndustrialCollege")
    with page.expect_download() as coming:
        page.get_by_role("link", name="GEXF").click()
    text = Path(coming.value.path()).read_text("utf-8")
    assert FIRM in text
    assert SCHOOL not in text


def test_keys_move_and_zoom_the_picture(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    open_network(page)

    def places() -> list[tuple[str | None, str | None]]:
        page.wait_for_timeout(150)
        with page.expect_download() as coming:
            page.get_by_role("button", name="SVG").click()
        root = ET.fromstring(Path(coming.value.path()).read_text("utf-8"))
        circles = root.findall(".//{http://www.w3.org/2000/svg}circle")
        return [(circle.get("cx"), circle.get("r")) for circle in circles]

    page.locator("#picture").focus()
    seen = places()
    page.locator("#picture").press("ArrowRight")
    moved = places()
    assert moved != seen
    page.locator("#picture").press("0")
    assert places() == seen
    page.locator("#picture").press("+")
    assert places() != seen


def test_without_scripts_everything_but_the_picture_works(browser: Browser, server: str) -> None:
    context = browser.new_context(base_url=server, java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto("/network")
    assert "绘图需要启用脚本" in page.locator(".picture-note").inner_text()
    page.get_by_role("checkbox", name="企业").check()
    page.get_by_role("button", name="应用").click()
    assert page.locator("tbody th").count() == 0  # an enterprise alone has no relation
    page.goto("/network?table=relations")
    page.locator("tbody").get_by_role("link", name=FIRM).click()
    assert page.locator("#chosen-title").inner_text() == FIRM
    context.close()


def test_a_browser_that_cannot_draw_says_so_and_keeps_the_table(page: Page) -> None:
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    page.goto("/network")
    page.locator(".picture-note", has_text="没有 WebGL").wait_for()
    page.locator("tbody").get_by_role("link", name=FIRM).click()
    page.locator("#chosen-title").wait_for()


def test_data_that_does_not_arrive_is_told(page: Page) -> None:
    page.route("**/api/v1/network*", lambda route: route.fulfill(status=200, body="no data"))
    page.goto("/network")
    page.locator(".picture-note", has_text="没有取到数据").wait_for()


def test_an_answer_that_is_not_this_page_is_shown_whole(page: Page) -> None:
    open_network(page)
    page.locator("a[data-stay]").first.evaluate("link => (link.href = '/about')")
    page.locator("a[data-stay]").first.click()
    page.locator(".prose h1").wait_for()
    assert urlsplit(page.url).path == "/about"


def test_keys_and_names_hold_after_a_part_of_the_page_is_replaced(page: Page) -> None:
    open_network(page)
    page.get_by_role("checkbox", name="联盟").check()
    page.wait_for_url("**kind=Alliance**")
    page.locator("#picture[aria-label*='：0 个实体']").wait_for()
    page.locator("h1").click()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "node"


def test_the_picture_s_code_loads_on_its_page_alone(page: Page) -> None:
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(urlsplit(request.url).path))
    page.goto("/entities")
    scripts = {path for path in loaded if path.endswith(".js")}
    loaded.clear()
    open_network(page)
    assert len({path for path in loaded if path.endswith(".js")} - scripts) >= 1
    assert not scripts & ({path for path in loaded if path.endswith(".js")} - scripts)


@pytest.mark.parametrize(
    "query", ["", f"?node={FIRM}&lang=en", f"?from={FIRM}&to={SCHOOL}", "?table=relations&colour=kind", "?kind=Park"]
)
def test_no_state_has_a_barrier_that_axe_knows_of_or_is_wider_than_its_window(page: Page, query: str) -> None:
    open_network(page, query)
    assert barriers(page) == []
