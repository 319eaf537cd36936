"""Filling documents.sqlite: quotes are cut from the text, and no text is held longer than it is needed."""

from __future__ import annotations

import gc
import weakref
from typing import TYPE_CHECKING

import pytest

from vocgraph.documents.reading import Documents
from vocgraph.documents.writing import DocumentsWriter
from vocgraph.model import (
    Analysis,
    Chunk,
    Entity,
    EntityKind,
    PassageKind,
    Predicate,
    Profile,
    Relation,
    Report,
    Resolution,
    Span,
    Structure,
)

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {"b-2024": "学校与企业\n共建学院。", "a-2023": "概况。\n\f校企共建学院。"}
PAGES = {"b-2024": (), "a-2023": (0, 5)}
SCHOOL = Entity("Institution/学校", "学校", EntityKind.INSTITUTION)
COLLEGE = Entity("IndustrialCollege/学院", "学院", EntityKind.INDUSTRIAL_COLLEGE)


def analysis(report_id: str) -> Analysis:
    report = Report(report_id, TEXTS[report_id], PAGES[report_id])
    return Analysis(report, Structure(Profile(), (), (), (), (), ()), (), (), (), ())


def stated(*spans: Span) -> Resolution:
    attrs = tuple((("role", span.report),) for span in spans)
    return Resolution((SCHOOL, COLLEGE), (Relation(SCHOOL.id, Predicate.CO_BUILDS, COLLEGE.id, spans, attrs),), ())


def test_quotes_of_several_reports_are_cut_from_their_texts(tmp_path: Path) -> None:
    with DocumentsWriter(tmp_path / "d.sqlite") as writer:
        for report_id in TEXTS:
            writer.add_analysis(analysis(report_id))
        writer.add_resolution(stated(Span("b-2024", 5, 9), Span("a-2023", 5, 11), Span("b-2024", 0, 8)))
    documents = Documents(tmp_path / "d.sqlite")
    [edge] = documents.edges()
    documents.close()
    told = [(quote.report, quote.first_line, quote.last_line, quote.page, quote.text) for quote in edge.quotes]
    assert told == [
        ("a-2023", 2, 2, 2, "校企共建学院"),
        ("b-2024", 1, 2, None, "学校与企业\n共建"),
        ("b-2024", 1, 2, None, "\n共建学"),
    ]
    assert [dict(attrs)["role"] for attrs in edge.attrs] == [quote.report for quote in edge.quotes]


def test_no_report_is_held_after_it_was_stored(tmp_path: Path) -> None:
    with DocumentsWriter(tmp_path / "d.sqlite") as writer:
        made = analysis("b-2024")
        report = weakref.ref(made.report)
        writer.add_analysis(made)
        del made
        gc.collect()
        assert report() is None


def test_a_quote_of_a_report_that_was_not_added_is_an_error(tmp_path: Path) -> None:
    with DocumentsWriter(tmp_path / "d.sqlite") as writer, pytest.raises(KeyError, match="none-2024"):
        writer.add_resolution(stated(Span("none-2024", 0, 1)))


def test_passages_are_read_as_they_were_written(tmp_path: Path) -> None:
    text = "学校开设课程。\n专业：茶艺；人数：30"
    parts = (("1 教学", PassageKind.PROSE, 0, 7), ("1 教学", PassageKind.TABLE, 8, len(text)))
    chunks = tuple(
        Chunk("a-2023", kind, (heading,), text[start:end], tuple(range(start, end)))
        for heading, kind, start, end in parts
    )
    report = Report("a-2023", text)
    with DocumentsWriter(tmp_path / "d.sqlite") as writer:
        writer.add_analysis(Analysis(report, Structure(Profile(), (), (), (), (), ()), chunks, (), (), ()))
        writer.add_resolution(Resolution((), (), ()))
    documents = Documents(tmp_path / "d.sqlite")
    told = tuple(documents.all_passages())
    assert told == documents.passages([0, 1])
    assert [(one.report, one.kind, one.heading, one.text) for one in told] == [
        (chunk.report, chunk.kind, chunk.heading, chunk.text) for chunk in chunks
    ]
    documents.close()
