"""Measures the graph beside networkx and rdflib on a synthetic graph of the genre: loading, walks and SPARQL.

    python benchmarks/graph_bench.py [--reports 1000] [--cache FOLDER]

vocgraph answers from a library folder, networkx from a graph in its node-link form, rdflib from a Turtle file of the
same facts. Each runs in a process of its own. The answers are compared: where they differ, nothing is noted.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter, defaultdict
from contextlib import contextmanager
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

import record
from genre import SEED, YEARS, company, contest, home
from vocgraph.model import (
    Analysis,
    Entity,
    EntityKind,
    Mention,
    Predicate,
    Profile,
    Region,
    Relation,
    Report,
    Resolution,
    Span,
    Structure,
)
from vocgraph.resources import resource as packaged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_WALKS = 50  # pairs of schools that are asked about
_QUESTIONS = (
    "partners-of-a-school",
    "common-partners",
    "alliances-of-a-school",
    "partners-by-city",
    "most-connected-enterprises",
)
_SLOW = 60  # seconds after which a question is given up
_JOINTS = {"IndustrialCollege", "Alliance", "BaseOrCentre", "Association"}
_JOINING = {"coBuilds", "leads", "memberOf"}
_ABOUT = (
    "A graph made of {reports:,} synthetic reports: {nodes:,} entities and {edges:,} relations, with the sentences that"
    " say them. Milliseconds are medians over {walks} schools or pairs of them; SPARQL runs the library's own"
    " questions, vocgraph's in a process that can be killed, whose start is counted. What two of them answer they"
    " answer alike: this was checked."
)


def facts(reports: int, *, seed: int = SEED) -> tuple[list[Analysis], Resolution]:
    """Reports with nothing but the sentences that state relations, and what was resolved over them.

    Draws fall as Zipf's law says: a few enterprises, alliances and competitions are met in most reports.
    """
    source = random.Random(seed)
    mentions: defaultdict[tuple[EntityKind, str], list[Mention]] = defaultdict(list)
    evidence: defaultdict[tuple[tuple[EntityKind, str], Predicate, tuple[EntityKind, str]], list[Span]] = defaultdict(
        list
    )
    analyses = []
    alliances = [f"{company(source)[:8]}行业产教融合共同体{number}" for number in range(max(20, reports // 5))]
    for number in range(reports):
        name, texts, at = f"report-{number:05}", [], 0
        province, city, school = home(number, seed=seed)
        me = (EntityKind.INSTITUTION, school)
        said: list[tuple[tuple[EntityKind, str], Predicate, tuple[EntityKind, str]]] = []
        friends = [(EntityKind.ENTERPRISE, company(source)) for _ in range(source.randint(10, 30))]
        said += [(me, Predicate.COOPERATES_WITH, friend) for friend in friends]
        for place in range(source.randint(1, 4)):
            college = (EntityKind.INDUSTRIAL_COLLEGE, f"{school}第{place}产业学院")
            said.append((me, Predicate.CO_BUILDS, college))
            said.append(((EntityKind.ENTERPRISE, company(source)), Predicate.CO_BUILDS, college))
        for _ in range(source.randint(1, 5)):
            rank = min(int(source.paretovariate(0.6)), len(alliances)) - 1
            alliance = (EntityKind.ALLIANCE, alliances[rank])
            said.append((me, Predicate.MEMBER_OF, alliance))
            said.append(((EntityKind.ENTERPRISE, company(source)), Predicate.MEMBER_OF, alliance))
        contests = [(EntityKind.COMPETITION, contest(source)) for _ in range(source.randint(2, 10))]
        said += [(me, Predicate.AWARDED_IN, entered) for entered in contests]
        said.append((me, Predicate.SUPERVISED_BY, (EntityKind.GOVERNMENT_BODY, f"{province}教育厅")))
        for subject, predicate, object_ in said:
            sentence = f"{subject[1]}与{object_[1]}。"
            evidence[subject, predicate, object_].append(Span(name, at, at + len(sentence)))
            for (kind, surface), start in ((subject, at), (object_, at + len(subject[1]) + 1)):
                mentions[kind, surface].append(Mention(Span(name, start, start + len(surface)), surface, kind, "made"))
            texts.append(sentence)
            at += len(sentence)
        profile = Profile("", school, "", Region(province, city), YEARS[number % len(YEARS)])
        report, structure = Report(name, "".join(texts)), Structure(profile, (), (), (), (), ())
        analyses.append(Analysis(report, structure, (), (), (), ()))
    entities = [Entity(_id(key), key[1], key[0], (), tuple(places)) for key, places in sorted(mentions.items())]
    relations = [
        Relation(_id(one), predicate, _id(other), tuple(spans), ((),) * len(spans))
        for (one, predicate, other), spans in sorted(evidence.items())
    ]
    return analyses, Resolution(tuple(entities), tuple(relations), ())


def _id(key: tuple[EntityKind, str]) -> str:
    return f"{key[0].value}/{key[1]}"


def write(folder: Path, reports: int) -> dict[str, int]:
    """Write the graph as a library, as node-link JSON and as Turtle."""
    import pyoxigraph

    from vocgraph import storage
    from vocgraph.documents.reading import Documents
    from vocgraph.documents.writing import DocumentsWriter
    from vocgraph.graph.rdf import quads
    from vocgraph.graph.store import build_store
    from vocgraph.model import Subgraph

    shutil.rmtree(folder, ignore_errors=True)
    library = folder / "library"
    library.mkdir(parents=True)
    number, generation = storage.begin(library)
    analyses, resolution = facts(reports)
    with DocumentsWriter(generation / "documents.sqlite") as writer:
        for analysis in analyses:
            writer.add_analysis(analysis)
        writer.add_resolution(resolution)
    documents = Documents(generation / "documents.sqlite")
    graph = Subgraph(nodes=documents.nodes(), edges=documents.edges())
    profiles = {info.id: info.profile for info in documents.report_infos()}
    documents.close()
    build_store(generation / "graph", quads(graph, profiles))
    counts = {"reports": reports, "nodes": len(graph.nodes), "edges": len(graph.edges)}
    digests = {analysis.report.id: analysis.report.sha256 for analysis in analyses}
    files = storage.file_digests(generation)
    manifest = storage.Manifest(
        format=storage.FORMAT,
        generation=number,
        built="",
        counts=counts,
        fingerprints={},
        model={},
        reports=digests,
        failures=[],
        files=files,
    )
    storage.publish(library, generation, manifest)
    store = pyoxigraph.Store.read_only(str(library / "generations" / f"{number:06}" / "graph"))
    counts["triples"] = sum(1 for _ in store.quads_for_pattern(None, None, None, pyoxigraph.DefaultGraph()))
    store.dump(str(folder / "graph.ttl"), format=pyoxigraph.RdfFormat.TURTLE, from_graph=pyoxigraph.DefaultGraph())
    linked = {
        "directed": True,
        "multigraph": True,
        "graph": {},
        "nodes": [{"id": node.id, "name": node.name, "kind": node.kind.value} for node in graph.nodes],
        "edges": [
            {
                "source": edge.source,
                "target": edge.target,
                "key": edge.id,
                "predicate": edge.predicate.value,
                "quotes": [[quote.report, quote.start, quote.end, quote.text] for quote in edge.quotes],
            }
            for edge in graph.edges
        ],
    }
    (folder / "graph.json").write_text(json.dumps(linked, ensure_ascii=False), encoding="utf-8")
    schools = [node.id for node in graph.nodes if node.kind is EntityKind.INSTITUTION]
    chosen = random.Random(1)
    asked = {"schools": chosen.choices(schools, k=_WALKS), "ends": chosen.choices(schools, k=_WALKS)}
    (folder / "asked.json").write_text(json.dumps(asked, ensure_ascii=False), encoding="utf-8")
    (folder / "counts.json").write_text(json.dumps(counts), encoding="utf-8")
    return counts


def question(name: str, asked: dict[str, list[str]]) -> str:
    """One of the library's questions, about schools that the graph has."""
    text = packaged("ontology").joinpath("questions", f"{name}.rq").read_text(encoding="utf-8")
    one, other = (asked["schools"][place].split("/", 1)[1] for place in (0, 1))
    return text.replace("青禾职业技术学院", one).replace("云岭工业学校", other)


class _Vocgraph:
    def __init__(self, folder: Path) -> None:
        from vocgraph.library import Library

        self.library = Library.open(folder / "library")
        self.network = self.library.network

    def partners(self, school: str) -> list[str]:
        return [found.node.id for found in self.network.partners(school)]

    def path(self, start: str, end: str) -> int:
        return len(self.network.path(start, end).nodes)

    def top(self) -> list[int]:
        return [found.neighbours for found in self.network.top(limit=20)]

    def sparql(self, query: str) -> int:
        return len(self.library.sparql(query, rows=10_000, seconds=float(_SLOW)).rows)


class _Networkx:
    def __init__(self, folder: Path) -> None:
        import networkx as nx

        self.nx = nx
        self.graph = nx.node_link_graph(json.loads((folder / "graph.json").read_text(encoding="utf-8")), edges="edges")
        self.ties = nx.Graph(self.graph)

    def partners(self, school: str) -> list[str]:
        graph, found = self.graph, Counter[str]()
        for joint in {
            other
            for one, other, told in graph.out_edges(school, data=True)
            if told["predicate"] in _JOINING and graph.nodes[other]["kind"] in _JOINTS
        }:
            members = {one for one, _, told in graph.in_edges(joint, data=True) if told["predicate"] in _JOINING}
            found.update(members - {school})
        near = [other for _, other, told in graph.out_edges(school, data=True) if told["predicate"] == "cooperatesWith"]
        near += [one for one, _, told in graph.in_edges(school, data=True) if told["predicate"] == "cooperatesWith"]
        found.update(set(near))
        return sorted(found, key=lambda other: (-found[other], graph.nodes[other]["name"]))

    def path(self, start: str, end: str) -> int:
        try:
            return len(self.nx.shortest_path(self.ties, start, end))
        except self.nx.NetworkXNoPath:
            return 0

    def top(self) -> list[int]:
        return sorted((degree for _, degree in self.ties.degree()), reverse=True)[:20]


class _Rdflib:
    def __init__(self, folder: Path) -> None:
        from rdflib import Graph

        from vocgraph.graph.rdf import PREFIXES

        self.graph, self.prefixes = Graph(), PREFIXES
        self.graph.parse(folder / "graph.ttl", format="turtle")

    def sparql(self, query: str) -> int:
        return len(list(self.graph.query(query, initNs=self.prefixes)))


_ENGINES: dict[str, Callable[[Path], Any]] = {"vocgraph": _Vocgraph, "networkx": _Networkx, "rdflib": _Rdflib}


def measure(engine: str, folder: Path) -> dict[str, Any]:
    """Everything an engine can answer: {"what": [milliseconds, answer]}."""
    asked = json.loads((folder / "asked.json").read_text(encoding="utf-8"))
    began = time.perf_counter()
    opened = _ENGINES[engine](folder)
    found: dict[str, Any] = {"load": [(time.perf_counter() - began) * 1000, None]}
    found["memory"] = [record.peak_mb(), None]
    if hasattr(opened, "path"):
        schools, ends = asked["schools"], asked["ends"]
        found["partners"] = _timed([partial(opened.partners, school) for school in schools], sorted)
        found["path"] = _timed([partial(opened.path, one, other) for one, other in zip(schools, ends, strict=True)])
        found["top 20"] = _timed([opened.top])
    if hasattr(opened, "sparql"):
        for name in _QUESTIONS:
            try:
                with _at_most(_SLOW):
                    found[f"SPARQL: {name}"] = _timed([partial(opened.sparql, question(name, asked))])
            except TimeoutError:
                found[f"SPARQL: {name}"] = [f"over {_SLOW * 1000:,}", None]
    return found


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    """Break off what takes longer; only Python code can be."""

    def stop(_signal: int, _frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def _timed(calls: list[Callable[[], Any]], shape: Callable[[Any], Any] = lambda answer: answer) -> list[Any]:
    times, answers = [], []
    for call in calls:
        began = time.perf_counter()
        answers.append(call())
        times.append((time.perf_counter() - began) * 1000)
    return [float(np.median(times)), [shape(answer) for answer in answers]]


def main() -> None:
    """Measure the three and note the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--reports", type=int, default=1_000)
    parser.add_argument("--cache", type=Path, default=Path("build") / "bench")
    parser.add_argument("--results", type=Path, default=record.RESULTS)
    parser.add_argument("--engine", choices=list(_ENGINES), help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    folder = wanted.cache / f"graph-{wanted.reports}"
    if wanted.engine:
        print(json.dumps(measure(wanted.engine, folder)))
        return
    counts = write(folder, wanted.reports)
    found: dict[str, dict[str, Any]] = {}
    for engine in _ENGINES:
        command = [
            sys.executable,
            __file__,
            "--engine",
            engine,
            "--reports",
            str(wanted.reports),
            "--cache",
            wanted.cache,
        ]
        done = subprocess.run(command, stdout=subprocess.PIPE, check=True)
        found[engine] = json.loads(done.stdout)
    rows = []
    for what in found["vocgraph"]:
        answers = [figures[what][1] for figures in found.values() if what in figures and figures[what][1] is not None]
        differing = [place for place, (one, other) in enumerate(pairwise(answers)) if one != other]
        if differing:
            sys.exit(f"{what}: the answers differ; nothing noted")
        unit = "MB" if what == "memory" else "ms"
        figures = {engine: found[engine][what][0] if what in found[engine] else None for engine in _ENGINES}
        rows.append({"what": what, "unit": unit, **figures})
    about = _ABOUT.format(**{key: counts[key] for key in ("reports", "nodes", "edges")}, walks=_WALKS)
    record.save("graph", rows, title="Graph", about=about, folder=wanted.results)


if __name__ == "__main__":
    main()
