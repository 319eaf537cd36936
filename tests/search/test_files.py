"""Search files: written with the bundled embedding or a learned one, opened with the one they were written with."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.search.example import CHUNKS, CONCEPTS
from vocgraph.errors import LibraryDamagedError, LibraryModelError
from vocgraph.index.bundled import FINGERPRINT
from vocgraph.index.embedding import write_static_embedding
from vocgraph.index.learn import word_tokenizer
from vocgraph.index.models import BUNDLED, LEARNED, Model, find_model
from vocgraph.model import SearchQuery
from vocgraph.search.engine import Searcher
from vocgraph.search.files import compile_concepts, open_searcher, write_search_files
from vocgraph.search.ranking import Ranking

if TYPE_CHECKING:
    from pathlib import Path


def written(folder: Path, *, model: Model = BUNDLED) -> Path:
    write_search_files(folder, CHUNKS, CONCEPTS, compiled=compile_concepts(CONCEPTS), model=model)
    return folder


def static_model(folder: Path) -> Path:
    tokenizer = word_tokenizer(["学生", "学校"])
    write_static_embedding(folder, tokenizer=tokenizer, weights=np.eye(3, dtype=np.float32), segmented=True)
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
    folder = written(tmp_path, model=LEARNED)
    assert (folder / "model").is_dir()
    hit = opened(folder).search(SearchQuery("学生资助体系"), ranking=Ranking.MEANING).hits[0]
    assert "资助" in CHUNKS[hit.chunk].chunk.text


@pytest.mark.parametrize("facts", ['{"fingerprint": "another"}', "[]", None])
def test_a_library_that_does_not_say_its_model_is_refused(tmp_path: Path, facts: str | None) -> None:
    folder = written(tmp_path / "library" / "generations" / "000001")
    if facts is None:
        (folder / "model.json").unlink()
    else:
        (folder / "model.json").write_text(facts, encoding="utf-8")
    with pytest.raises(LibraryDamagedError, match=r"model.json cannot be read"):
        opened(folder)


def test_a_library_is_opened_with_the_model_it_was_built_with(tmp_path: Path) -> None:
    model = find_model(str(static_model(tmp_path / "model")))
    folder = written(tmp_path / "library" / "generations" / "000001", model=model)
    facts = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    assert facts == {
        "name": str(tmp_path / "model"),
        "path": str(tmp_path / "model"),
        "fingerprint": model.fingerprint,
        "dimensions": 3,
    }
    hit = opened(folder).search(SearchQuery("学生"), ranking=Ranking.MEANING).hits[0]
    assert "学生" in CHUNKS[hit.chunk].chunk.text


@pytest.mark.parametrize(("change", "said"), [("README.txt", "has changed since"), (None, "is missing")])
def test_a_model_that_is_not_what_it_was_is_told_with_the_command_to_rebuild(
    tmp_path: Path, change: str | None, said: str
) -> None:
    place = static_model(tmp_path / "model")
    folder = written(tmp_path / "library" / "generations" / "000001", model=find_model(str(place)))
    if change:
        (place / change).write_text("another", encoding="utf-8")
    else:
        shutil.rmtree(place)
    with pytest.raises(
        LibraryModelError, match=rf"{said}.* vocgraph build REPORTS --library .*library --model .*model$"
    ):
        opened(folder)


def test_one_telling_sentence_lifts_a_passage(tmp_path: Path) -> None:
    whole = opened(written(tmp_path))
    query = SearchQuery(CHUNKS[0].chunk.text)
    without = Searcher(
        whole._words, whole._vectors, whole._embedder, whole._expander, whole._table, whole._read, sentences=None
    )
    with_sentences, alone = (searcher.search(query, ranking=Ranking.MEANING).hits[0] for searcher in (whole, without))
    assert with_sentences.score > alone.score
