"""Writes the files that searching needs into a generation's folder, and opens them."""

from __future__ import annotations

import json
from contextlib import contextmanager
from itertools import islice
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

import numpy as np

from vocgraph.errors import LibraryDamagedError, LibraryModelError, VocgraphError
from vocgraph.index.chunks import Seen, embedded_text
from vocgraph.index.embedding import StaticEmbedding
from vocgraph.index.learn import learn_embedding
from vocgraph.index.models import BUNDLED, LEARNED, Model, find_model
from vocgraph.index.sentences import SentenceVectors, build_sentence_vectors
from vocgraph.index.twins import Twins, build_twins
from vocgraph.index.vectors import VectorIndex, build_vector_index
from vocgraph.index.word_writing import build_word_index
from vocgraph.index.words import WordIndex
from vocgraph.search.engine import Searcher
from vocgraph.search.expansion import ConceptLabels, Expander, compile_thesaurus
from vocgraph.search.table import PassageTable
from vocgraph.text.words import shared_segmenter

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from vocgraph.index.chunks import IndexedCase, IndexedChunk, IndexedPassage, Passage
    from vocgraph.index.embedding import Embedder
    from vocgraph.index.word_writing import Cut
    from vocgraph.search.names import NameBook
    from vocgraph.text.words import Segmenter

_WORDS, _VECTORS, _SENTENCES, _THESAURUS = "words", "vectors.faiss", "sentences", "thesaurus.json"
_CASE_VECTORS, _TABLE, _CASE_TABLE = "cases.faiss", "table/passages", "table/cases"
_TWINS = "twins.npy"
_LEARNED = "model"  # the embedding learned from the library's own texts, where one was asked for
_MODEL_FACTS = "model.json"
_BATCH = 4_096  # texts per turn


def compile_concepts(concepts: Sequence[ConceptLabels]) -> str:
    """The compiled thesaurus as JSON; it takes seconds, so whoever builds often keeps it."""
    return json.dumps(compile_thesaurus(concepts), ensure_ascii=False, separators=(",", ":")) + "\n"


def index_segmenter(concepts: Iterable[ConceptLabels]) -> Segmenter:
    """What cuts passages and queries: it keeps the terms of the thesaurus whole."""
    return shared_segmenter(tuple(_terms(concepts)))


def write_search_files(
    folder: Path,
    chunks: Collection[IndexedChunk],
    concepts: Sequence[ConceptLabels],
    *,
    passages: Collection[IndexedPassage] | None = None,
    cases: Sequence[IndexedCase] = (),
    compiled: str,
    model: Model = BUNDLED,
    cuts: Iterable[Cut] | None = None,
) -> None:
    """Write the word index, the vectors of chunks and their sentences, near-identical ones, the compiled thesaurus.

    :param chunks: in order of number; they are gone through several times, so that they need not all be in memory.
    :param passages: the chunks without what they are filtered by, where these can be read faster.
    :param compiled: what `compile_concepts` made of the same concepts.
    :param model: what texts become vectors with; `LEARNED` is learned from the chunks, for texts in a language or field
        that no model at hand knows.
    :param cuts: the words of each chunk where they were cut before, with `index_segmenter`.
    """
    build_word_index(folder / _WORDS, chunks, segmenter=index_segmenter(concepts), cuts=cuts)
    passages = Seen(chunks, lambda item: item.chunk) if passages is None else passages
    texts = Seen(passages, embedded_text)
    if model == LEARNED:
        learn_embedding(list(texts), folder / _LEARNED)
        embedder: Embedder = StaticEmbedding.open(folder / _LEARNED)
    else:
        embedder = model.open()
    with _encoded(texts, embedder, folder) as vectors:
        build_vector_index(folder / _VECTORS, vectors)
        build_vector_index(folder / _CASE_VECTORS, _means(vectors, [case.chunks for case in cases]))
    PassageTable.of_chunks(chunks).save(folder / _TABLE)
    PassageTable.of(case.facts for case in cases).save(folder / _CASE_TABLE)
    build_twins(folder / _TWINS, Seen(passages, lambda passage: passage.text))
    build_sentence_vectors(folder / _SENTENCES, passages, embedder)
    facts = {
        "name": model.name,
        "path": str(model.folder or ""),
        "fingerprint": embedder.fingerprint,
        "dimensions": embedder.dim,
    }
    (folder / _MODEL_FACTS).write_text(json.dumps(facts, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / _THESAURUS).write_text(compiled, encoding="utf-8")


def open_searcher(
    folder: Path, read: Callable[[Sequence[int]], Sequence[Passage]], *, names: NameBook | None = None
) -> Searcher:
    """Open what `write_search_files` wrote.

    :param read: gives the passages with these chunk numbers, in their order.
    :param names: the organisations that a query may name.
    :raises LibraryModelError: if the model that it was built with is missing or has changed.
    :raises LibraryDamagedError: if nothing says what it was built with.
    """
    embedder = _embedder(folder)
    return Searcher(
        WordIndex.open(folder / _WORDS),
        VectorIndex.open(folder / _VECTORS),
        embedder,
        Expander.load(folder / _THESAURUS),
        PassageTable.open(folder / _TABLE),
        read,
        sentences=SentenceVectors.open(folder / _SENTENCES),
        names=names,
        twins=Twins.open(folder / _TWINS),
    )


def open_cases(folder: Path) -> tuple[PassageTable, VectorIndex]:
    """What the cases can be filtered by, and their vectors."""
    return PassageTable.open(folder / _CASE_TABLE), VectorIndex.open(folder / _CASE_VECTORS)


@contextmanager
def _encoded(texts: Collection[str], embedder: Embedder, folder: Path) -> Iterator[NDArray[np.float32]]:
    """The vectors of the texts, shape (texts, dimensions), in a file of the folder for as long as they are needed."""
    with TemporaryFile(dir=folder) as file:
        unread = iter(texts)
        for _ in range(0, len(texts), _BATCH):  # not through a mapping: a full disk would kill the process
            file.write(embedder.encode(list(islice(unread, _BATCH))).tobytes())
        file.flush()
        shape = len(texts), embedder.dim
        yield np.memmap(file, dtype=np.float32, mode="r", shape=shape) if texts else np.empty(shape, dtype=np.float32)


def _means(vectors: NDArray[np.float32], groups: Sequence[Sequence[int]]) -> NDArray[np.float32]:
    """The mean direction of each group of rows, of length 1; of length 0 for an empty group."""
    means = np.zeros((len(groups), vectors.shape[1]), dtype=np.float32)
    for row, group in enumerate(groups):
        if group:
            means[row] = vectors[list(group)].mean(axis=0)
    lengths = np.linalg.norm(means, axis=1, keepdims=True)
    np.divide(means, lengths, out=means, where=lengths > 0)
    return means


def model_facts(folder: Path) -> dict[str, Any]:
    """Name, path ("" where there is none), fingerprint and dimensions of the model that a generation was built with.

    :raises LibraryDamagedError: if nothing says so.
    """
    try:
        facts: dict[str, Any] = json.loads((folder / _MODEL_FACTS).read_text(encoding="utf-8"))
        facts["name"], facts["fingerprint"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LibraryDamagedError(folder.parents[1], f"{_MODEL_FACTS} cannot be read ({error})") from error
    return facts


def kept_model(library: Path, facts: Mapping[str, Any]) -> Model:
    """The model that a library was built with, as it is now.

    :param facts: what `model_facts` says.
    :raises LibraryModelError: if it is missing.
    """
    name = str(facts["name"])
    try:
        return find_model(name)
    except VocgraphError as error:
        raise LibraryModelError(library, model=name, problem="which is missing") from error


def _embedder(folder: Path) -> Embedder:
    """The model that a generation was built with, opened."""
    library, facts = folder.parents[1], model_facts(folder)
    model = kept_model(library, facts)
    if model == LEARNED:
        return StaticEmbedding.open(folder / _LEARNED, fingerprint=str(facts["fingerprint"]))
    if model.fingerprint != facts["fingerprint"]:
        raise LibraryModelError(library, model=model.name, problem="which has changed since")
    return model.open()


def _terms(concepts: Iterable[ConceptLabels]) -> Iterable[str]:
    """The official terms of the thesaurus: words that the segmenter should not cut."""
    for concept in concepts:
        yield concept.pref_zh
        yield from concept.alt_zh
