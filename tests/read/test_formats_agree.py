"""A report printed to PDF by a browser, or set in Word, is read like the text it was made from."""

from __future__ import annotations

import html
import re
import subprocess
from collections import Counter
from itertools import groupby
from pathlib import Path

import docx
import pypdfium2
import pytest

from tests.chromium import CHROMIUM, OPTIONS, need_chromium
from vocgraph.model import BlockKind, Report, Structure
from vocgraph.read.files import read_report
from vocgraph.structure.report import structure_report
from vocgraph.text.fold import squash

STYLE = """
@page { size: A4; margin: 25mm }
@page { @top-center { content: "质量年度报告（打印稿）" } @bottom-center { content: counter(page) } }
body { font-size: 12pt; line-height: 1.6 } p { text-indent: 2em; margin: 0 } .line { text-indent: 0 }
h3 { font-size: 14pt } table { border-collapse: collapse; width: 100% } td { border: 1px solid; font-size: 10pt }
"""


@pytest.fixture(scope="module")
def original(reports_folder: Path) -> tuple[Report, Structure]:
    report = read_report(reports_folder / "hunan-gongye-2023.txt")
    return report, structure_report(report)


@pytest.fixture(scope="module")
def printed(original: tuple[Report, Structure], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    """The PDF a browser prints, and the report read from it."""
    need_chromium()
    folder = tmp_path_factory.mktemp("printed")
    (folder / "report.html").write_text(page(*original), encoding="utf-8")
    pdf = folder / "report.pdf"
    command = [str(CHROMIUM), "--headless", *OPTIONS, f"--user-data-dir={folder / 'profile'}"]
    command += ["--no-pdf-header-footer", f"--print-to-pdf={pdf}", (folder / "report.html").as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return pdf, read_report(pdf)


def page(report: Report, structure: Structure) -> str:
    """The report as a web page: paragraphs set anew, tables with rules, no page furniture of the text's own."""
    out = [f"<!doctype html><meta charset=utf-8><style>{STYLE}</style>"]
    paragraphs = {chunk.span.start: chunk.text for chunk in structure.paragraphs}
    tables = {table.rows[0].span.start: table for table in structure.tables}
    for block in structure.blocks:
        lines = [html.escape(line.strip()) for line in report.quote(block.span).split("\n") if line.strip()]
        if block.kind is BlockKind.PARAGRAPH and block.span.start in paragraphs:
            out.append(f"<p>{html.escape(paragraphs[block.span.start])}</p>")
        elif block.kind in {BlockKind.HEADING, BlockKind.CASE_TITLE}:
            out.append(f"<h3>{''.join(lines)}</h3>")
        elif block.kind is BlockKind.TABLE and any(block.span.start <= at < block.span.end for at in tables):
            for at, table in tables.items():
                if block.span.start <= at < block.span.end:
                    rows = [table.columns, *([cell.text for cell in row.cells] for row in table.rows)]
                    cells = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows)
                    out.append("<table><tr>" + "<tr>".join(cells) + "</table>")
        elif block.kind is not BlockKind.FURNITURE:
            out += [f'<p class="line">{line}</p>' for line in lines]
    return "\n".join(out)


def overlap(found: list[str], wanted: list[str]) -> float:
    """Twice what both have, over what each has: 1 where the same things were found as often."""
    shared = sum((Counter(found) & Counter(wanted)).values())
    return 2 * shared / (len(found) + len(wanted))


def titles(structure: Structure) -> list[str]:
    return [f"{section.number} {squash(section.title)}" for section in structure.sections]


def cases(structure: Structure) -> list[str]:
    return [f"{case.id} {squash(case.title)}" for case in structure.cases]


@pytest.mark.slow
def test_a_printed_report_has_the_outline_and_cases_of_its_text(
    original: tuple[Report, Structure], printed: tuple[Path, Report]
) -> None:
    structure = structure_report(printed[1])
    assert overlap(titles(structure), titles(original[1])) >= 0.98
    assert overlap(cases(structure), cases(original[1])) >= 0.98


@pytest.mark.slow
def test_a_printed_report_has_the_paragraphs_of_its_text(
    original: tuple[Report, Structure], printed: tuple[Path, Report]
) -> None:
    found, wanted = (
        [squash(paragraph.text) for paragraph in structure.paragraphs]
        for structure in (structure_report(printed[1]), original[1])
    )
    assert overlap(found, wanted) >= 0.95


@pytest.mark.slow
def test_a_heading_of_a_printed_report_knows_its_page(printed: tuple[Path, Report]) -> None:
    path, report = printed
    with pypdfium2.PdfDocument(path) as document:
        pages = [squash(document[number].get_textpage().get_text_range()) for number in range(len(document))]
    assert len(report.pages) == len(pages) > 20
    alone = 0  # headings whose words stand on one page only
    for section in structure_report(report).sections:
        heading = squash(report.quote(section.heading))
        found = [number for number, text in enumerate(pages, start=1) if heading in text]
        assert report.page_of(section.heading.start) in found
        alone += len(found) == 1
    assert alone > 80


def word(text: str, path: Path) -> None:
    """Set a text in Word: Markdown headings as headings, TAB lines as tables, the rest as paragraphs."""
    document = docx.Document()
    lines = [line for line in text.split("\n") if line.strip()]
    for tabbed, group in groupby(lines, key=lambda line: "\t" in line):
        rows = [line.split("\t") for line in group]
        if tabbed:
            table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, content in zip(row.cells, cells, strict=False):
                    cell.text = content.strip()
            continue
        for (line,) in rows:
            marks = re.match(r"(#+)\s*", line)
            if marks:
                document.add_heading(line[marks.end() :].strip("* "), level=len(marks.group(1)))
            else:
                document.add_paragraph(line.strip())
    document.save(str(path))


def test_a_word_document_has_the_outline_cases_and_tables_of_its_text(reports_folder: Path, tmp_path: Path) -> None:
    original = read_report(reports_folder / "zhuzhou-zhongzhi-2024.txt")
    word(original.text, tmp_path / "report.docx")
    wanted, found = structure_report(original), structure_report(read_report(tmp_path / "report.docx"))
    assert overlap(titles(found), titles(wanted)) >= 0.98
    assert overlap(cases(found), cases(wanted)) >= 0.98
    cells = [[cell.text for t in s.tables for row in t.rows for cell in row.cells] for s in (found, wanted)]
    assert overlap(*cells) >= 0.98
