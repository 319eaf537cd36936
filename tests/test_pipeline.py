"""Report files become a library, again and again, without losing anything."""

from __future__ import annotations

import json
import os
import re
import shutil
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from vocgraph import analysis, generation, pipeline, storage
from vocgraph.errors import (
    LibraryDamagedError,
    LibraryMissingError,
    LibraryModelError,
    LibraryUnwritableError,
    NoReportsError,
    UnknownReportError,
    VocgraphError,
)
from vocgraph.graph import picture
from vocgraph.index.embedding import fingerprint_of, write_static_embedding
from vocgraph.index.learn import word_tokenizer
from vocgraph.library import Library
from vocgraph.model import Oddity, Report, SearchQuery, Span, Structure

if TYPE_CHECKING:
    from collections.abc import Callable

    from vocgraph.index.word_writing import Cut
    from vocgraph.model import Chunk
    from vocgraph.text.words import Segmenter


def test_two_reports_become_a_library_that_answers(small_reports: Path, tmp_path: Path) -> None:
    summary = pipeline.build([small_reports], tmp_path / "library")
    assert (summary.read, summary.reused, summary.changed, summary.failures) == (2, 0, True, ())
    with Library.open(tmp_path / "library") as library:
        assert [info.id for info in library.reports()] == ["blue-2024", "green-2023"]
        assert library.search("乡村振兴 培训").results
        college = library.entity("星河智能制造产业学院")
        assert {edge.predicate.value for edge in college.edges} == {"coBuilds"}


def test_building_again_without_a_change_does_nothing(small_reports: Path, tmp_path: Path) -> None:
    first = pipeline.build([small_reports], tmp_path / "library")
    second = pipeline.build([small_reports], tmp_path / "library")
    assert (second.changed, second.generation, second.reused) == (False, first.generation, 2)


def test_only_a_changed_report_is_read_again(small_reports: Path, tmp_path: Path) -> None:
    pipeline.build([small_reports], tmp_path / "library")
    file = small_reports / "blue-2024.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("120人", "150人"), encoding="utf-8")
    summary = pipeline.build([small_reports], tmp_path / "library")
    assert (summary.read, summary.reused, summary.generation) == (1, 1, 2)


def test_the_same_reports_give_the_same_documents_byte_for_byte(small_reports: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        pipeline.build([small_reports], tmp_path / name)
    one, two = (storage.current(tmp_path / name).manifest for name in ("one", "two"))
    assert one.files["documents.sqlite"] == two.files["documents.sqlite"]
    assert one.files["vectors.faiss"] == two.files["vectors.faiss"]


def repeatable_files(library: Path) -> dict[str, str]:
    """Digests of the files that the same reports always make, tantivy's random names left out."""
    files = storage.current(library).manifest.files
    apart = ("graph/", "picture.npy", "words/meta.json", "words/.managed.json")  # a log; drawn as before; random names
    return {re.sub("[0-9a-f]{32}", "", name): digest for name, digest in files.items() if not name.startswith(apart)}


@pytest.mark.parametrize("workers", [1, 2])
def test_a_build_after_a_change_gives_what_a_cold_one_gives(
    small_reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    monkeypatch.setattr(pipeline, "_MANY", 1)
    text = (small_reports / "blue-2024.txt").read_text(encoding="utf-8")
    for number in range(3):
        (small_reports / f"red-{number}.txt").write_text(
            text.replace("蓝海职业", f"红岩{number}职业"), encoding="utf-8"
        )
    pipeline.build([small_reports], tmp_path / "library", workers=workers)
    for name in ("blue-2024.txt", "red-1.txt"):
        file = small_reports / name
        file.write_text(file.read_text(encoding="utf-8").replace("120人", "150人"), encoding="utf-8")
    assert pipeline.build([small_reports], tmp_path / "library", workers=workers).reused == 3
    pipeline.build([small_reports], tmp_path / "cold", workers=workers)
    after, cold = (repeatable_files(tmp_path / name) for name in ("library", "cold"))
    assert after == cold
    assert {"documents.sqlite", "vectors.faiss", "suggestions.sqlite", "words/.idx"} <= set(cold)


def test_reports_are_added_replaced_and_removed(small_reports: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    pipeline.build([small_reports / "blue-2024.txt"], library)
    pipeline.add([small_reports / "green-2023.txt"], library)
    assert sorted(storage.current(library).manifest.reports) == ["blue-2024", "green-2023"]
    summary = pipeline.remove(["blue-2024"], library)
    assert (summary.reused, sorted(storage.current(library).manifest.reports)) == (1, ["green-2023"])
    with pytest.raises(UnknownReportError):
        pipeline.remove(["blue-2024"], library)


def test_a_library_keeps_the_model_it_was_built_with(small_reports: Path, tmp_path: Path) -> None:
    library, model = tmp_path / "library", tmp_path / "model"
    rows = np.eye(4, dtype=np.float32)
    tokenizer = word_tokenizer(["学校", "企业", "学生"])
    write_static_embedding(model, tokenizer=tokenizer, weights=rows, segmented=True)
    reports = [small_reports / "blue-2024.txt"]
    pipeline.build(reports, library)
    assert storage.current(library).manifest.model["name"] == "bundled"
    assert pipeline.build(reports, library, model=str(model)).changed
    assert not pipeline.build(reports, library, model=str(model)).changed
    pipeline.add([small_reports / "green-2023.txt"], library)
    pipeline.remove(["green-2023"], library)
    with Library.open(library) as opened:
        assert opened.info().as_dict()["model"] == {
            "name": str(model),
            "path": str(model),
            "fingerprint": fingerprint_of(model),
            "dimensions": 4,
        }
    assert pipeline.build(reports, library).changed


def test_adding_needs_the_model_that_the_library_was_built_with(small_reports: Path, tmp_path: Path) -> None:
    library, model = tmp_path / "library", tmp_path / "model"
    rows = np.eye(2, dtype=np.float32)
    write_static_embedding(model, tokenizer=word_tokenizer(["学校"]), weights=rows, segmented=True)
    pipeline.build([small_reports / "blue-2024.txt"], library, model=str(model))
    shutil.rmtree(model)
    with pytest.raises(LibraryModelError, match="which is missing"):
        pipeline.add([small_reports / "green-2023.txt"], library)


def test_an_unknown_model_stops_a_build_before_it_begins(small_reports: Path, tmp_path: Path) -> None:
    with pytest.raises(VocgraphError, match="no embedding model"):
        pipeline.build([small_reports], tmp_path / "library", model="nobody/nothing")
    assert not (tmp_path / "library").exists()


def test_adding_to_nothing_asks_for_a_build(small_reports: Path, tmp_path: Path) -> None:
    with pytest.raises(LibraryMissingError):
        pipeline.add([small_reports], tmp_path / "library")


def test_a_library_is_drawn_as_it_was_before_as_far_as_it_is_the_same(
    small_reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipeline.build([small_reports], tmp_path / "library")
    with Library.open(tmp_path / "library") as library:
        drawn = library.picture
        assert set(drawn.ids) == {node.id for node in library.subgraph().nodes}
    earlier = []
    draw = picture.draw
    monkeypatch.setattr(picture, "draw", lambda graph, *, before: earlier.append(before) or draw(graph, before=before))
    pipeline.remove(["green-2023"], tmp_path / "library")
    assert earlier[0].rows.tobytes() == drawn.rows.tobytes()
    (tmp_path / "library" / "generations" / "000002" / "picture.npy").write_bytes(b"damaged")
    pipeline.build([small_reports], tmp_path / "library")
    assert earlier[1] is None


def test_an_empty_folder_is_a_clear_error_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoReportsError, match="No report in"):
        pipeline.build([tmp_path / "empty"], tmp_path / "library")
    assert not (tmp_path / "library").exists()


def test_a_file_that_is_no_text_is_left_out_and_named(small_reports: Path, tmp_path: Path) -> None:
    (small_reports / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 8)
    summary = pipeline.build([small_reports], tmp_path / "library")
    assert [failure.file for failure in summary.failures] == ["picture.txt"]
    assert "byte" in summary.failures[0].problem
    assert summary.counts["report"] == 2


def test_a_file_that_failed_is_tried_again(small_reports: Path, tmp_path: Path) -> None:
    bad = small_reports / "late.txt"
    bad.write_bytes(b"")
    assert pipeline.build([small_reports], tmp_path / "library").failures
    again = pipeline.build([small_reports], tmp_path / "library")
    assert [failure.file for failure in again.failures] == ["late.txt"]
    assert again.reused == 2


def test_a_build_mends_a_damaged_library(small_reports: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    pipeline.build([small_reports], library)
    storage.current(library).path("vectors.faiss").unlink()
    with pytest.raises(LibraryDamagedError, match=r"vectors\.faiss is missing"):
        Library.open(library)
    assert pipeline.build([small_reports], library).changed
    assert Library.check(library) == []


def test_a_build_needs_nothing_of_the_damaged_generation_before_it(small_reports: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    pipeline.build([small_reports], library)
    for name in ("documents.sqlite", "picture.npy"):
        storage.current(library).path(name).write_bytes(b"")
        assert pipeline.build([small_reports], library).changed
        storage.current(library).path(name).unlink()
        assert pipeline.build([small_reports], library).changed
    assert Library.check(library) == []


def test_a_broken_replacement_replaces_nothing(small_reports: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    pipeline.build([small_reports], library)
    other = tmp_path / "new" / "blue-2024.txt"
    other.parent.mkdir()
    other.write_bytes(b"")
    summary = pipeline.add([other], library)
    assert [failure.file for failure in summary.failures] == ["blue-2024.txt"]
    assert sorted(storage.current(library).manifest.reports) == ["blue-2024", "green-2023"]


def test_a_half_written_cache_file_is_made_anew(small_reports: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    pipeline.build([small_reports], library)
    for file in (library / "cache").glob("*.json.z"):
        file.write_bytes(file.read_bytes()[:50])
    (small_reports / "green-2023.txt").unlink()
    assert pipeline.build([small_reports], library).counts["report"] == 1


def test_the_words_of_an_unchanged_report_are_not_cut_again(
    small_reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "library"
    pipeline.build([small_reports], library)
    cut: list[str] = []
    file = small_reports / "blue-2024.txt"
    file.write_text(file.read_text(encoding="utf-8").replace("120人", "150人"), encoding="utf-8")
    cut_words = analysis.cut_words

    def noted(chunk: Chunk, segmenter: Segmenter) -> Cut:
        cut.append(chunk.report)
        return cut_words(chunk, segmenter)

    monkeypatch.setattr(analysis, "cut_words", noted)
    pipeline.build([small_reports], library, workers=1)
    assert set(cut) == {"blue-2024"}
    with Library.open(library) as opened:
        found = opened.search(SearchQuery("心理健康", fold=False)).results
        assert {passage.report for passage in found} == {"blue-2024", "green-2023"}


def test_a_report_that_changed_is_read_beside_the_build(
    small_reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = small_reports / "blue-2024.txt"
    read_facts = analysis.read_facts

    def noted(report: Report, structure: Structure) -> object:
        (tmp_path / report.id).write_text(str(os.getpid()), encoding="utf-8")
        return read_facts(report, structure)

    monkeypatch.setattr(analysis, "read_facts", noted)
    for workers in (1, 2):
        file.write_text(file.read_text(encoding="utf-8") + "完。\n", encoding="utf-8")
        pipeline.build([small_reports], tmp_path / "library", workers=workers)
        assert ((tmp_path / "blue-2024").read_text(encoding="utf-8") == str(os.getpid())) == (workers == 1)


def test_oddities_of_one_place_and_kind_stand_in_a_stable_order(
    make_report: Callable[[str], Report], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = [f"The total of column {number} disagrees." for number in range(8)]
    odd = tuple(Oddity(Span("r", 0, 2), "figures-disagree", message) for message in said)
    monkeypatch.setattr(analysis, "observe", lambda _report, _structure: ((), odd))
    found = analysis.analyse(make_report("学校概况。")).structure.oddities
    assert [oddity.message for oddity in found if oddity.kind == "figures-disagree"] == said


def test_a_report_that_breaks_the_rules_costs_only_itself(
    small_reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = analysis.read_facts

    def breaks(report: Report, structure: Structure) -> object:
        if report.id == "blue-2024":
            raise IndexError("tuple index out of range")
        return read(report, structure)

    monkeypatch.setattr(analysis, "read_facts", breaks)
    summary = pipeline.build([small_reports], tmp_path / "library", workers=1)
    assert [failure.file for failure in summary.failures] == ["blue-2024.txt"]
    assert "IndexError" in summary.failures[0].problem
    assert summary.counts["report"] == 1


def test_a_mistyped_library_is_not_made_by_adding(small_reports: Path, tmp_path: Path) -> None:
    with pytest.raises(LibraryMissingError):
        pipeline.add([small_reports], tmp_path / "typo")
    assert not (tmp_path / "typo").exists()


def test_when_no_file_can_be_read_the_old_library_stays(small_reports: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    pipeline.build([small_reports], library)
    bad = tmp_path / "bad.txt"
    bad.write_bytes(bytes(range(256)) * 8)
    with pytest.raises(VocgraphError, match=r"bad\.txt"):
        pipeline.build([bad], library)
    assert storage.current(library).manifest.generation == 1
    assert [path.name for path in (library / "generations").iterdir()] == ["000001"]


def test_files_of_the_same_stem_get_different_ids(small_reports: Path, tmp_path: Path) -> None:
    other = small_reports / "other"
    other.mkdir()
    (other / "blue-2024.md").write_bytes((small_reports / "blue-2024.txt").read_bytes() + "完。".encode())
    pipeline.build([small_reports], tmp_path / "library")
    assert sorted(storage.current(tmp_path / "library").manifest.reports) == ["blue-2024", "blue-2024-2", "green-2023"]


def test_the_same_content_under_two_names_is_kept_once_and_told(small_reports: Path, tmp_path: Path) -> None:
    (small_reports / "copy.txt").write_bytes((small_reports / "blue-2024.txt").read_bytes())
    library = tmp_path / "library"
    for _ in range(2):  # the second build finds nothing changed, and tells it again
        summary = pipeline.build([small_reports], library)
        assert [failure.file for failure in summary.failures] == ["copy.txt"]
        assert "same content as blue-2024.txt" in summary.failures[0].problem
        assert (summary.generation, summary.counts["report"]) == (1, 2)
    again = pipeline.add([small_reports / "copy.txt"], library)
    assert "same content as blue-2024," in again.failures[0].problem
    assert not again.changed


def test_a_report_is_called_the_same_when_inspected_and_when_built(small_reports: Path, tmp_path: Path) -> None:
    text = (small_reports / "blue-2024.txt").read_text(encoding="utf-8")
    odd = ["质量 年报（终）.txt", "..\\x.txt", "a\u202etxt.exe.txt", "e\u0301.txt", "-.txt"]
    files = [small_reports / name for name in odd]
    for number, file in enumerate(files):
        file.write_text(f"{text}\n第{number}份。", encoding="utf-8")
    pipeline.build(files, tmp_path / "library")
    inspected = {pipeline.inspect(file)[0].report.id for file in files}
    assert set(storage.current(tmp_path / "library").manifest.reports) == inspected
    assert inspected == {"质量-年报-终", "x", "a-txt.exe", "é", "report"}


def test_a_kept_text_is_read_again_when_the_cache_is_gone(small_reports: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    pipeline.build([small_reports], library)
    shutil.rmtree(library / "cache")
    shutil.rmtree(small_reports)
    summary = pipeline.remove(["green-2023"], library)
    assert (summary.read, summary.reused, summary.counts["report"]) == (1, 0, 1)
    assert Library.check(library) == []


def test_a_crash_while_writing_leaves_the_old_generation_in_use(
    small_reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "library"
    pipeline.build([small_reports], library)
    (small_reports / "green-2023.txt").unlink()

    def no_space(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(generation, "write_search_files", no_space)
    with pytest.raises(LibraryUnwritableError, match="No space left"):
        pipeline.build([small_reports], library)
    assert len(storage.current(library).manifest.reports) == 2
    assert Library.check(library) == []


def test_an_inspected_report_tells_what_was_read(small_reports: Path) -> None:
    analysed, resolution = pipeline.inspect(small_reports / "blue-2024.txt")
    names = {entity.name for entity in resolution.entities}
    assert {"星河智能制造产业学院", "星河智能装备股份有限公司", "长江航运行业产教融合共同体"} <= names
    for relation in resolution.relations:
        for span in relation.evidence:
            assert analysed.report.quote(span).strip()


def test_the_manifest_is_plain_json(small_reports: Path, tmp_path: Path) -> None:
    pipeline.build([small_reports], tmp_path / "library")
    written = json.loads(storage.current(tmp_path / "library").path("manifest.json").read_text(encoding="utf-8"))
    assert written["counts"]["report"] == 2
    assert set(written["files"]) >= {"documents.sqlite", "vectors.faiss", "thesaurus.json"}


def test_a_damaged_thesaurus_of_the_cache_is_made_anew(small_reports: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    pipeline.build([small_reports], library)
    [kept] = (library / "cache").glob("thesaurus-*")
    kept.write_bytes(b"")
    (small_reports / "green-2023.txt").unlink()
    pipeline.build([small_reports], library)
    with Library.open(library) as opened:
        assert opened.search(SearchQuery("学校")).total > 0


def test_what_the_cache_has_damaged_is_read_again_by_workers_alone(
    small_reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = tmp_path / "library"
    pipeline.build([small_reports], library)
    for file in (library / "cache").glob("*.z"):
        file.write_bytes(b"")
    analyse = analysis.analyse

    def noted(report: Report) -> object:
        (tmp_path / f"{os.getpid()}.read").touch()
        return analyse(report)

    monkeypatch.setattr(analysis, "analyse", noted)
    (small_reports / "green-2023.txt").unlink()
    assert pipeline.build([small_reports], library, workers=2).read == 1
    assert list(tmp_path.glob("*.read"))
    assert not (tmp_path / f"{os.getpid()}.read").exists()


def test_a_report_that_breaks_the_pool_costs_nothing_of_those_not_yet_handed_over() -> None:
    class Pool:
        taken = 0

        def submit(self, *_: object) -> str:
            self.taken += 1
            if self.taken > 1:
                raise BrokenProcessPool
            return "reading"

    sources = [analysis.Source(id=name, path=Path(name), is_kept=False, sha256="") for name in ("a", "b", "c")]
    assert analysis._submitted(Pool(), analysis._stored, sources) == {"a": "reading"}  # type: ignore[arg-type,comparison-overlap]
