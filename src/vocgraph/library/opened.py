"""Opens one generation of a library folder, and says what it holds."""

from __future__ import annotations

from collections import defaultdict
from contextlib import contextmanager
from functools import cached_property, wraps
from inspect import getattr_static, isfunction
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, Self, TypeVar

from vocgraph import storage
from vocgraph.documents.entities import NameFilter
from vocgraph.documents.reading import Documents, ReportInfo
from vocgraph.errors import LibraryDamagedError, UnknownNameError, UnknownReportError, VocgraphError
from vocgraph.text.variants import fold
from vocgraph.views import LibraryInfo, ReportView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from vocgraph.model import Node, Quote

Opened = TypeVar("Opened", bound="OpenedLibrary")


class OpenedLibrary:
    """One generation of a library, open for reading; it stays readable while a newer one is built."""

    def __init__(self, generation: storage.Generation) -> None:
        self._generation = generation
        with damage_told(generation.library):
            self._documents = Documents(generation.path("documents.sqlite"))
        self._lock = RLock()  # a web server asks from several threads; what is loaded late is loaded once

    @classmethod
    def open(cls, folder: Path | str) -> Self:
        """Open the generation in use.

        :raises LibraryMissingError: if nothing was built there.
        :raises LibraryDamagedError: if files are missing, changed or of another format.
        """
        generation = storage.current(Path(folder))
        if damage := generation.damage():
            raise LibraryDamagedError(Path(folder), damage)
        return cls(generation)

    def reopen(self) -> Self:
        """The same folder's generation in use now, opened beside this one."""
        return self.open(self.folder)

    @staticmethod
    def check(folder: Path | str) -> list[str]:
        """What is wrong with a library: changed files, references that lead nowhere, quotes not in the text."""
        generation = storage.current(Path(folder))
        problems = generation.problems()
        if problems:
            return problems
        with damage_told(generation.library):
            documents = Documents(generation.path("documents.sqlite"))
        try:
            return documents.problems() or misquotes(documents)
        finally:
            documents.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        counts = self._generation.manifest.counts
        held = f"{counts['report']} reports, {counts['entity']} entities"
        return f"<Library {self.folder} generation {self.generation}: {held}>"

    def close(self) -> None:
        """Let go of the files."""
        self._documents.close()

    @property
    def folder(self) -> Path:
        return self._generation.library

    @property
    def generation(self) -> int:
        return self._generation.manifest.generation

    @property
    def newest_generation(self) -> int:
        """The generation in use now, which may be newer than this one."""
        return storage.current(self.folder).manifest.generation

    def info(self) -> LibraryInfo:
        """What the library holds and how it was made."""
        manifest = self._generation.manifest
        return LibraryInfo(
            folder=str(self.folder),
            generation=manifest.generation,
            built=manifest.built,
            counts=manifest.counts,
            fingerprints=manifest.fingerprints,
            model=manifest.model,
            reports=self.reports(),
        )

    @cached_property
    def _infos(self) -> dict[str, ReportInfo]:
        """Every report by id, in order of id."""
        return {info.id: info for info in self._documents.report_infos()}

    @cached_property
    def _institutions(self) -> tuple[str, ...]:
        """The institutions that report, sorted."""
        return tuple(sorted({info.profile.institution for info in self._infos.values()}))

    @cached_property
    def _years(self) -> frozenset[str]:
        """The years that reports are of."""
        return frozenset(str(info.profile.year) for info in self._infos.values() if info.profile.year)

    @cached_property
    def _province_names(self) -> frozenset[str]:
        """The provinces that reports are from, as they call them."""
        return frozenset(info.profile.region.province for info in self._infos.values())

    def reports(self) -> tuple[ReportInfo, ...]:
        """Every report, in order of id."""
        return tuple(self._infos.values())

    def _info(self, report_id: str) -> ReportInfo:
        """One line about a report.

        :raises UnknownReportError: if the library does not hold it.
        """
        if report_id not in self._infos:
            raise UnknownReportError(report_id, known=tuple(self._infos))
        return self._infos[report_id]

    def report(self, report_id: str) -> ReportView:
        """One report with its text, structure and marked entities.

        :raises UnknownReportError: if the library does not hold it.
        """
        info = self._info(report_id)
        report, structure = self._documents.report(report_id)
        return ReportView(info, report, structure, self._documents.mentions_in(report_id))

    def original(self, report_id: str) -> Path | None:
        """The PDF file that a report was read from; None where the library keeps none, or `check` would miss it.

        :raises UnknownReportError: if the library does not hold the report.
        """
        digest = self._info(report_id).sha256
        path = storage.original(self.folder, digest)
        return path if digest in self._originals and path.is_file() else None

    @cached_property
    def _originals(self) -> frozenset[str]:
        return frozenset(self._generation.manifest.originals or ())

    def find(self, name: str) -> Node:
        """The entity of that id or name (of several, the one most mentioned), or the only one whose name contains it.

        A name that is not known as it is written is looked for in simplified characters too.

        :raises UnknownNameError: if no entity is called that, or several might be meant: they are suggested.
        """
        node = self._documents.node(name)
        if node:
            return node
        documents = self._documents
        found = documents.find_nodes(NameFilter(name), limit=5) or documents.find_nodes(NameFilter(fold(name)), limit=5)
        if found and (
            len(found) == 1 or documents.is_name_of(name, found[0].id) or documents.is_name_of(fold(name), found[0].id)
        ):
            return found[0]
        raise UnknownNameError(name, near=tuple(near.name for near in found))

    def _reporting(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Institutions by the names that their reports give them.

        :raises UnknownNameError: if one is unknown, or has no report here.
        """
        reporting = self._institutions
        named = tuple(name if name in reporting else self.find(name).name for name in names)
        for name in named:
            if name not in reporting:
                raise UnknownNameError(name, near=reporting[:8])
        return named


@contextmanager
def damage_told(library: Path) -> Iterator[None]:
    """Say of a library's files that cannot be opened what is wrong and what to do."""
    try:
        yield
    except (ValueError, OSError, KeyError) as error:
        raise LibraryDamagedError(library, str(error)) from error


def tells_damage(library: type[Opened]) -> type[Opened]:
    """Let every public method of a library look for a damaged file when it breaks down, and name it.

    A file that was changed after it was opened, or whose disk fails, makes numpy, SQLite or tantivy raise anything.
    """
    for name in dir(library):
        method = getattr_static(library, name)
        if not name.startswith("_") and isfunction(method):
            setattr(library, name, _telling(method))
    return library


def _telling(method: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(method)
    def answer(self: OpenedLibrary, *given: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the method takes
        try:
            return method(self, *given, **named)
        except BaseException as error:  # tantivy's worst errors are no Exception
            foreseen = isinstance(error, VocgraphError) and not isinstance(error, LibraryDamagedError)
            if foreseen or isinstance(error, (KeyboardInterrupt, SystemExit)):
                raise
            if not self._generation.folder.is_dir():
                what = f"generation {self.generation} gave way to newer ones while it was open; open the library again"
                raise LibraryDamagedError(self.folder, what) from error
            if problems := self._generation.problems():
                raise LibraryDamagedError(self.folder, problems[0]) from error
            raise

    return answer


def misquotes(documents: Documents) -> list[str]:
    """Facts whose quote does not stand at its place in the raw text; one report's text at a time."""
    quotes: dict[str, list[tuple[str, Quote]]] = defaultdict(list)
    for edge in documents.edges():
        for quote in edge.quotes:
            quotes[quote.report].append((edge.id, quote))
    found = []
    for report_id, said in sorted(quotes.items()):
        report = documents.raw_report(report_id)
        for edge_id, quote in said:
            if report is None or report.text[quote.start : quote.end] != quote.text:
                found.append(f"the quote of {edge_id} does not stand at {report_id}:{quote.first_line}")
    return found
