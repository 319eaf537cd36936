"""Static embeddings: read, written, and learned from texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
from tokenizers import Tokenizer

from vocgraph.index.embedding import StaticEmbedding, fingerprint_of, write_static_embedding
from vocgraph.index.learn import learn_embedding, word_tokenizer

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = (
    "学校开展心理健康教育，设立心理咨询室。",
    "心理咨询老师辅导学生，关注心理健康。",
    "心理健康课程覆盖全体学生。",
    "企业捐赠设备，共建实训基地。",
    "实训基地的设备由企业维护。",
    "企业导师到实训基地指导。",
)


@pytest.fixture
def learned(tmp_path: Path) -> StaticEmbedding:
    learn_embedding(TEXTS, tmp_path / "model", dim=4)
    return StaticEmbedding.open(tmp_path / "model")


def test_texts_on_one_matter_lie_closer_than_others(tmp_path: Path) -> None:
    learn_embedding(TEXTS, tmp_path, dim=2)
    learned = StaticEmbedding.open(tmp_path)
    query, same, other = learned.encode(["心理咨询", "心理健康课程", "企业捐赠设备"])
    assert query @ same > query @ other + 0.5


def test_vectors_have_length_one_or_none(learned: StaticEmbedding) -> None:
    lengths = np.linalg.norm(learned.encode(["心理咨询室", "quantum chromodynamics", ""]), axis=1)
    assert lengths.tolist() == pytest.approx([1, 0, 0])


def test_an_unknown_word_is_known_by_its_characters(learned: StaticEmbedding) -> None:
    unknown, known = learned.encode(["心态", "心理"])
    assert unknown @ known > 0.5


def test_an_unknown_english_word_is_not_read_by_its_letters() -> None:
    tokenizer = word_tokenizer(["vr", "实训", "实", "训"])
    assert tokenizer.encode("training 训实 实训 vr").tokens == ["[UNK]", "训", "实", "实训", "vr"]


def test_no_texts_give_no_vectors(learned: StaticEmbedding) -> None:
    assert learned.encode([]).shape == (0, 4)


def test_learning_twice_gives_the_same_files(tmp_path: Path) -> None:
    for name in ("a", "b"):
        learn_embedding(TEXTS, tmp_path / name, dim=4)
    assert fingerprint_of(tmp_path / "a") == fingerprint_of(tmp_path / "b")


def test_one_text_is_enough_to_learn_something(tmp_path: Path) -> None:
    learn_embedding(["学校。"], tmp_path, dim=8)
    assert StaticEmbedding.open(tmp_path).encode(["学校"]).shape == (1, 8)


def test_texts_without_a_word_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no word"):
        learn_embedding(["……"], tmp_path)


def test_the_folder_has_the_form_that_sentence_transformers_reads(tmp_path: Path) -> None:
    learn_embedding(TEXTS, tmp_path, dim=4)
    steps = json.loads((tmp_path / "modules.json").read_text(encoding="utf-8"))
    assert [step["type"].rsplit(".", 1)[1] for step in steps] == ["StaticEmbedding", "Normalize"]
    assert Tokenizer.from_file(str(tmp_path / steps[0]["path"] / "tokenizer.json")).get_vocab_size() > 0


def test_a_model_whose_text_is_not_cut_first_is_read_as_it_is(tmp_path: Path) -> None:
    tokenizer = word_tokenizer(["red", "green"])
    write_static_embedding(tmp_path, tokenizer=tokenizer, weights=np.eye(3, dtype=np.float32), segmented=False)
    vectors = StaticEmbedding.open(tmp_path).encode(["red", "red green"])
    assert vectors[0].tolist() == [0, 1, 0]
    assert vectors[1].tolist() == pytest.approx([0, 0.5**0.5, 0.5**0.5])


def test_bytes_and_a_scale_per_token_give_the_vectors_they_stand_for(tmp_path: Path) -> None:
    rows, scales = np.array([[0, 0], [3, 4], [10, 0]], dtype=np.int8), np.array([1, 1, 0.3], dtype=np.float32)
    tokenizer = word_tokenizer(["red", "green"])
    write_static_embedding(tmp_path, tokenizer=tokenizer, weights=rows, scales=scales, segmented=False)
    vectors = StaticEmbedding.open(tmp_path).encode(["red", "red green"])
    assert vectors[0].tolist() == pytest.approx([0.6, 0.8])
    assert vectors[1].tolist() == pytest.approx([6 / 52**0.5, 4 / 52**0.5])


def test_text_is_folded_for_a_model_that_was_trained_on_folded_text(tmp_path: Path) -> None:
    tokenizer = word_tokenizer(["vr", "学"])
    write_static_embedding(
        tmp_path, tokenizer=tokenizer, weights=np.eye(3, dtype=np.float32), segmented=False, folded=True
    )
    vectors = StaticEmbedding.open(tmp_path).encode(["ＶＲ、", "學"])
    assert vectors.tolist() == [[0, 1, 0], [0, 0, 1]]


def test_everybody_who_may_read_a_model_s_list_of_steps_may_read_its_vectors(tmp_path: Path) -> None:
    learn_embedding(TEXTS, tmp_path, dim=4)
    assert len({path.stat().st_mode for path in tmp_path.rglob("*.*") if path.is_file()}) == 1


def test_the_fingerprint_leaves_the_model_card_out(tmp_path: Path) -> None:
    learn_embedding(TEXTS, tmp_path, dim=4)
    before = fingerprint_of(tmp_path)
    (tmp_path / "README.md").write_text("card", encoding="utf-8")
    assert fingerprint_of(tmp_path) == before


def test_a_model_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text('[{"type": "sentence_transformers.models.Transformer"}]', encoding="utf-8")
    with pytest.raises(ValueError, match="no static embedding"):
        StaticEmbedding.open(tmp_path)


def test_the_fingerprint_follows_every_file(tmp_path: Path) -> None:
    learn_embedding(TEXTS, tmp_path, dim=4)
    before = fingerprint_of(tmp_path)
    (tmp_path / "segmentation.json").write_text('{"segmented": false}\n', encoding="utf-8")
    assert fingerprint_of(tmp_path) != before
