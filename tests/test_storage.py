"""A library folder never shows a half-written generation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vocgraph import storage
from vocgraph.errors import LibraryBusyError, LibraryDamagedError, LibraryFormatError, LibraryMissingError


def publish(library: Path, content: str) -> storage.Generation:
    number, folder = storage.begin(library)
    (folder / "words").mkdir()
    (folder / "words" / "a.txt").write_text(content, encoding="utf-8")
    manifest = storage.Manifest(
        format=storage.FORMAT,
        generation=number,
        built="2024-01-01T00:00:00+00:00",
        counts={},
        fingerprints={},
        model={},
        reports={},
        failures=[],
        files=storage.file_digests(folder),
    )
    return storage.publish(library, folder, manifest)


def test_nothing_built_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissingError, match="vocgraph build"):
        storage.current(tmp_path)


def test_the_last_published_generation_is_in_use(tmp_path: Path) -> None:
    publish(tmp_path, "one")
    second = publish(tmp_path, "two")
    assert storage.current(tmp_path) == second
    assert (second.path("words") / "a.txt").read_text(encoding="utf-8") == "two"


def test_the_last_two_generations_are_kept(tmp_path: Path) -> None:
    for content in ("one", "two", "three"):
        publish(tmp_path, content)
    assert sorted(path.name for path in (tmp_path / "generations").iterdir()) == ["000002", "000003"]


def test_what_a_crashed_build_left_behind_is_swept_away(tmp_path: Path) -> None:
    publish(tmp_path, "one")
    _, left = storage.begin(tmp_path)
    (left / "half").write_text("…", encoding="utf-8")
    number, _ = storage.begin(tmp_path)
    assert number == 2
    assert not (left / "half").exists()
    assert storage.current(tmp_path).manifest.generation == 1


def test_a_changed_a_missing_and_a_foreign_file_are_each_named(tmp_path: Path) -> None:
    generation = publish(tmp_path, "one")
    assert generation.problems() == []
    generation.path("words/a.txt").write_text("other", encoding="utf-8")
    assert generation.problems() == ["words/a.txt has changed since it was written"]
    generation.path("words/a.txt").unlink()
    generation.path("guest").write_text("", encoding="utf-8")
    assert generation.problems() == ["words/a.txt is missing", "guest does not belong here"]


@pytest.mark.parametrize("pointer", ["../../etc", "", "000009"])
def test_a_pointer_that_leads_nowhere_is_damage(tmp_path: Path, pointer: str) -> None:
    publish(tmp_path, "one")
    (tmp_path / "CURRENT").write_text(pointer, encoding="utf-8")
    with pytest.raises(LibraryDamagedError):
        storage.current(tmp_path)


def test_a_library_of_another_version_is_named_as_such(tmp_path: Path) -> None:
    generation = publish(tmp_path, "one")
    manifest = generation.path("manifest.json")
    written = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**written, "format": 99, "more": 1}), encoding="utf-8")
    with pytest.raises(LibraryFormatError, match="format 99"):
        storage.current(tmp_path)


@pytest.mark.parametrize(("form", "usable"), [(0, True), (99, False)])
def test_a_build_replaces_what_an_older_version_wrote_and_leaves_a_newer_ones(
    tmp_path: Path, form: int, usable: bool
) -> None:
    manifest = publish(tmp_path, "one").path("manifest.json")
    written = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**written, "format": form}), encoding="utf-8")
    if usable:
        assert storage.previous(tmp_path) is None
        assert publish(tmp_path, "two").manifest.generation == 2
        assert storage.current(tmp_path).manifest.generation == 2
    else:
        with pytest.raises(LibraryFormatError, match="format 99"):
            storage.previous(tmp_path)


def test_a_generation_that_nothing_points_to_does_not_push_out_the_one_in_use(tmp_path: Path) -> None:
    publish(tmp_path, "one")
    publish(tmp_path, "two")
    (tmp_path / "CURRENT").write_text("000001\n", encoding="utf-8")
    third = publish(tmp_path, "three")
    assert third.manifest.generation == 2
    assert sorted(path.name for path in (tmp_path / "generations").iterdir()) == ["000001", "000002"]


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    with storage.writing(tmp_path), pytest.raises(LibraryBusyError, match="Another build"), storage.writing(tmp_path):
        pass
    with storage.writing(tmp_path):
        pass
