"""Lists what a library can suggest to someone who types: its topics, organisations and cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vocgraph.ontology import concepts, concepts_under
from vocgraph.search.suggestions import Suggestable, SuggestionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from vocgraph.documents.reading import Documents


def suggestables(documents: Documents) -> Iterator[Suggestable]:
    """Everything that has a name of its own, in a stable order; of the topics, those that some passage is about."""
    spoken = documents.topic_counts()
    for concept in concepts():
        if weight := sum(spoken.get(narrower, 0) for narrower in concepts_under(concept.id)):
            labels = (concept.pref_zh, *concept.alt_zh, *concept.hidden)
            english = (concept.pref_en, *concept.alt_en)
            yield Suggestable(SuggestionKind.TOPIC, concept.id, labels, english, weight=weight)
    for node in documents.nodes():
        labels = (node.name, *node.aliases)
        yield Suggestable(SuggestionKind.ORGANISATION, node.id, labels, note=node.kind.value, weight=node.mentions)
    for case_id, title, institution, year in documents.case_titles():
        if title:
            yield Suggestable(SuggestionKind.CASE, case_id, (title,), note=f"{institution} {year or ''}".strip())
