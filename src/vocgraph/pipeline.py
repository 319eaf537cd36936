"""Chains the rooms from report files to a library folder."""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import closing, nullcontext, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vocgraph import storage
from vocgraph.analysis import (
    Failure,
    Source,
    Step,
    analyse,
    cache_name,
    digest,
    quiet,
    read_all,
    rules_fingerprint,
    words_name,
)
from vocgraph.documents.beside import Deriver
from vocgraph.documents.caching import keep, recall
from vocgraph.documents.reading import Documents
from vocgraph.documents.schema import pack
from vocgraph.errors import UnknownReportError, VocgraphError
from vocgraph.generation import write_generation
from vocgraph.index.models import BUNDLED, find_model
from vocgraph.ontology import concepts
from vocgraph.read.files import read_report
from vocgraph.resolve.entities import resolve
from vocgraph.resolve.overrides import NO_OVERRIDES, Overrides, read_overrides
from vocgraph.resources import resource
from vocgraph.search.files import compile_concepts, index_segmenter, kept_model, model_facts
from vocgraph.sources import find_files, kept_sources, replacement_failure, sources_of, without_doubles
from vocgraph.text.initials import initial

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vocgraph.index.models import Model
    from vocgraph.model import Analysis, Resolution

_PACKAGE = Path(__file__).parent
_MANY = 4  # reports for which it pays to start a process that derives what it can beside the indexing


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What a build did."""

    library: str
    generation: int
    changed: bool  # False: the library already held exactly this
    read: int  # reports analysed afresh
    reused: int  # reports taken from the cache
    counts: dict[str, int]
    failures: tuple[Failure, ...]

    def as_dict(self) -> dict[str, Any]:
        return {
            "library": self.library,
            "generation": self.generation,
            "changed": self.changed,
            "read": self.read,
            "reused": self.reused,
            "counts": self.counts,
            "failures": [asdict(failure) for failure in self.failures],
        }


def inspect(path: Path, *, id: str | None = None) -> tuple[Analysis, Resolution]:  # noqa: A002 - the record's own word
    """Read one file without a library.

    :param id: the report's id; `name_reports` says which one a library with other files would give it.
    :raises UnreadableReportError: if the file cannot be read as a report.
    """
    analysis = analyse(read_report(path, id=id))
    return analysis, resolve([analysis])


def find_overrides(library: Path) -> Overrides:
    """What the user says about names: ``resolutions.toml`` in the library's folder, or in the current one."""
    files = (library / "resolutions.toml", Path("resolutions.toml"))
    return next((read_overrides(file) for file in files if file.is_file()), NO_OVERRIDES)


def build(
    paths: Sequence[Path],
    library: Path,
    *,
    overrides: Overrides = NO_OVERRIDES,
    model: str = BUNDLED.name,
    originals: bool = True,
    workers: int | None = None,
    on_step: Step = quiet,
) -> BuildSummary:
    """Make a library of exactly these reports; what did not change since the last build is taken from the cache.

    :param model: the embedding model, as `vocgraph.index.models.find_model` takes it.
    :param originals: keep a copy of each PDF file, so that its pages can be shown; `add` goes on the same way.
    :param workers: processes that read reports side by side; None: one per processor.
    :raises NoReportsError: if the paths hold no report, or none that can be read; an existing library stays as it is.
    :raises VocgraphError: if there is no such model.
    """
    sources, doubles = without_doubles(sources_of(find_files(paths)))
    found = find_model(model)
    with storage.writing(library):
        summary = _build(
            sources,
            library,
            overrides=overrides,
            model=found,
            originals=originals,
            workers=workers,
            on_step=on_step,
        )
    return replace(summary, failures=(*doubles, *summary.failures))


def add(
    paths: Sequence[Path],
    library: Path,
    *,
    overrides: Overrides = NO_OVERRIDES,
    workers: int | None = None,
    on_step: Step = quiet,
) -> BuildSummary:
    """Add reports to a library, replacing those of the same id; a replacement that cannot be read replaces nothing.

    :raises LibraryMissingError: if there is no library yet.
    :raises LibraryModelError: if the embedding model that it was built with is missing.
    """
    made = storage.current(library).manifest  # before the folder is locked: a mistyped name must not become a folder
    model = kept_model(library, made.model)
    with storage.writing(library):
        kept = {source.id: source for source in kept_sources(library)}
        new: dict[str, Source] = {}
        failures: list[Failure] = []
        for source in sources_of(find_files(paths)):
            failure = replacement_failure(source) if source.id in kept else None
            if failure:
                failures.append(failure)
            else:
                new[source.id] = source
        sources, doubles = without_doubles([*{**kept, **new}.values()])
        summary = _build(
            sources,
            library,
            overrides=overrides,
            model=model,
            originals=made.originals is not None,
            workers=workers,
            on_step=on_step,
        )
    return replace(summary, failures=(*failures, *doubles, *summary.failures))


def remove(
    report_ids: Sequence[str],
    library: Path,
    *,
    overrides: Overrides = NO_OVERRIDES,
    on_step: Step = quiet,
) -> BuildSummary:
    """Take reports out of a library.

    :raises UnknownReportError: if the library holds no report of that id; nothing is removed then.
    :raises LibraryModelError: if the embedding model that it was built with is missing.
    """
    made = storage.current(library).manifest
    model = kept_model(library, made.model)
    with storage.writing(library):
        sources = kept_sources(library)
        for report_id in report_ids:
            if report_id not in {source.id for source in sources}:
                raise UnknownReportError(report_id, known=tuple(source.id for source in sources))
        left = [source for source in sources if source.id not in report_ids]
        if not left:
            raise VocgraphError("That would leave an empty library.", fix=f"Delete the folder {library} instead.")
        return _build(
            left,
            library,
            overrides=overrides,
            model=model,
            originals=made.originals is not None,
            workers=None,
            on_step=on_step,
        )


def _build(
    sources: Sequence[Source],
    library: Path,
    *,
    overrides: Overrides,
    model: Model,
    originals: bool,
    workers: int | None,
    on_step: Step,
) -> BuildSummary:
    fingerprints = _fingerprints(overrides, model)
    before = storage.previous(library)
    wanted = {source.id: source.sha256 for source in sources}
    if before and _is_up_to_date(before, wanted, fingerprints, originals=originals):
        return BuildSummary(
            library=str(library),
            generation=before.manifest.generation,
            changed=False,
            read=0,
            reused=len(sources),
            counts=before.manifest.counts,
            failures=(),
        )
    cache_folder = library / "cache"
    cache_folder.mkdir(exist_ok=True)
    indexing = f"{fingerprints['ontology'][:16]}-{fingerprints['program'][:16]}"
    outcomes = read_all(
        sources,
        cache_folder,
        rules=fingerprints["rules"],
        indexing=indexing,
        workers=workers,
        meanwhile=partial(_get_ready, model),
        on_step=on_step,
    )
    thesaurus, keys = f"thesaurus-{indexing}.json.z", f"keys-{indexing}.json.z"
    number, folder = storage.begin(library)
    beside = len(sources) >= _MANY and (workers or os.cpu_count() or 1) > 1
    try:
        with Deriver() if beside else nullcontext() as deriver:
            counts, failures, reused = write_generation(
                folder,
                outcomes,
                overrides=overrides,
                compiled=_compiled_thesaurus(cache_folder / thesaurus, on_step),
                keys=cache_folder / keys,
                model=model,
                before=before,
                deriver=deriver,
                on_step=on_step,
            )
        if not counts["report"]:
            raise VocgraphError(f"{failures[0].file}: {failures[0].problem}", fix=failures[0].fix)
        manifest = storage.Manifest(
            format=storage.FORMAT,
            generation=number,
            built=datetime.now(UTC).isoformat(timespec="seconds"),
            counts=counts,
            fingerprints=fingerprints,
            model=model_facts(folder),
            reports=wanted,
            failures=[asdict(failure) for failure in failures],
            files=storage.file_digests(folder),
            originals=_keep_originals(library, sources, folder / "documents.sqlite", before) if originals else None,
        )
        storage.publish(library, folder, manifest)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    analyses = {cache_name(source, fingerprints["rules"]) for source in sources}
    words = {words_name(source, fingerprints["rules"], indexing) for source in sources}
    _tidy_cache(cache_folder, {thesaurus, keys} | analyses | words)
    return BuildSummary(
        library=str(library),
        generation=number,
        changed=True,
        read=counts["report"] - reused,
        reused=reused,
        counts=counts,
        failures=failures,
    )


def _get_ready(model: Model) -> None:
    """Load what joining and indexing will need, before there is something to join and to index."""
    initial("职")
    index_segmenter(concepts())
    if model == BUNDLED:
        model.open()


def _is_up_to_date(
    before: storage.Generation, wanted: dict[str, str], fingerprints: dict[str, str], *, originals: bool
) -> bool:
    """Whether a build would make the same again; damage is mended and failures, maybe passing faults, are retried."""
    made = before.manifest
    same = made.reports == wanted and made.fingerprints == fingerprints and (made.originals is not None) == originals
    return same and not made.failures and not before.problems()


def _keep_originals(
    library: Path, sources: Sequence[Source], database: Path, before: storage.Generation | None
) -> list[str]:
    """Copy the PDF files that these reports were read from; the SHA-256 of each that the library now keeps."""
    with closing(Documents(database)) as documents:
        read = {info.sha256 for info in documents.report_infos()}
    already = set(before.manifest.originals or ()) if before else set()
    kept = {source.sha256 for source in sources if source.is_kept} & already
    for source in sources:
        if not source.is_kept and source.path.suffix.lower() == ".pdf" and source.sha256 in read:
            storage.keep_original(library, source.path, source.sha256)
            kept.add(source.sha256)
    return sorted(kept & read)


def _compiled_thesaurus(file: Path, on_step: Step) -> str:
    """The compiled thesaurus from the library's cache, or made now and kept there."""
    known = recall(file)
    if isinstance(known, str):
        return known
    on_step("Reading the thesaurus", 0, 1)
    compiled = _compile(file.name)
    keep(file, pack(compiled))
    on_step("Reading the thesaurus", 1, 1)
    return compiled


@cache
def _compile(_fingerprint: str) -> str:
    """The compiled thesaurus of this process's ontology; several libraries built in one process share it."""
    return compile_concepts(concepts())


def _tidy_cache(cache: Path, used: set[str]) -> None:
    for path in cache.iterdir():
        if path.name not in used:
            with suppress(OSError):  # the new generation is in use already; the next build tries again
                path.unlink()


def _fingerprints(overrides: Overrides, model: Model) -> dict[str, str]:
    """What decides the outcome of a build besides the reports."""
    return {
        "rules": rules_fingerprint(),
        "program": digest(_PACKAGE.rglob("*.py")),
        "ontology": digest(resource("ontology").rglob("*.ttl")),
        "model": model.fingerprint,
        "resolutions": hashlib.sha256(repr(overrides).encode()).hexdigest()[:32],
    }
