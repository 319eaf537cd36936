"""Answers what is asked of a library's graph: entities, partners, paths, parts of it, SPARQL, exports."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING

from vocgraph.documents.entities import Companion, NameFilter
from vocgraph.errors import VocgraphError
from vocgraph.library.opened import OpenedLibrary, damage_told
from vocgraph.model import EntityKind, Node, Predicate, Subgraph
from vocgraph.ontology import kinds_under
from vocgraph.views import EntityView

if TYPE_CHECKING:
    import networkx as nx

    from vocgraph.frames import Frames
    from vocgraph.graph.network import Network, Partner
    from vocgraph.graph.network import Path as Way
    from vocgraph.graph.picture import Picture
    from vocgraph.graph.store import Answer


class GraphLibrary(OpenedLibrary):
    """A library whose graph can be asked."""

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

    def entities(
        self,
        text: str = "",
        *,
        kind: EntityKind | None = None,
        letter: str = "",
        report: str = "",
        by_name: bool = False,
        limit: int = 50,
        offset: int = 0,
    ) -> tuple[Node, ...]:
        """Entities whose names contain the text, best match and most mentioned first.

        :param letter: only names filed under it: A to Z by the pinyin of the first character, # for the rest.
        :param report: only what this report names.
        :param by_name: in order of letter and name instead.
        """
        return self._documents.find_nodes(NameFilter(text, kind, letter, report, by_name), limit=limit, offset=offset)

    def count_entities(
        self, text: str = "", *, kind: EntityKind | None = None, letter: str = "", report: str = ""
    ) -> tuple[dict[EntityKind, int], dict[str, int]]:
        """How many entities meet the conditions: by kind, whatever the kind asked for, and by letter, likewise."""
        return self._documents.count_nodes(NameFilter(text, kind, letter, report))

    def companions(self, name: str, *, limit: int = 20) -> tuple[Companion, ...]:
        """Organisations that are named in the same passages as an entity, though no report states a relation.

        :raises UnknownNameError: if no entity is called that.
        """
        return self._documents.companions(self.find(name).id, kinds=sorted(kinds_under("Organisation")), limit=limit)

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

    def path(
        self,
        start: str,
        end: str,
        *,
        without: tuple[EntityKind, ...] = (),
        predicates: tuple[Predicate, ...] = (),
        limit: int = 8,
    ) -> Way:
        """A shortest way between two entities, with the evidence along it; empty where there is none.

        Ways through a competition or a government body are taken only where there is no other: nearly every school is
        tied to those, and they explain little.

        :param without: kinds that the way may not lead through, even where there is no other; its ends may be of them.
        :param predicates: the only relations that the way may have; none: any.
        :param limit: how many relations the way may have.
        :raises UnknownNameError: if one of them is unknown.
        """
        ends = self.find(start).id, self.find(end).id
        return self._network().telling_path(*ends, limit=limit, predicates=predicates, not_through=without)

    def top(
        self, *, kinds: tuple[EntityKind, ...] = (), by: str = "degree", limit: int = 20
    ) -> tuple[tuple[Node, float], ...]:
        """The most connected entities with their measure, largest first.

        :param by: ``degree`` (how many different neighbours) or ``betweenness`` (share of shortest ways through it, as
            the network page shows it).
        :raises VocgraphError: if the measure is unknown.
        """
        network = self._network()
        if by == "degree":
            return tuple((each.node, float(each.neighbours)) for each in network.top(kinds=kinds, limit=limit))
        if by != "betweenness":
            known = "degree, betweenness"
            raise VocgraphError("There is no measure {name!r}.", fix="Use one of: {known}.", name=by, known=known)
        shares = zip(network.nodes, self.picture.rows["betweenness"].tolist(), strict=True)
        ranked = [(node, share) for node, share in shares if share > 0 and (not kinds or node.kind in kinds)]
        return tuple(sorted(ranked, key=lambda each: (-each[1], each[0].id))[:limit])

    def communities(self) -> tuple[tuple[Node, ...], ...]:
        """Groups of entities that have more to do with each other than with the rest, largest first.

        The best connected member of a group comes first: the group is named after it. The network page draws the same.
        """
        network = self._network()
        groups = sorted(self.picture.communities.values(), key=lambda group: (-len(group), group))
        return tuple(tuple(map(network.node, group)) for group in groups)

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
        report = self._infos.get(end)
        return self.find(report.profile.institution if report else end).id

    def _partners_by_id(self, end: str) -> dict[str, Node]:
        network = self._network()
        if end in self._infos:
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
        regions: tuple[str, ...] = (),
        around: str = "",
        depth: int = 1,
        connected: bool = False,
        limit: int = 100_000,
        most: int | None = None,
        keep: tuple[str, ...] = (),
    ) -> Subgraph:
        """The graph, or the part that meets every condition; an entity without relations is kept if it meets them.

        :param reports: only what these reports say.
        :param years: only what reports of these years say.
        :param regions: only what reports of these provinces or cities say.
        :param around: an entity, by id or name, whose neighbourhood is taken.
        :param depth: how many relations away from it the neighbourhood reaches.
        :param connected: only entities with relations that meet the conditions.
        :param limit: how many entities a neighbourhood has at most.
        :param most: only the best connected entities, so many at most, and none without relations; None: all.
        :param keep: ids of entities that `most` leaves in.
        :raises UnknownNameError: if `around` is unknown.
        :raises UnknownReportError: if a report is unknown.
        """
        for report_id in reports:
            self._info(report_id)
        from vocgraph.graph.select import part

        network = self._network()
        if around:
            start = self.find(around).id
            whole = network.ego(start, depth=depth, limit=limit, predicates=predicates)
        else:
            whole = network.whole(title=f"{self.folder.name}, generation {self.generation}")
        if years or regions:
            of_these = [
                info.id
                for info in self._infos.values()
                if (not years or info.profile.year in years)
                and (not regions or {info.profile.region.province, info.profile.region.city} & set(regions))
            ]
            reports = tuple(name for name in of_these if not reports or name in reports)
            if not reports:
                return Subgraph((), (), title=whole.title, complete=whole.complete, left_out=whole.left_out)
        return part(
            whole,
            kinds=kinds,
            predicates=predicates,
            reports=reports,
            only_connected=connected or bool(predicates) or most is not None,
            limit=most,
            keep=keep,
        )

    @cached_property
    def picture(self) -> Picture:
        """How the whole graph is drawn: the place, community and betweenness of every entity."""
        from vocgraph.graph.picture import load

        with damage_told(self.folder):
            return load(self._generation.path("picture.npy"), [node.id for node in self._network().nodes])

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
        from vocgraph.export.formats import FORMATS, RDF_FORMATS, write_subgraph
        from vocgraph.export.header import Header

        if form in RDF_FORMATS:
            said = {report for node in subgraph.nodes for report in node.reports}
            subgraph = replace(subgraph, parts=tuple(self._documents.parts(said)))
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
            places=self.picture.places,
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
