"""The embedding that travels with the package: its form, its size, and what it understands."""

from __future__ import annotations

import json
import os

import numpy as np
import pytest

from vocgraph.index.bundled import FINGERPRINT, bundled_embedding, bundled_folder
from vocgraph.index.embedding import StaticEmbedding, fingerprint_of

_PASSAGES = (
    "学校建立心理健康教育工作网络，心理咨询室面向全体学生开放预约咨询。",
    "学校选派科技特派员驻村帮扶，开展农业技术培训，助力乡村振兴。",
    "学校与企业共建产业学院，实施现代学徒制人才培养。",
    "毕业生就业率稳步提升，学校举办校园双选会，访企拓岗。",
    "学校发放国家助学金，惠及家庭经济困难学生。",
)


def nearest(query: str) -> int:
    vectors = bundled_embedding().encode([query, *_PASSAGES])
    return int((vectors[1:] @ vectors[0]).argmax())


@pytest.mark.parametrize(
    ("query", "passage"),
    [
        ("孩子心里难受找谁聊", 0),
        ("someone to talk to when students feel sad", 0),
        ("到村里教农民种地", 1),
        ("rural revitalisation training", 1),
        ("跟着师傅边干边学", 2),
        ("companies that train apprentices", 2),
        ("帮学生找工作", 3),
        ("finding jobs for graduates", 3),
        ("家里穷读不起书", 4),
        ("money for poor students", 4),
    ],
)
def test_everyday_and_english_wording_finds_the_official_one(query: str, passage: int) -> None:
    assert nearest(query) == passage


def test_the_model_is_small_enough_to_travel() -> None:
    size = sum(path.stat().st_size for path in bundled_folder().rglob("*") if path.is_file())
    assert size <= 20_000_000


def test_the_code_names_the_model_that_is_there() -> None:
    assert fingerprint_of(bundled_folder()) == FINGERPRINT == bundled_embedding().fingerprint


def test_traditional_and_full_width_text_get_the_vector_of_the_folded_text() -> None:
    vectors = bundled_embedding().encode(["產業學院 ＶＲ", "产业学院 vr"])
    assert vectors[0].tolist() == vectors[1].tolist()


def test_a_text_gets_one_vector_alone_and_among_many() -> None:
    embedder = bundled_embedding()
    many = embedder.encode(list(_PASSAGES) * 20)
    assert np.array_equal(many[:1], embedder.encode(_PASSAGES[:1]))


def test_nothing_known_gives_no_direction() -> None:
    assert not bundled_embedding().encode(["", "……！"]).any()


def test_the_card_tells_of_the_data_and_the_licence() -> None:
    card = (bundled_folder() / "README.md").read_text(encoding="utf-8")
    assert all(f"## {title}" in card for title in ("Training data", "Scores", "Licence", "Limits"))


def test_the_folder_is_all_that_is_needed() -> None:
    """Every step that modules.json names has a file, as version control would drop an empty folder."""
    folder = bundled_folder()
    steps = json.loads((folder / "modules.json").read_text(encoding="utf-8"))
    assert all(any((folder / step["path"]).iterdir()) for step in steps)


def test_sentence_transformers_gives_the_same_vectors() -> None:
    sentence_transformers = pytest.importorskip("sentence_transformers")
    os.environ["HF_HUB_OFFLINE"] = "1"
    texts = [*_PASSAGES, "rural revitalisation training", "1+X证书、5G技术，2024年"]
    theirs = sentence_transformers.SentenceTransformer(str(bundled_folder()), device="cpu").encode(texts)
    ours = StaticEmbedding.open(bundled_folder()).encode(texts)
    assert np.abs(theirs - ours).max() < 1e-5
