"""Whatever happens to a file of a generation, nobody gets a wrong answer or a raw error: the file is named."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.conftest import SMALL_REPORT
from vocgraph import pipeline, storage
from vocgraph.errors import LibraryDamagedError
from vocgraph.library import Library
from vocgraph.serve.app import create_app

# Asks everything of a library whose file has other bytes, but the size and the time of before, as on a failing disk.
ASK = """
import os, random, sys
from pathlib import Path
from vocgraph.errors import LibraryDamagedError, UnknownNameError
from vocgraph.library import Library

folder = Path(sys.argv[1])
for number, line in enumerate(sys.stdin):
    file = Path(line.strip())
    sound, seen = file.read_bytes(), file.stat()
    place = random.Random(number).randrange(len(sound))
    file.write_bytes(sound[:place] + bytes(byte ^ 0xFF for byte in sound[place : place + 8]) + sound[place + 8 :])
    os.utime(file, ns=(seen.st_atime_ns, seen.st_mtime_ns))
    print(file.name, place, flush=True)
    try:
        with Library.open(folder) as library:
            if file.parent.name == "graph":
                library.sparql("SELECT * { ?s ?p ?o }")
                continue
            library.search("产业学院 培训", facets=True)
            for case in library.cases(text="乡村振兴").cases:
                library.similar(case.id)
            library.similar("送技术下乡", scope="passages")
            library.suggest("产业")
            library.spellings("乡村震兴")
            library.partners("星河智能装备股份有限公司")
            library.indicators()
            library.picture
    except LibraryDamagedError as error:
        assert file.name in str(error), error
    except UnknownNameError:
        assert file.name == "documents.sqlite"
    finally:
        file.write_bytes(sound)
        os.utime(file, ns=(seen.st_atime_ns, seen.st_mtime_ns))
print("end")
"""


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("damaged")
    (folder / "blue-2024.txt").write_text(SMALL_REPORT, encoding="utf-8")
    pipeline.build([folder], folder / "library")
    return folder / "library"


@pytest.fixture
def library(sound: Path, tmp_path: Path) -> Path:
    """A copy of the small library that may be damaged."""
    return Path(shutil.copytree(sound, tmp_path / "library"))


def files_of(library: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file of the generation in use that holds something, and what it holds."""
    generation = storage.current(library)
    for name in sorted(generation.manifest.files):
        content = generation.path(name).read_bytes()
        if content:
            yield generation.path(name), content


def flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]


DAMAGES: dict[str, Callable[[bytes], bytes | None]] = {
    "cut": lambda content: content[: len(content) // 2],
    "first byte": lambda content: flipped(content, 0),
    "middle byte": lambda content: flipped(content, len(content) // 2),
    "last byte": lambda content: flipped(content, len(content) - 1),
    "empty": lambda _: b"",
    "lost": lambda _: None,
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_every_file_is_named_when_it_is_damaged(library: Path, damage: str) -> None:
    folder, seen = storage.current(library).folder, 0
    for file, content in files_of(library):
        name = file.relative_to(folder).as_posix()
        changed = DAMAGES[damage](content)
        file.unlink()
        if changed is not None:
            file.write_bytes(changed)
        with pytest.raises(LibraryDamagedError) as told:
            Library.open(library)
        assert name in told.value.problem
        assert "vocgraph build" in told.value.fix
        assert [problem for problem in Library.check(library) if problem.startswith(name)]
        file.write_bytes(content)
        seen += 1
    assert seen > 80
    Library.open(library).close()


@pytest.mark.parametrize("place", [0, 200, 400, -300, -100])
def test_a_changed_manifest_is_named(library: Path, place: int) -> None:
    manifest = storage.current(library).path("manifest.json")
    written = manifest.read_text(encoding="utf-8")
    at = next(at for at in range(place % len(written), len(written)) if written[at].isalnum())
    manifest.write_text(written[:at] + ("1" if written[at] != "1" else "2") + written[at + 1 :], encoding="utf-8")
    for use in (Library.open, Library.check):
        with pytest.raises(LibraryDamagedError, match=r"manifest\.json"):
            use(library)


def test_bytes_that_rot_under_the_same_size_and_time_bring_nothing_down(library: Path) -> None:
    manifest = storage.current(library).manifest
    assert manifest.stamps
    some = random.Random(1).sample([str(file) for file, _ in files_of(library)], 50)
    named = "\n".join(some)
    done = subprocess.run(
        [sys.executable, "-c", ASK, str(library)], input=named, capture_output=True, text=True, check=False
    )
    assert done.stdout.endswith("end\n"), done.stdout[-200:] + done.stderr[-2000:]
    assert Library.check(library) == []


def test_only_files_with_another_size_or_time_are_read_when_a_library_is_opened(
    library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []
    hashed = storage.sha256_of
    monkeypatch.setattr(storage, "sha256_of", lambda path: read.append(path) or hashed(path))
    generation = storage.current(library)
    assert generation.damage() == ""
    assert read == []
    for name in generation.manifest.files:  # as an archive or a container's image keeps times
        os.utime(generation.path(name), (0, int(generation.path(name).stat().st_mtime)))
    assert generation.damage() == ""
    assert read == []
    twins = generation.path("twins.npy")
    os.utime(twins, (0, 0))  # as a plain copy has it
    assert generation.damage() == ""
    assert read == [twins]


def test_a_file_that_the_disk_does_not_give_back_is_named(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hashed = storage.sha256_of

    def broken(path: Path) -> str:
        if path.name == "twins.npy":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return hashed(path)

    monkeypatch.setattr(storage, "sha256_of", broken)
    assert Library.check(library) == ["twins.npy cannot be read (Input/output error)"]


@pytest.mark.parametrize("name", ["documents.sqlite", "words/meta.json", "sentences/vectors.npy", "suggestions.sqlite"])
@pytest.mark.parametrize("command", [["search", "学院"], ["check"], ["serve", "--port", "1"]])
def test_the_command_line_tells_without_a_traceback(library: Path, name: str, command: list[str]) -> None:
    file = storage.current(library).path(name)
    file.write_bytes(flipped(file.read_bytes(), file.stat().st_size // 2))
    run = [sys.executable, "-m", "vocgraph", *command, "--library", str(library)]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert f"{name} has changed" in done.stdout + done.stderr
    assert "What to do:" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_that_is_lost_under_a_running_server_is_told_to_visitors_and_programs(library: Path) -> None:
    with Library.open(library) as opened:
        visitor = create_app(opened).test_client()
        storage.current(library).path("twins.npy").unlink()
        page, answer = visitor.get("/?q=学院"), visitor.get("/api/v1/search?q=学院")
    assert (page.status_code, answer.status_code) == (503, 503)
    assert "twins.npy" in page.text
    assert "twins.npy is missing" in json.loads(answer.text)["detail"]


def test_a_fault_of_ours_is_not_taken_for_damage(library: Path) -> None:
    with Library.open(library) as opened, pytest.raises(AttributeError):
        opened.search(7)  # type: ignore[arg-type]


def test_damage_that_shows_while_answering_is_told(library: Path) -> None:
    with Library.open(library) as opened:
        opened.search("学院")
        database = storage.current(library).path("documents.sqlite")
        database.write_bytes(random.Random(0).randbytes(database.stat().st_size))
        with pytest.raises(LibraryDamagedError, match=r"documents\.sqlite has changed"):
            opened.entity("星河智能装备股份有限公司")
