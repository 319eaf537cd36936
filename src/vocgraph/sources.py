"""Finds the report files of a build, names their reports, and knows those that a library holds already."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from vocgraph import storage
from vocgraph.analysis import Failure, Source
from vocgraph.documents.reading import Documents
from vocgraph.errors import NoReportsError, UnreadableReportError, VocgraphError
from vocgraph.read.files import ENDINGS, name_report

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path


def find_files(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The report files named or held by the given files and folders, sorted, without doubles.

    :raises NoReportsError: if there are none.
    """
    found: set[Path] = set()
    for path in paths:
        if path.is_dir():
            inside = (file for file in path.rglob("*") if file.is_file() and file.suffix.lower() in ENDINGS)
            found.update(
                file for file in inside if not file.name.startswith((".", "~$")) and file.stem.lower() != "readme"
            )
        elif path.is_file():
            found.add(path)
        else:
            raise VocgraphError(f"{path} does not exist.", fix="Name a report file or a folder of report files.")
    if not found:
        raise NoReportsError(paths[0], endings=ENDINGS)
    return tuple(sorted({path.resolve(): path for path in sorted(found)}.values()))


def name_reports(files: Iterable[Path]) -> dict[Path, str]:
    """The id of each file's report: `name_report`, made unique in order of path."""
    names: dict[Path, str] = {}
    taken: set[str] = set()
    for file in sorted(files):
        stem = name = name_report(file)
        number = 1
        while name in taken:
            number += 1
            name = f"{stem}-{number}"
        taken.add(name)
        names[file] = name
    return names


def sources_of(files: Iterable[Path]) -> list[Source]:
    """The files as sources of reports, each with its report's id and its own checksum."""
    return [
        Source(id=name, path=file, is_kept=False, sha256=_digest_of(file)) for file, name in name_reports(files).items()
    ]


def without_doubles(sources: Sequence[Source]) -> tuple[list[Source], list[Failure]]:
    """The sources without those whose content another one before them has, and what to tell of these."""
    first: dict[str, Source] = {}
    doubles: list[Failure] = []
    for source in sources:
        other = first.setdefault(source.sha256 or source.id, source)  # what cannot be opened is like nothing else
        if other is not source:
            problem = f"It has the same content as {other.name}, which is in the library once."
            doubles.append(Failure(source.name, problem, "Nothing is missing; remove one of the two files."))
    return [*first.values()], doubles


def replacement_failure(source: Source) -> Failure | None:
    """Why a file that is to replace a report cannot be read, or None where it can."""
    try:
        source.read()
    except UnreadableReportError as error:
        return Failure(error.source.name, f"{error.problem} The report that it should replace stays.", error.fix)
    return None


def _digest_of(file: Path) -> str:
    """SHA-256 of a file; of nothing where it cannot be opened, which reading it will say."""
    try:
        return storage.sha256_of(file)
    except OSError:
        return ""


def kept_sources(library: Path) -> list[Source]:
    """The reports of the generation in use; their texts stay where they are until one has to be read again."""
    path = storage.current(library).path("documents.sqlite")
    with closing(Documents(path)) as documents:
        infos = documents.report_infos()
    return [Source(id=info.id, path=path, is_kept=True, sha256=info.sha256) for info in infos]
