"""Says what an exported file holds, so that a part is never taken for the whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vocgraph.ontology import BASE
from vocgraph.version import __version__

if TYPE_CHECKING:
    from vocgraph.model import Subgraph


@dataclass(frozen=True, slots=True)
class Header:
    """Where an export comes from. Empty fields are not written; no clock is read, so equal exports are equal files."""

    generation: str = ""  # of the library
    query: str = ""  # what was asked for, as a person would repeat it
    built: str = ""  # when the library was built, ISO 8601


def facts(graph: Subgraph, header: Header) -> dict[str, str]:
    """What a file says of itself, in order: title, program, ontology, origin, counts, and what was left out."""
    told = {
        "title": graph.title or "vocgraph",
        "written by": f"vocgraph {__version__}",
        "ontology": BASE,
        "generation": header.generation,
        "built": header.built,
        "query": header.query,
        "nodes": str(len(graph.nodes)),
        "edges": str(len(graph.edges)),
        "complete": "yes" if graph.complete else "no",
        "left out": graph.left_out,
    }
    return {name: " ".join(value.split()) for name, value in told.items() if value}


def sentence(graph: Subgraph, header: Header) -> str:
    """The facts in one line: ``title: …; nodes: 3; edges: 2; complete: yes``."""
    return "; ".join(f"{name}: {value}" for name, value in facts(graph, header).items())


def fact_lines(graph: Subgraph, header: Header, *, before: str = "") -> str:
    """The facts, each on a line of its own.

    :param before: what each line begins with, such as ``# ``.
    """
    return "".join(f"{before}{name}: {value}\n" for name, value in facts(graph, header).items())
