"""Search files: written with the bundled embedding or a learned one, opened with the one they were written with."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.search.example import CHUNKS, CONCEPTS
from vocgraph.errors import LibraryDamagedError
from vocgraph.index.bundled import FINGERPRINT
from vocgraph.model import SearchQuery
from vocgraph.search.engine import Searcher
from vocgraph.search.files import compile_concepts, open_searcher, write_search_files
from vocgraph.search.ranking import Ranking

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, *, learned: bool = False) -> Path:
    write_search_files(folder, CHUNKS, CONCEPTS, compiled=compile_concepts(CONCEPTS), learned=learned)
    return folder


def opened(folder: Path) -> Searcher:
    return open_searcher(folder, lambda numbers: [CHUNKS[number].chunk for number in numbers])


def test_the_bundled_embedding_is_taken_and_noted(tmp_path: Path) -> None:
    facts = json.loads((written(tmp_path) / "model.json").read_text(encoding="utf-8"))
    assert facts["fingerprint"] == FINGERPRINT


def test_meaning_alone_finds_what_shares_no_word_with_the_query(tmp_path: Path) -> None:
    hit = opened(written(tmp_path)).search(SearchQuery("money for poor pupils"), ranking=Ranking.MEANING).hits[0]
    assert "资助" in CHUNKS[hit.chunk].chunk.text


def test_an_embedding_can_be_learned_from_the_passages_instead(tmp_path: Path) -> None:
    folder = written(tmp_path, learned=True)
    assert (folder / "model").is_dir()
    hit = opened(folder).search(SearchQuery("学生资助体系"), ranking=Ranking.MEANING).hits[0]
    assert "资助" in CHUNKS[hit.chunk].chunk.text


@pytest.mark.parametrize("facts", ['{"fingerprint": "another"}', None])
def test_vectors_of_another_embedding_are_refused_with_a_way_out(tmp_path: Path, facts: str | None) -> None:
    folder = written(tmp_path / "library" / "generations" / "000001")
    if facts is None:
        (folder / "model.json").unlink()
    else:
        (folder / "model.json").write_text(facts, encoding="utf-8")
    with pytest.raises(LibraryDamagedError, match=r"another embedding model.* vocgraph build .*library$"):
        opened(folder)


def test_one_telling_sentence_lifts_a_passage(tmp_path: Path) -> None:
    whole = opened(written(tmp_path))
    query = SearchQuery(CHUNKS[0].chunk.text)
    without = Searcher(
        whole._words, whole._vectors, whole._embedder, whole._expander, whole._table, whole._read, sentences=None
    )
    with_sentences, alone = (searcher.search(query, ranking=Ranking.MEANING).hits[0] for searcher in (whole, without))
    assert with_sentences.score > alone.score
