"""A file made to do harm costs at most itself: the reports beside it are read, and the reason is told."""

from __future__ import annotations

import os
import zipfile
import zlib
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from vocgraph import analysis, pipeline
from vocgraph.errors import UnreadableReportError
from vocgraph.library import Library
from vocgraph.model import Report, Structure
from vocgraph.read import files
from vocgraph.read.isolated import read_isolated

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KINDS = "http://schemas.openxmlformats.org/package/2006"


def write_docx(path: Path, document: str, *, prolog: str = "") -> None:
    """A Word file whose one part says this."""
    office, main = "application/vnd.openxmlformats", "officedocument.wordprocessingml.document.main+xml"
    types = (
        f'<Types xmlns="{KINDS}/content-types">'
        f'<Default Extension="rels" ContentType="{office}-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{office}-{main}"/></Types>'
    )
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    rels = (
        f'<Relationships xmlns="{KINDS}/relationships">'
        f'<Relationship Id="r" Type="{relation}" Target="word/document.xml"/></Relationships>'
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", types)
        package.writestr("_rels/.rels", rels)
        body = f"<w:body><w:p><w:r><w:t>{document}</w:t></w:r></w:p></w:body>"
        package.writestr("word/document.xml", f'{prolog}<w:document xmlns:w="{WORD}">{body}</w:document>')


def write_pdf(path: Path, content: bytes) -> None:
    """A PDF of one page with this compressed content."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>",
        b"<< /Length %d /Filter [/FlateDecode /FlateDecode] >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = len(out)
    out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % table
    path.write_bytes(out)


def bombs(folder: Path) -> None:
    """Files of some kilobytes that unpack to hundreds of megabytes, or never end."""
    write_docx(folder / "zip-bomb.docx", " " * 200_000_000)
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 11))
    prolog = f'<!DOCTYPE x [<!ENTITY e0 "lol">{levels}]>'
    write_docx(folder / "entities.docx", "&e10;", prolog=prolog)
    write_pdf(folder / "bomb.pdf", zlib.compress(zlib.compress(b"0 0 m " * 15_000_000)))
    (folder / "one-line.txt").write_text("学" * 3_000_000, encoding="utf-8")
    (folder / "nothing.docx").write_bytes(b"PK\x03\x04" + os.urandom(64))


def test_bombs_cost_only_themselves(small_reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bombs(small_reports)
    monkeypatch.setattr(files, "read_isolated", partial(read_isolated, memory=400_000_000, seconds=5))
    summary = pipeline.build([small_reports], tmp_path / "library", workers=1)
    left_out = {failure.file: failure for failure in summary.failures}
    assert set(left_out) == {"bomb.pdf", "entities.docx", "nothing.docx", "one-line.txt", "zip-bomb.docx"}
    assert all(failure.fix for failure in left_out.values())
    assert summary.counts["report"] == 2
    assert Library.check(tmp_path / "library") == []


def test_an_entity_does_not_read_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("机密内容", encoding="utf-8")
    prolog = f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    write_docx(tmp_path / "r.docx", "学校&s;概况", prolog=prolog)
    with suppress(UnreadableReportError):  # refused is as good
        assert "机密" not in files.read_report(tmp_path / "r.docx").text


@pytest.mark.parametrize(
    "text",
    [
        "<div>" * 20_000 + "学校",
        "学校\u202e反向\u2066隔离\u200b零宽\ufeff\x08\x1b[31m",
        "<table>" * 500 + "<td colspan=99999 rowspan=99999>学校",
        "".join(f"&#{n};" for n in (0, 8, 27, 0xD800, 0xFFFE, 0x10FFFF)) + "学校",
    ],
    ids=["nested", "controls", "spans", "references"],
)
def test_odd_characters_and_nesting_are_survived(tmp_path: Path, text: str) -> None:
    (tmp_path / "r.html").write_text(text, encoding="utf-8", errors="surrogatepass")
    report = files.read_report(tmp_path / "r.html")
    assert "学校" in report.text.replace("\u202e", "")
    assert not set(report.text) & {chr(code) for code in (*range(9), 11, *range(14, 32), 127)}
    analysis.analyse(report)


def test_tables_in_tables_without_end_are_told(tmp_path: Path) -> None:
    deep, end = "<w:tbl><w:tr><w:tc>" * 5_000, "</w:tc></w:tr></w:tbl>" * 5_000
    write_docx(tmp_path / "r.docx", f"学校</w:t></w:r></w:p>{deep}{end}<w:p><w:r><w:t>")
    with pytest.raises(UnreadableReportError, match="no sound Word document"):
        files.read_report(tmp_path / "r.docx")


def test_names_of_letters_that_only_look_alike_stay_apart(tmp_path: Path) -> None:
    latin, cyrillic = "ABC科技有限公司", "\u0410\u0412\u0421科技有限公司"
    said = "".join(f"学校与{name}共建实训基地。\n\n" for name in (latin, cyrillic))
    (tmp_path / "r.txt").write_text(f"蓝海职业技术学院质量报告（2024年度）\n\n{said}", encoding="utf-8")
    _, resolution = pipeline.inspect(tmp_path / "r.txt")
    names = [{entity.name, *entity.aliases} for entity in resolution.entities]
    assert any(latin in called for called in names)
    assert not any({latin, cyrillic} <= called for called in names)


def test_a_report_that_brings_its_process_down_costs_only_itself(
    small_reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = analysis.read_facts

    def dies(report: Report, structure: Structure) -> object:
        if report.id == "blue-2024":
            os._exit(9)
        return read(report, structure)

    monkeypatch.setattr(analysis, "read_facts", dies)
    summary = pipeline.build([small_reports], tmp_path / "library", workers=2)
    assert [failure.file for failure in summary.failures] == ["blue-2024.txt"]
    assert "its process ended" in summary.failures[0].problem
    assert summary.counts["report"] == 1


@pytest.mark.parametrize("workers", [1, 2])
def test_a_report_that_takes_for_ever_costs_only_itself(
    small_reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    read = analysis.read_facts

    def turns(report: Report, structure: Structure) -> object:
        while report.id == "blue-2024":
            pass
        return read(report, structure)

    monkeypatch.setattr(analysis, "read_facts", turns)
    monkeypatch.setattr(analysis, "SECONDS", 3.0)
    summary = pipeline.build([small_reports], tmp_path / "library", workers=workers)
    assert [failure.file for failure in summary.failures] == ["blue-2024.txt"]
    assert "more than 3 s" in summary.failures[0].problem
