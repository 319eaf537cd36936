"""Lays out a library folder: numbered generations, the pointer to the one in use, proof that nothing changed."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from vocgraph.errors import (
    LibraryBusyError,
    LibraryDamagedError,
    LibraryFormatError,
    LibraryMissingError,
    LibraryUnwritableError,
    VocgraphError,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMAT = 4  # raised when an older vocgraph could not read what a newer one writes
KEPT = 2  # generations kept: the one in use, and the one a reader may still have open

_NUMBER = re.compile(r"\d{6,}")


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds, from what it was made, and the SHA-256 of every file."""

    format: int
    generation: int
    built: str  # ISO 8601, UTC
    counts: dict[str, int]
    fingerprints: dict[str, str]  # of rules, ontology, tokeniser, model: whatever would change the outcome
    model: dict[str, Any]  # the embedding model: its name, path ("" where there is none), fingerprint and dimensions
    reports: dict[str, str]  # report id: SHA-256 of the file it came from; those that failed included
    failures: list[dict[str, str]]  # files that could not be read: file, problem, fix
    files: dict[str, str]  # path inside the generation: SHA-256
    originals: list[str] | None = None  # SHA-256 of the PDF files kept beside the generations; None: none are to be


@dataclass(frozen=True, slots=True)
class Generation:
    """One complete, immutable state of a library."""

    library: Path
    folder: Path
    manifest: Manifest

    def path(self, name: str) -> Path:
        return self.folder / name

    def problems(self) -> list[str]:
        """Files that are missing, changed or unknown; empty when every byte is as it was written."""
        found = []
        present = {path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file()}
        present.discard("manifest.json")
        for name, digest in sorted(self.manifest.files.items()):
            if name not in present:
                found.append(f"{name} is missing")
            elif sha256_of(self.folder / name) != digest:
                found.append(f"{name} has changed since it was written")
        for digest in self.manifest.originals or ():
            file = original(self.library, digest)
            name = file.relative_to(self.library).as_posix()
            if not file.is_file():
                found.append(f"{name} is missing")
            elif sha256_of(file) != digest:
                found.append(f"{name} has changed since it was written")
        return found + [f"{name} does not belong here" for name in sorted(present - set(self.manifest.files))]


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def original(library: Path, digest: str) -> Path:
    """Where a library keeps the PDF file of that SHA-256; generations share it."""
    return library / "originals" / f"{digest}.pdf"


def keep_original(library: Path, file: Path, digest: str) -> None:
    """Copy a PDF file into a library that has no sound copy of it; a link would change with the file.

    :raises VocgraphError: if the file is no longer the one of that SHA-256.
    """
    home = original(library, digest)
    if home.is_file() and sha256_of(home) == digest:
        return
    home.parent.mkdir(parents=True, exist_ok=True)
    aside = home.with_suffix(".new")
    shutil.copyfile(file, aside)
    if sha256_of(aside) != digest:
        aside.unlink()
        raise VocgraphError(f"{file.name} changed while it was read.", fix="Build again.")
    _sync(aside)
    aside.replace(home)
    _sync(home.parent)


def current(library: Path) -> Generation:
    """The generation in use.

    :raises LibraryMissingError: if nothing was ever built there.
    :raises LibraryDamagedError: if the pointer leads nowhere, or to another format.
    """
    pointer = library / "CURRENT"
    if not pointer.is_file():
        raise LibraryMissingError(library)
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise LibraryDamagedError(library, f"CURRENT cannot be read ({error})") from error
    if not _NUMBER.fullmatch(name):
        raise LibraryDamagedError(library, f"CURRENT says {name[:40]!r}, which is no generation")
    folder = library / "generations" / name
    try:
        written: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        form = written["format"]
        if form != FORMAT:
            raise LibraryFormatError(library, found=form, known=FORMAT)
        manifest = Manifest(**written)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise LibraryDamagedError(library, f"the manifest of generation {name} cannot be read ({error})") from error
    return Generation(library, folder, manifest)


def previous(library: Path) -> Generation | None:
    """The generation in use, or None where there is none that can be used: a build starts afresh then.

    :raises LibraryFormatError: if a newer vocgraph wrote it: an older one must not replace what it cannot read.
    """
    try:
        return current(library)
    except (LibraryMissingError, LibraryDamagedError):
        return None
    except LibraryFormatError as error:
        if error.older:
            return None
        raise


@contextmanager
def writing(library: Path) -> Iterator[None]:
    """Hold the library's one writer's lock, making the folder if need be.

    :raises LibraryBusyError: if another build holds it.
    :raises LibraryUnwritableError: if the system lets nothing be written, now or later.
    """
    lock = FileLock(library / ".lock", blocking=False)
    try:
        library.mkdir(parents=True, exist_ok=True)
        with lock:
            yield
    except Timeout as error:
        raise LibraryBusyError(library) from error
    except (OSError, sqlite3.Error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise LibraryUnwritableError(library, reason) from error


def begin(library: Path) -> tuple[int, Path]:
    """Number of the next generation, and an empty folder to write it in; what a crashed build left is removed."""
    root = library / "generations"
    root.mkdir(parents=True, exist_ok=True)
    for left in root.glob("*.new"):
        shutil.rmtree(left)
    in_use = previous(library)
    for path in root.iterdir():  # a build that crashed before its pointer moved left a whole generation nobody uses
        if in_use and _NUMBER.fullmatch(path.name) and int(path.name) > in_use.manifest.generation:
            shutil.rmtree(path)
    number = max((int(path.name) for path in root.iterdir() if _NUMBER.fullmatch(path.name)), default=0) + 1
    folder = root / f"{number:06d}.new"
    folder.mkdir()
    return number, folder


def publish(library: Path, folder: Path, manifest: Manifest) -> Generation:
    """Make a finished folder the generation in use: everything is on disk before the pointer moves, so a crash at any
    point leaves the old generation in use.
    """
    (folder / "manifest.json").write_text(
        json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    for path in folder.rglob("*"):
        _sync(path)
    _sync(folder)
    home = folder.with_suffix("")
    folder.rename(home)
    _sync(home.parent)
    pointer = library / "CURRENT.new"
    pointer.write_text(home.name + "\n", encoding="utf-8")
    _sync(pointer)
    pointer.replace(library / "CURRENT")
    _sync(library)
    _forget_old(library, keep=manifest.generation)
    _forget_originals(library)
    return Generation(library, home, manifest)


def file_digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below a folder, by its path inside it."""
    return {
        path.relative_to(folder).as_posix(): sha256_of(path) for path in sorted(folder.rglob("*")) if path.is_file()
    }


def _forget_old(library: Path, *, keep: int) -> None:
    for path in (library / "generations").iterdir():
        if _NUMBER.fullmatch(path.name) and int(path.name) <= keep - KEPT:
            shutil.rmtree(path, ignore_errors=True)  # the new one is in use; what stays is removed by the next build


def _forget_originals(library: Path) -> None:
    """Remove what no generation names any more, and what a build that broke off left."""
    manifests = (library / "generations").glob("*/manifest.json")
    named = {digest for path in manifests for digest in _originals_in(path)}
    for path in (library / "originals").glob("*"):
        if path != original(library, path.stem) or path.stem not in named:
            with suppress(OSError):  # the new generation is in use already; the next build tries again
                path.unlink()


def _originals_in(manifest: Path) -> list[str]:
    try:
        return json.loads(manifest.read_text(encoding="utf-8")).get("originals") or []
    except (OSError, ValueError):
        return []  # nobody can open that generation


def _sync(path: Path) -> None:
    if os.name == "nt":  # Windows can sync neither folders nor files opened for reading
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
