"""Says what a user can get wrong, and how to put it right."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def legible(name: str) -> str:
    r"""A name from the file system or the command line, bytes of it that are no UTF-8 written as \xff."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return os.fsencode(name).decode(errors="backslashreplace")
    return name


class VocgraphError(Exception):
    """Something the user can mend: the problem with its value, then the way out.

    With ``values``, both are templates whose places they fill (``{name!r}``, as `str.format` does), so that a page in
    another language can fill its own wording of the same template.
    """

    def __init__(self, problem: str, *, fix: str, **values: object) -> None:
        self.templates = (problem, fix)
        self.values = values
        self.problem, self.fix = (text.format(**values) if values else text for text in self.templates)
        super().__init__(f"{self.problem} {self.fix}")


class NoReportsError(VocgraphError):
    """A build was asked for, but no file with a known ending was found."""

    def __init__(self, place: Path, *, endings: tuple[str, ...]) -> None:
        super().__init__(
            "No report in {place}.",
            fix="Put report files ({endings}) there, or name another folder or file.",
            place=place,
            endings=", ".join(endings),
        )


class UnreadableReportError(VocgraphError):
    """One file cannot be read as a report; the others are not touched by it."""

    def __init__(self, source: Path, problem: str, *, fix: str) -> None:
        source = source.with_name(legible(source.name)) if source.name else source
        super().__init__(f"{source.name}: {problem}", fix=fix)
        self.source = source


class LibraryMissingError(VocgraphError):
    """There is no built library where one was looked for."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            "No library in {folder}.",
            fix="Build one: vocgraph build data/reports --library {folder}",
            folder=folder,
        )


class LibraryDamagedError(VocgraphError):
    """A library is there, but a file of it is missing, changed or of another format."""

    def __init__(self, folder: Path, problem: str) -> None:
        super().__init__(
            "The library in {folder} cannot be used: {what}.",
            fix="Build it again from your report files: vocgraph build REPORTS --library {folder}",
            folder=folder,
            what=problem,
        )


class LibraryModelError(VocgraphError):
    """The embedding model that a library was built with is missing, or is not what it was."""

    def __init__(self, folder: Path, *, model: str, problem: str) -> None:
        super().__init__(
            "The library in {folder} was built with the embedding model {model}, {what}.",
            fix="Put that model back, or build the library again: vocgraph build REPORTS --library {folder}"
            " --model {model}",
            folder=folder,
            model=model,
            what=problem,
        )


class LibraryFormatError(VocgraphError):
    """A library was written by another version of vocgraph, in a form that this one does not read."""

    def __init__(self, folder: Path, *, found: object, known: int) -> None:
        self.older = isinstance(found, int) and found < known
        super().__init__(
            "The library in {folder} has format {found}; this version of vocgraph reads format {known}.",
            fix="Build it again from your report files: vocgraph build REPORTS --library {folder}"
            if self.older
            else "Use the version that built it, or build a new library from your report files into another folder.",
            folder=folder,
            found=found,
            known=known,
        )


class LibraryUnwritableError(VocgraphError):
    """The disk is full, fails, or may not be written to; what was in use before still is."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            "Cannot write to {folder}: {reason}.",
            fix="Check the space on the disk and your rights to the folder, or name another one with --library.",
            folder=folder,
            reason=reason,
        )


class LibraryBusyError(VocgraphError):
    """Another build is writing to the same library."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            "Another build is writing to {folder}.",
            fix="Wait until it has ended, or build into another folder with --library.",
            folder=folder,
        )


class QueryError(VocgraphError):
    """A query that cannot be answered as it stands."""


class QueryTooSlowError(QueryError):
    """A query was stopped at its time limit: over HTTP a status of its own, never half an answer."""


class UnknownReportError(VocgraphError):
    """The library holds no report of that id."""

    def __init__(self, report: str, *, known: tuple[str, ...]) -> None:
        some = ", ".join(known[:8]) + (" …" if len(known) > 8 else "")
        super().__init__(
            "There is no report {report!r} in this library.", fix="It holds: {known}", report=report, known=some
        )


class UnknownPageError(VocgraphError):
    """There is no page of that number to show, or no page of that report at all."""

    def __init__(self, report: str, page: int, *, pages: int) -> None:
        super().__init__(
            "There is no page {page} of {report!r} to show.",
            fix="Its pages are 1 to {last}."
            if pages
            else "Only a report that was read from a PDF has pages to show, where the library keeps that file.",
            report=report[:80],
            page=str(page)[:20],
            last=pages,
        )


class PageImageError(VocgraphError):
    """A page of a PDF is damaged, or takes too much to draw."""

    def __init__(self, page: int, *, memory: int, seconds: int) -> None:
        super().__init__(
            "Page {page} is damaged, or takes more than {megabytes} MB of memory or {seconds} s to draw.",
            fix="Read its text here, or open the file itself in a PDF reader.",
            page=page,
            megabytes=memory // 1_000_000,
            seconds=seconds,
        )


class UnknownCaseError(VocgraphError):
    """The library holds no case of that id."""

    def __init__(self, case_id: str) -> None:
        super().__init__(
            "No case has the id {case!r} in this library.",
            fix="An id is the report's and the case's place in it, such as report-2024/3. List them: vocgraph cases",
            case=case_id[:80],
        )


class UnknownPlaceError(VocgraphError):
    """No passage of a report stands on these lines."""

    def __init__(self, place: str) -> None:
        super().__init__(
            "No passage stands at {place}.", fix="Name lines that hold text: report-2024:120-134", place=place[:80]
        )


class UnknownTopicError(VocgraphError):
    """No concept of the thesaurus goes by that id or label."""

    def __init__(self, topic: str) -> None:
        super().__init__(
            "No topic is called {topic!r}.",
            fix="Use a term of the thesaurus, such as 乡村振兴 or rural revitalisation. List them: vocgraph topics",
            topic=topic[:80],
        )


class UnknownNameError(VocgraphError):
    """No entity of the library goes by that name."""

    def __init__(self, name: str, *, near: tuple[str, ...] = ()) -> None:
        super().__init__(
            "No entity is called {name!r} in this library.",
            fix="Did you mean: {near}?" if near else "Look for a part of it with: vocgraph search",
            name=name,
            near="、".join(near),
        )
        self.near = near


class UnknownIndicatorError(VocgraphError):
    """No report gives a figure under that name."""

    def __init__(self, name: str, *, near: tuple[str, ...] = ()) -> None:
        super().__init__(
            "No indicator is called {name!r} in this library.",
            fix="Did you mean: {near}?" if near else "List what there is: vocgraph indicators",
            name=name,
            near="、".join(near),
        )
