"""Gives the graph and the figures as pandas data frames, for those who analyse in notebooks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vocgraph.errors import VocgraphError

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from vocgraph.model import Observation, Subgraph


@dataclass(frozen=True, slots=True, eq=False)
class Frames:
    """Four tables that join on ids: a relation's `source` and `target` are entity ids, a quote's `relation` its id."""

    entities: pd.DataFrame  # id, name, type, aliases, reports, mentions
    relations: pd.DataFrame  # id, source, predicate, target, source_name, target_name, quotes
    quotes: pd.DataFrame  # relation, report, start_line, end_line, page, text, and a column per attribute
    observations: pd.DataFrame  # report, line, indicator, concept, value, unit, year, population


def as_frames(graph: Subgraph, observations: Sequence[tuple[Observation, int]]) -> Frames:
    """Data frames of a graph and of figures with the line each stands on.

    :raises VocgraphError: if pandas is not installed.
    """
    try:
        import pandas as pd
    except ImportError as error:
        raise VocgraphError("Data frames need pandas.", fix='Install it: pip install "vocgraph[pandas]"') from error

    names = {node.id: node.name for node in graph.nodes}
    entities = [
        (node.id, node.name, node.kind.value, list(node.aliases), list(node.reports), node.mentions)
        for node in graph.nodes
    ]
    relations = [
        (
            edge.id,
            edge.source,
            edge.predicate.value,
            edge.target,
            names[edge.source],
            names[edge.target],
            len(edge.quotes),
        )
        for edge in graph.edges
    ]
    quotes = [
        {
            "relation": edge.id,
            "report": quote.report,
            "start_line": quote.first_line,
            "end_line": quote.last_line,
            "page": quote.page,
            "text": quote.text,
            **dict(attrs),
        }
        for edge in graph.edges
        for quote, attrs in edge.evidence
    ]
    figures = [
        (seen.span.report, line, seen.indicator, seen.concept, seen.value, seen.unit, seen.year, seen.population)
        for seen, line in observations
    ]
    quote_columns = ["relation", "report", "start_line", "end_line", "page", "text"]
    details = sorted({key for row in quotes for key in row} - set(quote_columns))
    return Frames(
        entities=pd.DataFrame(entities, columns=["id", "name", "type", "aliases", "reports", "mentions"]),
        relations=pd.DataFrame(
            relations, columns=["id", "source", "predicate", "target", "source_name", "target_name", "quotes"]
        ),
        quotes=pd.DataFrame(quotes, columns=[*quote_columns, *details]),
        observations=pd.DataFrame(
            figures, columns=["report", "line", "indicator", "concept", "value", "unit", "year", "population"]
        ),
    )
