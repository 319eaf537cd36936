"""A library keeps the PDF files that its reports were read from, as long as a generation names them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.failing import failing
from tests.pdfs import pdf
from vocgraph import pipeline, storage
from vocgraph.errors import UnknownReportError, VocgraphError
from vocgraph.library import Library


@pytest.fixture
def reports(small_reports: Path) -> Path:
    """Two reports as text and one as PDF."""
    (small_reports / "sea-2024.pdf").write_bytes(pdf("Blue Sea College", "Second page"))
    return small_reports


def kept(library: Path) -> list[str]:
    folder = library / "originals"
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def digest(reports: Path) -> str:
    return storage.sha256_of(reports / "sea-2024.pdf")


def test_a_pdf_is_kept_as_it_was_received(reports: Path, tmp_path: Path) -> None:
    pipeline.build([reports], tmp_path / "library")
    assert kept(tmp_path / "library") == [f"{digest(reports)}.pdf"]
    with Library.open(tmp_path / "library") as library:
        path = library.original("sea-2024")
        assert path is not None
        assert path.read_bytes() == (reports / "sea-2024.pdf").read_bytes()
        assert path.stat().st_ino != (reports / "sea-2024.pdf").stat().st_ino
        assert library.original("blue-2024") is None
        with pytest.raises(UnknownReportError):
            library.original("nowhere")
    assert Library.check(tmp_path / "library") == []
    assert not pipeline.build([reports], tmp_path / "library").changed


def test_a_library_of_texts_has_no_folder_for_originals(small_reports: Path, tmp_path: Path) -> None:
    pipeline.build([small_reports], tmp_path / "library")
    assert not (tmp_path / "library" / "originals").exists()


def test_what_no_generation_names_is_removed(reports: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    pipeline.build([reports], library)
    (library / "originals" / "left-over.new").write_bytes(b"half")
    pipeline.remove(["sea-2024"], library)
    assert kept(library) == [f"{digest(reports)}.pdf"]  # a reader may still have the generation before open
    pipeline.remove(["blue-2024"], library)
    assert kept(library) == []


def test_adding_and_removing_others_keeps_it(reports: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    pipeline.build([reports / "blue-2024.txt"], library)
    pipeline.add([reports / "sea-2024.pdf"], library)
    pipeline.add([reports / "green-2023.txt"], library)
    pipeline.remove(["blue-2024"], library)
    with Library.open(library) as opened:
        assert opened.original("sea-2024") is not None


@pytest.mark.parametrize(("damage", "told"), [(b"%PDF- other", "has changed"), (None, "is missing")])
def test_check_finds_a_changed_original_and_a_build_mends_it(
    reports: Path, tmp_path: Path, damage: bytes | None, told: str
) -> None:
    library = tmp_path / "library"
    pipeline.build([reports], library)
    path = storage.original(library, digest(reports))
    if damage is None:
        path.unlink()
        with Library.open(library) as opened:
            assert opened.original("sea-2024") is None
    else:
        path.write_bytes(damage)
    [problem] = Library.check(library)
    assert problem.startswith(f"originals/{path.name} {told}")
    pipeline.build([reports], library)
    assert Library.check(library) == []


def test_originals_can_be_left_out_and_taken_in_again(reports: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    pipeline.build([reports / "sea-2024.pdf"], library, originals=False)
    other = reports / "other-2023.pdf"
    other.write_bytes(pdf("Green Field College", "Second page"))
    pipeline.add([other], library)
    assert kept(library) == []
    assert Library.check(library) == []
    assert pipeline.build([reports], library).changed
    assert len(kept(library)) == 2
    assert pipeline.build([reports], library, originals=False).changed
    assert not pipeline.build([reports], library, originals=False).changed


def test_a_pdf_that_cannot_be_read_is_not_kept(reports: Path, tmp_path: Path) -> None:
    (reports / "broken-2024.pdf").write_bytes(b"%PDF-1.4 broken")
    assert pipeline.build([reports], tmp_path / "library").failures
    assert kept(tmp_path / "library") == [f"{digest(reports)}.pdf"]


def test_a_file_that_changes_while_it_is_read_is_not_kept_as_another(reports: Path, tmp_path: Path) -> None:
    with pytest.raises(VocgraphError, match="changed while it was read"):
        storage.keep_original(tmp_path, reports / "sea-2024.pdf", "0" * 64)
    assert kept(tmp_path) == []


def test_a_copy_that_fails_is_whole_or_not_there(reports: Path, tmp_path: Path) -> None:
    file = reports / "sea-2024.pdf"
    with failing(at=None) as disk:
        storage.keep_original(tmp_path / "counted", file, digest(reports))
    assert {"mkdir", "fsync", "replace"} <= set(disk.calls)
    for at in range(len(disk.calls)):
        home = storage.original(tmp_path / str(at), digest(reports))
        with failing(at=at), pytest.raises(OSError, match="Input/output error"):
            storage.keep_original(tmp_path / str(at), file, digest(reports))
        assert not home.exists() or home.read_bytes() == file.read_bytes()
        storage.keep_original(tmp_path / str(at), file, digest(reports))
        assert home.read_bytes() == file.read_bytes()
