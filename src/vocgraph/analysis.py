"""Reads all that one report says, alone, and keeps it in a cache by content and rules."""

from __future__ import annotations

import hashlib
import multiprocessing.connection
import os
import signal
import threading
import traceback
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from vocgraph import codec
from vocgraph.chunk.cut import cut_chunks
from vocgraph.documents.caching import keep
from vocgraph.documents.reading import Documents
from vocgraph.documents.schema import pack, unpack
from vocgraph.errors import UnreadableReportError, legible
from vocgraph.extract.indicators import observe
from vocgraph.extract.report import read_facts
from vocgraph.extract.topics import tag
from vocgraph.index.word_writing import Cut, cut_words
from vocgraph.model import Analysis, Report
from vocgraph.ontology import concepts
from vocgraph.read.files import read_report
from vocgraph.resources import resource
from vocgraph.search.files import index_segmenter
from vocgraph.structure.report import structure_report

if TYPE_CHECKING:
    from types import FrameType


SECONDS = 600.0  # of processor time for one report; a hundred pages take one
_AHEAD = 8  # reports that may be decoded, and so held in memory, before one that is still being read
_OUR_FAULT = "This is a fault of vocgraph: please report it with the file."
_PACKAGE = Path(__file__).parent
# What decides how one report is read.
_RULE_ROOMS = ("model", "text", "ontology", "read", "structure", "chunk", "extract")
_RULE_FILES = ("analysis.py", "codec.py", "gazetteer.py", "documents/schema.py")
_RULE_LIBRARIES = ("jieba", "opencc", "pypdfium2", "python-docx", "selectolax")  # another version may read otherwise
_RULE_DATA = ("data/gazetteers", "ontology/indicators.ttl", "ontology/thesaurus")


Step = Callable[[str, int, int], None]  # what is being done, how much of it is done, of how much


def quiet(_what: str, _done: int, _total: int) -> None:
    """Take no notice of progress."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read as a report, and why."""

    file: str
    problem: str
    fix: str


@dataclass(frozen=True, slots=True)
class Source:
    """One report to be in the library: a file, or the text that an earlier generation keeps."""

    id: str
    path: Path  # the file, or the documents.sqlite that keeps the report
    is_kept: bool
    sha256: str

    @property
    def name(self) -> str:
        """What people know it by: the file's name, or the id of a report that is kept."""
        return self.id if self.is_kept else legible(self.path.name)

    def read(self) -> Report:
        """The report's text.

        :raises UnreadableReportError: if the file cannot be read as a report.
        """
        if not self.is_kept:
            return read_report(self.path, id=self.id)
        with closing(Documents(self.path)) as documents:
            report = documents.raw_report(self.id)
        if report is None:
            raise ValueError(f"{self.path} does not keep {self.id}")
        return report


def analyse(report: Report) -> Analysis:
    """Read all that one report says, alone: same report, same analysis."""
    structure = structure_report(report)
    observations, figure_oddities = observe(report, structure)
    oddities = tuple(
        sorted({*structure.oddities, *figure_oddities}, key=lambda oddity: (oddity.span, oddity.kind, oddity.message))
    )
    structure = replace(structure, oddities=oddities)
    mentions, claims = read_facts(report, structure)
    chunks = cut_chunks(report, structure)
    return Analysis(
        report=report,
        structure=structure,
        chunks=chunks,
        mentions=mentions,
        claims=claims,
        observations=observations,
        topics=tag(report, structure, chunks, mentions),
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """Where the cache keeps what was read out of one report."""

    analysis: Path
    words: Path  # what `cut_words` made of each chunk
    reused: bool  # the analysis was there before


_Outcome = tuple[Analysis, Kept] | Failure


def read_all(
    sources: Sequence[Source],
    cache: Path,
    *,
    rules: str,
    indexing: str,
    workers: int | None,
    meanwhile: Callable[[], None],
    on_step: Step,
) -> Iterator[_Outcome]:
    """Each report's analysis and where the cache keeps it, in the order of the sources; or why there is none.

    :param rules: changes with whatever decides what is read out of a report.
    :param indexing: changes with whatever decides how chunks are cut into words.
    :param workers: processes that read side by side; None: one per processor; 1: all is read in this process.
    :param meanwhile: what this process does first while others read.
    """
    read = partial(_read_source, cache=cache, rules=rules, indexing=indexing)
    todo = [source for source in sources if not (cache / words_name(source, rules, indexing)).exists()]
    workers = workers or os.cpu_count() or 1
    on_step("Reading reports", 0, len(sources))
    if workers == 1:
        yield from _counted(map(_decoded, map(read, sources)), len(sources), on_step)
        return
    look = partial(_cached, cache=cache, rules=rules, indexing=indexing)
    pool = ProcessPoolExecutor(max(1, min(len(todo), workers)), initializer=_end_with_parent)
    try:
        reading = _submitted(pool, read, todo)
        if todo:
            meanwhile()
        yield from _counted(_in_order(sources, reading, look, read), len(sources), on_step)
    finally:  # after an interrupt nobody waits for what has not begun
        pool.shutdown(wait=False, cancel_futures=True)


def read_words(files: Iterable[Path]) -> Iterator[Cut]:
    """The words of every chunk of these reports, in order."""
    for file in files:
        yield from unpack(file.read_bytes())


def _counted(outcomes: Iterable[_Outcome], total: int, on_step: Step) -> Iterator[_Outcome]:
    for done, outcome in enumerate(outcomes, start=1):
        on_step("Reading reports", done, total)
        yield outcome


def _decoded(kept: Kept | Failure) -> _Outcome:
    return kept if isinstance(kept, Failure) else (_stored(kept.analysis), kept)


def _submitted(
    pool: ProcessPoolExecutor, read: Callable[[Source], Kept | Failure], todo: Iterable[Source]
) -> dict[str, Future[Kept | Failure]]:
    """What is being read by id; the rest is left out where a report has broken the pool already."""
    reading: dict[str, Future[Kept | Failure]] = {}
    with suppress(BrokenProcessPool):
        for source in todo:
            reading[source.id] = pool.submit(read, source)
    return reading


def _in_order(
    sources: Sequence[Source],
    reading: Mapping[str, Future[Kept | Failure]],
    look: Callable[[Source], Kept | None],
    read: Callable[[Source], Kept | Failure],
) -> Iterator[_Outcome]:
    """What is read in other processes and what the cache has; a few of these are decoded while those are waited for.

    What is neither, because a file of the cache is damaged or the pool is broken, is read in a process of its own.
    """
    early: dict[str, _Outcome] = {}
    for at, source in enumerate(sources, start=1):
        if source.id not in reading:
            yield early.pop(source.id) if source.id in early else _decoded(look(source) or _alone(read, source))
            continue
        for other in sources[at : at + _AHEAD]:
            if reading[source.id].done():
                break
            if other.id not in reading and other.id not in early and (kept := look(other)):
                early[other.id] = _decoded(kept)
        try:
            yield _decoded(reading[source.id].result())
        except BrokenProcessPool:  # this report may have broken it, or another one: each of the rest gets a new worker
            yield _decoded(_alone(read, source))


def _alone(read: Callable[[Source], Kept | Failure], source: Source) -> Kept | Failure:
    with ProcessPoolExecutor(1, initializer=_end_with_parent) as pool:
        try:
            return pool.submit(read, source).result()
        except BrokenProcessPool:
            return Failure(source.name, "Analysis broke off: its process ended, maybe out of memory.", _OUR_FAULT)


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    """Raise TimeoutError after so much processor time, where the system can tell: on Unix, in a main thread."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def too_long(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError(f"it took more than {seconds:g} s")

    before = signal.signal(signal.SIGPROF, too_long)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _end_with_parent() -> None:
    """Let this worker end when the build is killed: it would wait for work for ever, and hold the library's lock."""

    def watch() -> None:
        parent = multiprocessing.parent_process()
        if parent is not None:
            multiprocessing.connection.wait([parent.sentinel])
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _read_source(source: Source, *, cache: Path, rules: str, indexing: str) -> Kept | Failure:
    """Put one report's analysis and its words into the cache unless they are there; runs in a process of its own."""
    kept = _cached(source, cache=cache, rules=rules, indexing=indexing)
    if kept:
        return kept
    file, words = cache / cache_name(source, rules), cache / words_name(source, rules, indexing)
    reused = _is_readable(file)
    try:
        with _within(SECONDS):
            analysis = _stored(file) if reused else analyse(source.read())
            packed = b"" if reused else pack(codec.encode(analysis))
            segmenter = index_segmenter(concepts())
            cuts = pack([cut_words(chunk, segmenter) for chunk in analysis.chunks])
    except UnreadableReportError as error:
        return Failure(file=error.source.name, problem=error.problem, fix=error.fix)
    except Exception as error:  # noqa: BLE001 - whatever one report does to the rules must not cost the others
        at = traceback.extract_tb(error.__traceback__)[-1]
        return Failure(
            file=source.name,
            problem=f"Analysis broke off: {type(error).__name__}: {error} ({Path(at.filename).name}:{at.lineno}).",
            fix=_OUR_FAULT,
        )
    if not reused:
        keep(file, packed)
    keep(words, cuts)
    return Kept(file, words, reused)


def _cached(source: Source, *, cache: Path, rules: str, indexing: str) -> Kept | None:
    """Where the cache keeps a report, whole; None where it does not."""
    file, words = cache / cache_name(source, rules), cache / words_name(source, rules, indexing)
    return Kept(file, words, reused=True) if _is_readable(file) and _is_readable(words) else None


def _stored(file: Path) -> Analysis:
    return codec.decode(Analysis, unpack(file.read_bytes()))


def _is_readable(file: Path) -> bool:
    """Whether a cached analysis can be read back; one that a power cut left half-written is made anew."""
    try:
        zlib.decompress(file.read_bytes())  # a checksum is part of it
    except (OSError, zlib.error):
        return False
    return True


def cache_name(source: Source, rules: str) -> str:
    """A name that changes with the content, the id and the rules."""
    return hashlib.sha256(f"{source.id}\n{source.sha256}\n{rules}".encode()).hexdigest()[:32] + ".json.z"


def words_name(source: Source, rules: str, indexing: str) -> str:
    """A name that changes with the analysis and with how its chunks are cut into words."""
    return hashlib.sha256(f"{cache_name(source, rules)}\n{indexing}".encode()).hexdigest()[:32] + ".words.z"


def digest(files: Iterable[Path]) -> str:
    """One SHA-256 over names and contents, shortened to 128 bits."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()[:32]


@cache
def rules_fingerprint() -> str:
    """Of every file that decides how one report is read."""
    files = [_PACKAGE / name for name in _RULE_FILES]
    files += [file for room in _RULE_ROOMS for file in (_PACKAGE / room).rglob("*.py")]
    for name in _RULE_DATA:
        path = resource(name)
        files += [file for file in path.rglob("*") if file.is_file()] if path.is_dir() else [path]
    versions = "".join(f"{name} {version(name)}\n" for name in _RULE_LIBRARIES)
    return hashlib.sha256((digest(files) + versions).encode()).hexdigest()[:32]
