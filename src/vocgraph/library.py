"""Opens a library folder and answers everything that is asked of it."""

from __future__ import annotations

import time
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from threading import RLock
from typing import IO, TYPE_CHECKING, Self

from vocgraph import storage
from vocgraph.documents.reading import Documents, ReportInfo
from vocgraph.errors import LibraryDamagedError, UnknownNameError, UnknownReportError, VocgraphError
from vocgraph.model import Chunk, EntityKind, Hit, Node, Predicate, Quote, SearchQuery, Subgraph
from vocgraph.views import EntityView, LibraryInfo, Passage, ReportView, SearchResult

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import TracebackType

    import networkx as nx

    from vocgraph.frames import Frames
    from vocgraph.graph.network import Network, Partner
    from vocgraph.graph.network import Path as Way
    from vocgraph.graph.store import Answer
    from vocgraph.search.engine import Ranking, Searcher
    from vocgraph.search.evaluate import JudgedQuery, Scores
    from vocgraph.search.suggestions import Suggester, Suggestion


class Library:
    """One generation of a library, open for reading; it stays readable while a newer one is built."""

    def __init__(self, generation: storage.Generation) -> None:
        self._generation = generation
        with _damage_told(generation.library):
            self._documents = Documents(generation.path("documents.sqlite"))
        self._lock = RLock()  # a web server asks from several threads; what is loaded late is loaded once

    @classmethod
    def open(cls, folder: Path | str) -> Library:
        """Open the generation in use.

        :raises LibraryMissingError: if nothing was built there.
        :raises LibraryDamagedError: if files are missing or of another format.
        """
        generation = storage.current(Path(folder))
        missing = [name for name in generation.manifest.files if not generation.path(name).is_file()]
        if missing:
            raise LibraryDamagedError(Path(folder), f"{missing[0]} is missing")
        return cls(generation)

    def reopen(self) -> Library:
        """The same folder's generation in use now, opened beside this one."""
        return Library.open(self.folder)

    @staticmethod
    def check(folder: Path | str) -> list[str]:
        """What is wrong with a library: changed files, references that lead nowhere, quotes not in the text."""
        generation = storage.current(Path(folder))
        problems = generation.problems()
        if problems:
            return problems
        with _damage_told(generation.library):
            documents = Documents(generation.path("documents.sqlite"))
        try:
            return documents.problems() or _misquotes(documents)
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
        if "_suggester" in self.__dict__:
            self._suggester.close()

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
            reports=self.reports(),
        )

    @cached_property
    def _infos(self) -> tuple[ReportInfo, ...]:
        return self._documents.report_infos()

    def reports(self) -> tuple[ReportInfo, ...]:
        """Every report, in order of id."""
        return self._infos

    def report(self, report_id: str) -> ReportView:
        """One report with its text, structure and marked entities.

        :raises UnknownReportError: if the library does not hold it.
        """
        found = self._documents.report(report_id)
        if found is None:
            raise UnknownReportError(report_id, known=tuple(info.id for info in self._infos))
        info = next(info for info in self._infos if info.id == report_id)
        return ReportView(
            info=info, report=found[0], structure=found[1], mentions=self._documents.mentions_in(report_id)
        )

    @cached_property
    def _searcher(self) -> Searcher:
        from vocgraph.search.engine import PassageTable  # late: a look at the graph needs no index
        from vocgraph.search.files import open_searcher

        def read(numbers: Sequence[int]) -> tuple[Chunk, ...]:
            return tuple(stored.chunk for stored in self._documents.chunks(numbers))

        with _damage_told(self.folder):
            digest = self._generation.manifest.files["vectors.faiss"]
            if storage.sha256_of(self._generation.path("vectors.faiss")) != digest:  # faiss trusts what it reads
                raise ValueError("vectors.faiss has changed since it was written")
            return open_searcher(self._generation.folder, PassageTable.of(self._documents.chunk_facts()), read)

    def search(self, query: SearchQuery | str, *, limit: int = 10) -> SearchResult:
        """Find passages by words and meaning.

        :param query: a text, or a query with filters (its own limit then counts).
        :raises QueryError: if the query is empty or too long.
        :raises UnknownReportError: if a report to search in is unknown.
        :raises UnknownNameError: if an institution to search in is unknown, or has no report here.
        """
        asked = self._within(SearchQuery(text=query, limit=limit) if isinstance(query, str) else query)
        with self._lock:
            searcher = self._searcher
        began = time.perf_counter()
        outcome = searcher.search(asked)
        passages = self._passages(outcome.hits)
        took_ms = (time.perf_counter() - began) * 1000
        return SearchResult(query=asked.text, took_ms=took_ms, total=outcome.total, results=passages)

    @cached_property
    def _suggester(self) -> Suggester:
        from vocgraph.search.suggestions import Suggester

        with _damage_told(self.folder):
            return Suggester(self._generation.path("suggestions.sqlite"))

    def suggest(self, text: str, *, limit: int = 4) -> tuple[Suggestion, ...]:
        """What the typed characters may become: topics, organisations and cases, by name, pinyin or its first letters.

        :param limit: suggestions of each kind.
        """
        return self._suggester.suggest(text, limit=limit)

    def spellings(self, text: str, *, limit: int = 3) -> tuple[str, ...]:
        """Names that the text may be a slip of, nearest first; none where it is a name itself."""
        return self._suggester.near(text, limit=limit)

    def evaluate(self, queries: Sequence[JudgedQuery], *, ranking: Ranking | None = None) -> dict[str, Scores]:
        """How well annotated queries are answered, by kind of query and over all; each within its own report.

        :param ranking: which ranker decides; None: the default.
        """
        from vocgraph.search.engine import Ranking
        from vocgraph.search.evaluate import evaluate

        def answer(query: JudgedQuery) -> list[tuple[int, int]]:
            asked = SearchQuery(text=query.text, reports=(query.report,), limit=10)
            hits = self._searcher.search(asked, ranking=ranking or Ranking.COMBINED).hits
            return [(at.first_line, at.last_line) for at in self._documents.chunks([hit.chunk for hit in hits])]

        return evaluate(queries, answer)

    def _within(self, asked: SearchQuery) -> SearchQuery:
        """The query with its filters checked, institutions by the names that their reports give them."""
        known = {info.id for info in self._infos}
        for report in asked.reports:
            if report not in known:
                raise UnknownReportError(report, known=tuple(sorted(known)))
        reporting = sorted({info.profile.institution for info in self._infos})
        named = tuple(name if name in reporting else self.find(name).name for name in asked.institutions)
        for name in named:
            if name not in reporting:
                raise UnknownNameError(name, near=tuple(reporting[:8]))
        return replace(asked, institutions=named)

    def _passages(self, hits: tuple[Hit, ...]) -> tuple[Passage, ...]:
        stored = self._documents.chunks([hit.chunk for hit in hits])
        return tuple(
            Passage(
                report=at.chunk.report,
                start=at.chunk.span.start,
                end=at.chunk.span.end,
                first_line=at.first_line,
                last_line=at.last_line,
                page=at.page,
                kind=at.chunk.kind.value,
                heading=at.chunk.heading,
                case=at.chunk.case,
                caption=at.chunk.caption,
                text=at.chunk.text,
                marks=hit.marks,
                score=hit.score,
                why=hit.why,
            )
            for hit, at in zip(hits, stored, strict=True)
        )

    def find(self, name: str) -> Node:
        """The entity of that id or name (of several, the one most mentioned), or the only one whose name contains it.

        :raises UnknownNameError: if no entity is called that, or several might be meant: they are suggested.
        """
        node = self._documents.node(name)
        if node:
            return node
        found = self._documents.find_nodes(name, limit=5)
        if found and (len(found) == 1 or self._documents.is_name_of(name, found[0].id)):
            return found[0]
        raise UnknownNameError(name, near=tuple(near.name for near in found))

    def entity(self, name: str) -> EntityView:
        """One entity, by id or name, with its relations, quotes and mentions.

        :raises UnknownNameError: if no entity is called that.
        """
        node = self.find(name)
        edges = self._documents.edges(node.id)
        ends = {end for edge in edges for end in (edge.source, edge.target)} - {node.id}
        return EntityView(
            node=node,
            edges=edges,
            others=self._documents.nodes(ends),
            mentions=self._documents.mentions(node.id),
            decisions=self._documents.decisions(node.id),
        )

    def entities(self, text: str = "", *, kind: EntityKind | None = None, limit: int = 50) -> tuple[Node, ...]:
        """Entities whose names contain the text, best match and most mentioned first."""
        return self._documents.find_nodes(text, kind=kind, limit=limit)

    @cached_property
    def network(self) -> Network:
        """The whole graph, opened for questions about partners, paths and degrees."""
        from vocgraph.graph.network import Network  # late: searching needs no graph

        return Network(self._documents.nodes(), self._documents.edges())

    def partners(
        self, name: str, *, kinds: tuple[EntityKind, ...] = (), limit: int | None = None
    ) -> tuple[Partner, ...]:
        """Who works with an organisation, those with most ties first; each tie with its quotes.

        :raises UnknownNameError: if no entity is called that.
        """
        return self._network().partners(self.find(name).id, kinds=kinds, limit=limit)

    def path(self, start: str, end: str, *, limit: int = 8) -> Way:
        """A shortest way between two entities, with the evidence along it; empty where there is none.

        Ways through a competition or a government body are taken only where there is no other: nearly every school is
        tied to those, and they explain little.

        :param limit: how many relations the way may have.
        :raises UnknownNameError: if one of them is unknown.
        """
        network, ends = self._network(), (self.find(start).id, self.find(end).id)
        telling = network.path(*ends, limit=limit, not_through=(EntityKind.COMPETITION, EntityKind.GOVERNMENT_BODY))
        return telling if telling.nodes else network.path(*ends, limit=limit)

    def top(
        self, *, kinds: tuple[EntityKind, ...] = (), by: str = "degree", limit: int = 20
    ) -> tuple[tuple[Node, float], ...]:
        """The most connected entities with their measure, largest first.

        :param by: ``degree`` (how many different neighbours) or ``betweenness`` (share of shortest ways through it).
        :raises VocgraphError: if the measure is unknown.
        """
        from vocgraph.graph.views import betweenness

        network = self._network()
        if by == "degree":
            return tuple((each.node, float(each.neighbours)) for each in network.top(kinds=kinds, limit=limit))
        if by != "betweenness":
            raise VocgraphError(f"There is no measure {by!r}.", fix="Choose degree or betweenness.")
        shares = betweenness(network.whole())
        wanted = [node for node in network.nodes if (not kinds or node.kind in kinds) and shares[node.id] > 0]
        wanted.sort(key=lambda node: (-shares[node.id], node.id))
        return tuple((node, shares[node.id]) for node in wanted[:limit])

    def communities(self) -> tuple[tuple[Node, ...], ...]:
        """Groups of entities that have more to do with each other than with the rest, largest first."""
        from vocgraph.graph.views import communities

        network = self._network()
        groups = communities(network.whole())
        return tuple(tuple(network.node(entity) for entity in group) for group in groups if len(group) > 1)

    def compare(self, one: str, other: str) -> tuple[tuple[Node, ...], tuple[Node, ...], tuple[Node, ...]]:
        """Partners that two organisations share, those of the first alone, those of the second alone; by name.

        Two report ids compare what each report says of its own institution: two years of one school, for instance.

        :raises UnknownNameError: if one of them is unknown.
        """
        sides = [self._partners_by_id(end) for end in (one, other)]
        for side in sides:
            for end in (one, other):
                side.pop(self._asked(end), None)

        def named(ids: set[str]) -> tuple[Node, ...]:
            return tuple(sorted(({**sides[0], **sides[1]}[id_] for id_ in ids), key=lambda node: (node.name, node.id)))

        mine, theirs = set(sides[0]), set(sides[1])
        return named(mine & theirs), named(mine - theirs), named(theirs - mine)

    def _asked(self, end: str) -> str:
        """The entity that a name, an id or a report's id stands for."""
        report = next((info for info in self._infos if info.id == end), None)
        return self.find(report.profile.institution if report else end).id

    def _partners_by_id(self, end: str) -> dict[str, Node]:
        network = self._network()
        if any(info.id == end for info in self._infos):
            from vocgraph.graph.network import Network

            said = self.subgraph(reports=(end,))
            network = Network(said.nodes, said.edges)
        return {partner.node.id: partner.node for partner in network.partners(self._asked(end))}

    def subgraph(
        self,
        *,
        kinds: tuple[EntityKind, ...] = (),
        predicates: tuple[Predicate, ...] = (),
        reports: tuple[str, ...] = (),
        years: tuple[int, ...] = (),
        around: str = "",
        depth: int = 1,
        limit: int = 100_000,
    ) -> Subgraph:
        """The graph, or the part that meets every condition; an entity without relations is kept if it meets them.

        :param reports: only what these reports say.
        :param years: only what reports of these years say.
        :param around: an entity, by id or name, whose neighbourhood is taken.
        :param depth: how many relations away from it the neighbourhood reaches.
        :raises UnknownNameError: if `around` is unknown.
        :raises UnknownReportError: if a report is unknown.
        """
        for report_id in reports:
            if report_id not in {info.id for info in self._infos}:
                raise UnknownReportError(report_id, known=tuple(info.id for info in self._infos))
        from vocgraph.graph.select import part

        network = self._network()
        if around:
            start = self.find(around).id
            whole = network.ego(start, depth=depth, limit=limit, predicates=predicates)
        else:
            whole = network.whole(title=f"{self.folder.name}, generation {self.generation}")
        if years:
            of_years = [info.id for info in self._infos if info.profile.year in years]
            reports = tuple(name for name in of_years if not reports or name in reports)
            if not reports:
                return Subgraph((), (), title=whole.title, complete=whole.complete, left_out=whole.left_out)
        return part(whole, kinds=kinds, predicates=predicates, reports=reports, only_connected=bool(predicates))

    def frames(self) -> Frames:
        """The graph and the figures as pandas data frames: entities, relations, quotes, observations.

        :raises VocgraphError: if pandas is not installed.
        """
        from vocgraph.frames import as_frames

        return as_frames(self.subgraph(), self._documents.observations())

    def graph(self) -> nx.MultiDiGraph[str]:
        """The whole graph for networkx: names, types and quotes are attributes."""
        from vocgraph.graph.views import as_networkx

        return as_networkx(self.subgraph())

    def export(
        self, form: str, subgraph: Subgraph, target: Path | IO[bytes] | None = None, *, excel: bool = False
    ) -> tuple[Path, ...]:
        """Write a graph for another program and return the files written.

        :param form: a name in ``vocgraph.export.formats.FORMATS``.
        :param target: a file, a folder for formats of several files, or a binary stream; None: a file in the current
            folder, named after the format.
        :param excel: for ``csv``: make it safe and readable for spreadsheets.
        :raises UnknownFormatError: if the format is unknown.
        """
        from vocgraph.export.formats import FORMATS, write_subgraph
        from vocgraph.export.header import Header

        manifest = self._generation.manifest
        if target is None:
            several = (
                form in FORMATS and FORMATS[form].several
            )  # two formats end in .zip: neither may replace the other
            target = Path(f"vocgraph{'-' + form if several else ''}{FORMATS[form].ending if form in FORMATS else ''}")
        return write_subgraph(
            form,
            subgraph,
            target,
            header=Header(generation=str(manifest.generation), query=subgraph.title, built=manifest.built),
            profiles={info.id: info.profile for info in self.reports()},
            excel=excel,
        )

    def sparql(self, query: str, *, rows: int = 10_000, seconds: float = 10.0) -> Answer:
        """Answer a SPARQL query (SELECT, ASK, CONSTRUCT or DESCRIBE) in a process that can be stopped.

        :param rows: most rows of an answer; one that was cut off says so.
        :param seconds: most time it may take.
        :raises QueryError: if the query is malformed, not allowed, or too slow.
        """
        from vocgraph.graph.store import ask_store

        return ask_store(self._generation.path("graph"), query, rows=rows, seconds=seconds)

    def _network(self) -> Network:
        with self._lock:
            return self.network


@contextmanager
def _damage_told(library: Path) -> Iterator[None]:
    """Say of a library's files that cannot be opened what is wrong and what to do."""
    try:
        yield
    except (ValueError, OSError, KeyError) as error:
        raise LibraryDamagedError(library, str(error)) from error


def _misquotes(documents: Documents) -> list[str]:
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
