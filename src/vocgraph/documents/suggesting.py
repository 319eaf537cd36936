"""Lists what a library can suggest to someone who types: the thesaurus's topics and the organisations of the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vocgraph.ontology import concepts
from vocgraph.search.suggestions import Suggestable, SuggestionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vocgraph.documents.reading import Documents


def suggestables(documents: Documents) -> Iterator[Suggestable]:
    """Everything that has a name of its own, in a stable order."""
    for concept in concepts():
        labels = (concept.pref_zh, *concept.alt_zh, *concept.hidden)
        yield Suggestable(SuggestionKind.TOPIC, concept.id, labels, (concept.pref_en, *concept.alt_en))
    for node in documents.nodes():
        labels = (node.name, *node.aliases)
        yield Suggestable(SuggestionKind.ORGANISATION, node.id, labels, note=node.kind.value, weight=node.mentions)
