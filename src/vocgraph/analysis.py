"""Reads all that one report says, alone, and keeps it in a cache by content and rules."""

from __future__ import annotations

import hashlib
import os
import traceback
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path

from vocgraph import codec
from vocgraph.chunk.cut import cut_chunks
from vocgraph.documents.schema import pack, unpack
from vocgraph.errors import UnreadableReportError
from vocgraph.extract.indicators import observe
from vocgraph.extract.report import read_facts
from vocgraph.extract.topics import tag
from vocgraph.model import Analysis, Report
from vocgraph.read.files import read_report
from vocgraph.resources import resource
from vocgraph.structure.report import structure_report

_PACKAGE = Path(__file__).parent
_RULE_ROOMS = ("text", "read", "structure", "chunk", "extract")  # what decides how one report is read
_RULE_FILES = ("analysis.py", "model.py", "codec.py", "gazetteer.py", "ontology.py", "documents/schema.py")
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
    """One report to be in the library: a file, or the raw text that an earlier generation keeps."""

    id: str
    path: Path | None
    kept: Report | None
    sha256: str


def analyse(report: Report) -> Analysis:
    """Read all that one report says, alone: same report, same analysis."""
    structure = structure_report(report)
    observations, figure_oddities = observe(report, structure)
    oddities = tuple(sorted({*structure.oddities, *figure_oddities}, key=lambda oddity: (oddity.span, oddity.kind)))
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


def read_all(
    sources: Sequence[Source], cache: Path, *, rules: str, workers: int | None, on_step: Step
) -> Iterator[tuple[Analysis, bool] | Failure]:
    """Each report's analysis and whether the cache had it, in the order of the sources; or why there is none."""
    read = partial(_read_source, cache=cache, rules=rules)
    todo = sum(1 for source in sources if not (cache / cache_name(source, rules)).exists())
    workers = min(todo, workers or os.cpu_count() or 1)
    on_step("Reading reports", 0, len(sources))
    if workers > 1:
        pool = ProcessPoolExecutor(workers)
        try:
            yield from _decoded(pool.map(read, sources), len(sources), on_step)
        finally:  # after an interrupt nobody waits for what has not begun
            pool.shutdown(wait=False, cancel_futures=True)
    else:
        yield from _decoded(map(read, sources), len(sources), on_step)


def _decoded(
    outcomes: Iterable[tuple[Path, bool] | Failure], total: int, on_step: Step
) -> Iterator[tuple[Analysis, bool] | Failure]:
    for done, outcome in enumerate(outcomes, start=1):
        on_step("Reading reports", done, total)
        if isinstance(outcome, Failure):
            yield outcome
        else:
            file, reused = outcome
            yield _stored(file), reused


def _read_source(source: Source, *, cache: Path, rules: str) -> tuple[Path, bool] | Failure:
    """Put one report's analysis into the cache unless it is there; runs in a process of its own."""
    file = cache / cache_name(source, rules)
    if file.exists() and _is_readable(file):
        return file, True
    try:
        report = source.kept or read_report(_path_of(source), id=source.id)
        packed = pack(codec.encode(analyse(report)))
    except UnreadableReportError as error:
        return Failure(file=error.source.name, problem=error.problem, fix=error.fix)
    except Exception as error:  # noqa: BLE001 - whatever one report does to the rules must not cost the others
        at = traceback.extract_tb(error.__traceback__)[-1]
        return Failure(
            file=source.path.name if source.path else source.id,
            problem=f"Analysis broke off: {type(error).__name__}: {error} ({Path(at.filename).name}:{at.lineno}).",
            fix="This is a fault of vocgraph: please report it with the file.",
        )
    aside = file.with_suffix(f".{os.getpid()}.new")
    with aside.open("wb") as out:
        out.write(packed)
        out.flush()
        os.fsync(out.fileno())
    aside.replace(file)
    return file, False


def _stored(file: Path) -> Analysis:
    return codec.decode(Analysis, unpack(file.read_bytes()))


def _is_readable(file: Path) -> bool:
    """Whether a cached analysis can be read back; one that a power cut left half-written is made anew."""
    try:
        unpack(file.read_bytes())
    except (OSError, ValueError, zlib.error):
        return False
    return True


def _path_of(source: Source) -> Path:
    if source.path is None:
        raise ValueError(f"{source.id} has neither a file nor kept text")
    return source.path


def cache_name(source: Source, rules: str) -> str:
    """A name that changes with the content, the id and the rules."""
    return hashlib.sha256(f"{source.id}\n{source.sha256}\n{rules}".encode()).hexdigest()[:32] + ".json.z"


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
