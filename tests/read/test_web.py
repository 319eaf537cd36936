"""Web pages: what is text, what is a menu, and which tables are tables."""

from __future__ import annotations

import pytest

from vocgraph.read.web import read_web


@pytest.mark.parametrize("element", ["form", "aside", "fieldset", "details"])
def test_text_is_kept_whatever_it_stands_in(element: str) -> None:
    assert read_web(f"<p>前</p><{element}><p>学校办学质量稳步提高。</p></{element}>后") == (
        "前\n\n学校办学质量稳步提高。\n\n后"
    )


@pytest.mark.parametrize(
    "element",
    [
        "<nav>首页</nav>",
        "<button>首页</button>",
        "<select><option>首页</option></select>",
        "<textarea>首页</textarea>",
        "<input value=首页>",
        "<script>首页</script>",
        "<style>首页</style>",
        "<header><a href=/>首页</a></header>",
        "<header><h1></h1><ul><li>首页</ul></header>",
        "<footer>首页</footer>",
    ],
)
def test_what_only_leads_elsewhere_or_is_filled_in_is_left_out(element: str) -> None:
    assert "首页" not in read_web(f"<body>{element}<form><p>正文。</p>{element}</form></body>")


def test_a_title_in_a_header_is_kept() -> None:
    page = "<header><h1>年度报告</h1><nav>首页</nav></header><article><header>青禾学校</header>正文。</article>"
    assert read_web(page) == "# 年度报告\n\n青禾学校\n正文。"


def test_a_table_that_lays_out_the_page_is_read_as_blocks() -> None:
    page = (
        "<table><tr><td><h1>年度报告</h1></td></tr><tr><td><p>第一段。</p><p>第二段。</p></td>"
        "<td><div>旁注</div></td></tr></table>"
    )
    assert [line for line in read_web(page).split("\n") if line] == ["# 年度报告", "第一段。", "第二段。", "旁注"]


def test_a_box_around_paragraphs_or_lines_is_read_as_blocks() -> None:
    assert read_web("<table><tr><td><p>案例</p><p>正文。</p><ul><li>其一<li>其二</ul></table>").split() == [
        "案例",
        "正文。",
        "其一",
        "其二",
    ]
    assert read_web("<table><tr><td>案例<br>正文。</td></tr></table>") == "案例\n正文。"


def test_a_table_as_word_processors_write_it_stays_a_table() -> None:
    page = (
        "<table><tr><td><p><span>专</span><span>业</span></p></td><td><div><p>人数</p></div></td></tr>"
        "<tr><td><p>机械</p><p>制造</p></td><td><p>30</p></td></tr></table>"
    )
    assert read_web(page) == "专业\t人数\n机械 制造\t30"


def test_a_table_in_a_table_is_told_once_and_as_a_table() -> None:
    inner = "<table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table>"
    text = read_web(f"<table><tr><td>左</td><td>前{inner}后</td></tr></table>")
    assert [line for line in text.split("\n") if line] == ["左", "前", "甲\t乙", "丙\t丁", "后"]


def test_a_caption_stands_before_its_table() -> None:
    page = "<table><caption>表1 规模</caption><tr><th>甲</th><th>乙</th></tr></table>"
    assert read_web(page) == "表1 规模\n甲\t乙"


def test_deeply_nested_tables_are_survived() -> None:
    assert read_web("<table><tr><td>" * 2000 + "深").strip() == "深"
