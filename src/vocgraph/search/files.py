"""Writes the files that searching needs into a generation's folder, and opens them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from vocgraph.index.chunks import embedded_text
from vocgraph.index.embedding import StaticEmbedding
from vocgraph.index.learn import learn_embedding
from vocgraph.index.vectors import VectorIndex, build_vector_index
from vocgraph.index.words import WordIndex, build_word_index
from vocgraph.search.engine import Passage, PassageTable, Searcher
from vocgraph.search.expansion import ConceptLabels, Expander, compile_thesaurus
from vocgraph.text.words import Segmenter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from vocgraph.index.chunks import IndexedChunk

_WORDS, _VECTORS, _MODEL, _THESAURUS = "words", "vectors.faiss", "model", "thesaurus.json"


def compile_concepts(concepts: Sequence[ConceptLabels]) -> str:
    """The compiled thesaurus as JSON; it takes seconds, so whoever builds often keeps it."""
    return json.dumps(compile_thesaurus(concepts), ensure_ascii=False, separators=(",", ":")) + "\n"


def write_search_files(
    folder: Path, chunks: Sequence[IndexedChunk], concepts: Sequence[ConceptLabels], *, compiled: str
) -> None:
    """Write the word index, the embedding learned from the chunks, their vectors, and the compiled thesaurus.

    :param compiled: what `compile_concepts` made of the same concepts.
    """
    segmenter = Segmenter(_terms(concepts))
    build_word_index(folder / _WORDS, chunks, segmenter=segmenter)
    texts = [embedded_text(item.chunk) for item in chunks]
    learn_embedding(texts, folder / _MODEL)
    build_vector_index(folder / _VECTORS, StaticEmbedding.open(folder / _MODEL).encode(texts))
    (folder / _THESAURUS).write_text(compiled, encoding="utf-8")


def open_searcher(folder: Path, table: PassageTable, read: Callable[[Sequence[int]], Sequence[Passage]]) -> Searcher:
    """Open what `write_search_files` wrote.

    :param table: what the chunks can be filtered by.
    :param read: gives the passages with these chunk numbers, in their order.
    """
    return Searcher(
        WordIndex.open(folder / _WORDS),
        VectorIndex.open(folder / _VECTORS),
        StaticEmbedding.open(folder / _MODEL),
        Expander.load(folder / _THESAURUS),
        table,
        read,
    )


def _terms(concepts: Iterable[ConceptLabels]) -> Iterable[str]:
    """The official terms of the thesaurus: words that the segmenter should not cut."""
    for concept in concepts:
        yield concept.pref_zh
        yield from concept.alt_zh
