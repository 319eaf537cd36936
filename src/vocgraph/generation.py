"""Fills the folder of a generation: the documents first, then what is derived from them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from vocgraph.analysis import Failure, Kept, Step, read_words
from vocgraph.documents.reading import Documents
from vocgraph.documents.writing import DocumentsWriter
from vocgraph.index.chunks import IndexedChunk
from vocgraph.model import Analysis, Report, Structure, Topics
from vocgraph.ontology import concepts
from vocgraph.resolve.entities import resolve
from vocgraph.search.files import write_search_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from vocgraph import storage
    from vocgraph.documents.beside import Deriver
    from vocgraph.index.models import Model
    from vocgraph.index.word_writing import Cut
    from vocgraph.resolve.overrides import Overrides

_Item = TypeVar("_Item")


def write_generation(
    folder: Path,
    outcomes: Iterable[tuple[Analysis, Kept] | Failure],
    *,
    overrides: Overrides,
    compiled: str,
    keys: Path,
    model: Model,
    before: storage.Generation | None,
    deriver: Deriver | None,
    on_step: Step,
) -> tuple[dict[str, int], tuple[Failure, ...], int]:
    """Fill a generation's folder; how much it holds, what failed, and how many analyses came from the cache."""
    failures: list[Failure] = []
    facts: list[Analysis] = []
    kept: list[Kept] = []
    database = folder / "documents.sqlite"
    with DocumentsWriter(database) as writer:
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                failures.append(outcome)
                continue
            analysis, where = outcome
            kept.append(where)
            writer.add_analysis(analysis)
            facts.append(_facts_only(analysis))
        on_step("Joining names", 0, 1)
        writer.add_resolution(resolve(facts, overrides=overrides))
        on_step("Joining names", 1, 1)
    documents = Documents(database)
    try:
        counts = documents.counts()
        if counts["report"]:
            cuts = read_words(where.words for where in kept)
            _derive(
                folder,
                documents,
                compiled=compiled,
                cuts=cuts,
                keys=keys,
                model=model,
                before=before,
                deriver=deriver,
                on_step=on_step,
            )
        return counts, tuple(failures), sum(where.reused for where in kept)
    finally:
        documents.close()


@dataclass(frozen=True, slots=True)
class _ReadAnew(Generic[_Item]):
    """A collection that is read from the documents each time that it is gone through: there may be millions."""

    size: int
    read: Callable[[], Iterator[_Item]]

    def __len__(self) -> int:
        return self.size

    def __iter__(self) -> Iterator[_Item]:
        return self.read()

    def __contains__(self, item: object) -> bool:
        return any(item == one for one in self)


def _indexed(documents: Documents) -> Iterator[IndexedChunk]:
    for passage, facts in zip(documents.all_passages(), documents.chunk_facts(), strict=True):
        yield IndexedChunk(
            number=passage.number,
            chunk=passage,
            institution=facts.institution,
            year=facts.year,
            province=facts.province,
            topics=facts.topics,
            organisations=facts.organisations,
        )


def _derive(
    folder: Path,
    documents: Documents,
    *,
    compiled: str,
    cuts: Iterable[Cut],
    keys: Path,
    model: Model,
    before: storage.Generation | None,
    deriver: Deriver | None,
    on_step: Step,
) -> None:
    """Write what can be rebuilt from the documents: the indexes, the RDF store and the picture of the graph.

    :param deriver: does its part at the same time; None: one after the other.
    """
    earlier = before.folder if before else None
    if deriver:
        deriver.begin(folder, keys=keys, before=earlier)
    on_step("Indexing passages", 0, 1)
    size = documents.counts()["chunk"]
    write_search_files(
        folder,
        _ReadAnew(size, partial(_indexed, documents)),
        concepts(),
        passages=_ReadAnew(size, documents.all_passages),
        cases=tuple(documents.cases_to_index()),
        compiled=compiled,
        cuts=cuts,
        model=model,
    )
    on_step("Indexing passages", 1, 1)
    if deriver:
        deriver.finish(on_step)
        return
    from vocgraph.documents.deriving import derive  # late: its libraries take a quarter of a second

    derive(folder, keys=keys, before=earlier, on_step=on_step)


def _facts_only(analysis: Analysis) -> Analysis:
    """What entity linking needs: with 80,000 reports the texts must not all be in memory at once."""
    structure = Structure(
        profile=analysis.structure.profile, blocks=(), sections=(), cases=(), tables=(), paragraphs=()
    )
    report = Report(id=analysis.report.id, text="")
    return replace(analysis, report=report, structure=structure, chunks=(), observations=(), topics=Topics())
