"""The pages of a PDF are shown as images, beside the report that was read from it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.pdfs import pdf

from vocgraph import pipeline
from vocgraph.errors import PageImageError
from vocgraph.library import Library
from vocgraph.serve import originals
from vocgraph.serve.app import create_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

PAGE = "/reports/sea-2024/pages/2.png"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of one report as PDF, which has two pages, and one as text."""
    folder = tmp_path_factory.mktemp("library")
    (folder / "sea-2024.pdf").write_bytes(pdf("Blue Sea College", "Second page"))
    (folder / "plain-2023.txt").write_text("红山职业学院质量年报（2023年度）\n\n\f1 产教融合\n", encoding="utf-8")
    pipeline.build([folder], folder / "library")
    return folder / "library"


@pytest.fixture
def readers(folder: Path) -> Iterator[FlaskClient]:
    originals._image.cache_clear()
    with Library.open(folder) as library:
        yield create_app(library).test_client()


def test_a_page_is_an_image_that_is_sent_once(readers: FlaskClient) -> None:
    answer = readers.get(PAGE)
    assert (answer.status_code, answer.content_type) == (200, "image/png")
    assert answer.data.startswith(b"\x89PNG")
    assert answer.data != readers.get(PAGE.replace("2.png", "1.png")).data
    again = readers.get(PAGE, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_page_is_drawn_once(readers: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = []
    monkeypatch.setattr(originals, "draw_page", lambda path, number: drawn.append(number) or b"\x89PNG")
    for number in (1, 2, 1, 2):
        readers.get(f"/reports/sea-2024/pages/{number}.png")
    assert drawn == [1, 2]


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/reports/sea-2024/pages/0.png", "1 至 2"),
        ("/reports/sea-2024/pages/3.png", "1 至 2"),
        (f"/reports/sea-2024/pages/{10**30}.png?lang=en", "Its pages are 1 to 2."),
        ("/reports/plain-2023/pages/1.png", "只有读自 PDF"),
        ("/reports/nowhere/pages/1.png", "nowhere"),
        ("/reports/sea-2024/pages/one.png", ""),
        ("/reports/sea-2024/pages/-1.png", ""),
    ],
)
def test_what_is_no_page_is_not_found(readers: FlaskClient, address: str, told: str) -> None:
    answer = readers.get(address)
    assert answer.status_code == 404
    assert told in answer.get_data(as_text=True)


def test_a_page_that_cannot_be_drawn_is_told_and_not_tried_again(
    readers: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def fail(path: Path, number: int) -> bytes:
        tried.append(number)
        raise PageImageError(number, memory=1_000_000, seconds=1)

    monkeypatch.setattr(originals, "draw_page", fail)
    for _ in range(2):
        answer = readers.get(PAGE)
        assert answer.status_code == 404
        assert "第 2 页已损坏" in answer.get_data(as_text=True)
    assert tried == [2]


def test_who_comes_while_others_are_drawn_is_not_kept_waiting(
    readers: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(originals, "_PATIENCE", 0.01)
    taken = [originals._turns.acquire(blocking=False) for _ in range(originals._AT_ONCE)]
    try:
        assert all(taken)
        answer = readers.get(PAGE)
    finally:
        for _ in taken:
            originals._turns.release()
    assert answer.status_code == 503
    assert "正在绘制别的页面" in answer.get_data(as_text=True)
    assert readers.get(PAGE).status_code == 200


def test_a_report_links_to_its_pages_only_where_they_are_kept(readers: FlaskClient) -> None:
    page = readers.get("/reports/sea-2024?lang=en").get_data(as_text=True)
    assert 'href="/reports/sea-2024/pages/1.png?lang=en"' in page
    assert "Show original pages" in page
    plain = readers.get("/reports/plain-2023").get_data(as_text=True)
    assert 'id="page-1"' in plain
    assert ".png" not in plain
    assert "原页" not in plain
