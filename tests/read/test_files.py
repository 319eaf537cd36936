"""Files of every kind become one raw text, or a clear refusal."""

from __future__ import annotations

import zipfile
from pathlib import Path

import docx
import pytest

from tests.pdfs import pdf
from vocgraph.errors import UnreadableReportError
from vocgraph.read.files import ENDINGS, read_report
from vocgraph.read.isolated import read_isolated

TEXT = "学校坚持立德树人，开展校企合作，全年培训企业员工。\n教学质量稳步提高。\n"


def write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_text_files_are_read_in_the_encodings_of_the_genre(tmp_path: Path, encoding: str) -> None:
    assert read_report(write(tmp_path, "r.txt", TEXT.encode(encoding))).text == TEXT


def test_a_report_knows_its_file(tmp_path: Path) -> None:
    report = read_report(write(tmp_path, "blue-2024.md", TEXT.encode()))
    assert (report.id, report.source, len(report.sha256)) == ("blue-2024", "blue-2024.md", 64)
    assert read_report(tmp_path / "blue-2024.md", id="x").id == "x"


def test_line_ends_and_characters_have_one_form(tmp_path: Path) -> None:
    assert read_report(write(tmp_path, "r.txt", "一\r\n二\r三e\u0301\x0b".encode())).text == "一\n二\n三é "


def test_form_feeds_start_pages(tmp_path: Path) -> None:
    report = read_report(write(tmp_path, "r.txt", "第一页\n\f第二页\n\f第三页".encode()))
    assert [report.page_of(report.text.index(word)) for word in ("第一", "第二", "第三")] == [1, 2, 3]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("r.txt", b"", "empty"),
        ("r.txt", b" \n\n ", "no text"),
        ("r.txt", b"\x89PNG\x00\x00", "byte 4 is zero"),
        ("r.txt", b"abc\xff\xff\xff", "byte 3 is 0xff"),
        ("r.txt", "学校".encode("utf-16")[:-1], "byte 4 breaks it"),
        ("r.exe", b"abc", ".exe is no kind of report"),
        ("r.docx", b"no zip", "no Word document"),
        ("r.pdf", b"%PDF-1.4 broken", r"no sound PDF \(.*[^.]\)\."),
        ("r.html", b"<html><body><script>x</script></body></html>", "no text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_way_out(tmp_path: Path, name: str, content: bytes, problem: str) -> None:
    with pytest.raises(UnreadableReportError, match=problem) as refusal:
        read_report(write(tmp_path, name, content))
    assert str(refusal.value).startswith(name)
    assert refusal.value.fix


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableReportError, match="cannot be opened"):
        read_report(tmp_path / "none.txt")


@pytest.mark.parametrize("raw", ["déjà vu à la française".encode("latin-1"), "직업교육 품질 보고서".encode("euc-kr")])
def test_other_encodings_are_not_taken_for_chinese(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(UnreadableReportError, match="neither UTF-8 nor GB18030"):
        read_report(write(tmp_path, "r.txt", raw))


def test_a_word_document_keeps_headings_tables_and_their_merged_cells(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("人才培养", level=2)
    document.add_paragraph("学校有专业群。")
    table = document.add_table(rows=3, cols=3)
    for row in range(3):
        for column in range(3):
            table.cell(row, column).text = f"{row}{column}"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "合并"
    table.cell(0, 1).merge(table.cell(0, 2)).text = "宽"
    document.add_paragraph("完。")
    document.save(str(tmp_path / "r.docx"))
    assert (
        read_report(tmp_path / "r.docx").text == "## 人才培养\n学校有专业群。\n00\t宽\t\n合并\t11\t12\n\t21\t22\n\n完。"
    )


def test_a_word_document_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "r.docx", "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(5):
            package.writestr(f"{number}.xml", b"\x00" * 90_000_000)
    with pytest.raises(UnreadableReportError, match="unpacks to 450,000,000 bytes"):
        read_report(tmp_path / "r.docx")


def test_a_web_page_keeps_headings_tables_and_spans_but_no_menu(tmp_path: Path) -> None:
    page = (
        "<html><body><nav>首页</nav><h1>人才 培养</h1><p>学校<b>共有</b>学生。<br>第二行</p>"
        "<table><tr><th rowspan=2>甲</th><td colspan=2>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table></body>"
    )
    text = read_report(write(tmp_path, "r.html", page.encode())).text
    assert text == "# 人才 培养\n\n学校共有学生。\n第二行\n\n甲\t乙\t\n\t丙\t丁"


def test_a_deeply_nested_page_is_survived(tmp_path: Path) -> None:
    page = "<div>" * 5000 + "深" + "</div>" * 5000
    assert read_report(write(tmp_path, "r.html", page.encode())).text == "深"


def test_a_pdf_keeps_its_pages(tmp_path: Path) -> None:
    report = read_report(write(tmp_path, "r.pdf", pdf("Blue Sea College", "Second page")))
    assert report.text.split() == ["Blue", "Sea", "College", "Second", "page"]
    assert report.page_of(report.text.index("Second")) == 2
    assert [report.page_of(start) for start in report.line_starts] == [1, 2]


@pytest.mark.parametrize(
    ("rotate", "turned"),
    [(0, "1 0 0 1 90 700"), (90, "0 1 -1 0 90 90"), (180, "-1 0 0 -1 500 90"), (270, "0 -1 1 0 90 700")],
)
def test_columns_and_turned_pages_of_a_pdf_keep_their_order(tmp_path: Path, rotate: int, turned: str) -> None:
    left, right = (
        ") Tj 0 -20 Td (".join(f"line {n} of the {side} column" for n in (1, 2)) for side in ("left", "right")
    )
    report = read_report(
        write(tmp_path, "r.pdf", pdf(f"x) Tj {turned} Tm ({left}) Tj 250 20 Td ({right}", "second page", rotate=rotate))
    )
    lines = [f"line {n} of the {side} column" for side in ("left", "right") for n in (1, 2)]
    assert report.text.split("\n") == ["x", *lines, "\fsecond page"]


def test_a_scanned_pdf_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableReportError, match="they are pictures") as refusal:
        read_report(write(tmp_path, "r.pdf", pdf("", "")))
    assert "OCR" in refusal.value.fix


def test_a_file_that_costs_too_much_costs_only_itself(tmp_path: Path) -> None:
    page = write(tmp_path, "r.html", b"<p>x" * 2_000_000)
    with pytest.raises(UnreadableReportError, match="more than 60 MB"):
        read_isolated(page, memory=60_000_000)


def test_every_ending_has_a_reader() -> None:
    assert {ending.lstrip(".") for ending in ENDINGS} == {"txt", "md", "pdf", "docx", "html", "htm"}
