"""A few passages of schools that do not exist, a small thesaurus, and a searcher over them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from vocgraph.index.chunks import IndexedChunk, embedded_text
from vocgraph.index.vectors import VectorIndex, build_vector_index
from vocgraph.index.word_writing import build_word_index
from vocgraph.index.words import WordIndex
from vocgraph.model import Chunk, PassageKind
from vocgraph.search.engine import Searcher
from vocgraph.search.expansion import Expander, compile_thesaurus
from vocgraph.search.table import PassageTable
from vocgraph.text.words import Segmenter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from vocgraph.search.names import NameBook


@dataclass(frozen=True)
class Concept:
    """A concept with the labels that a test gives it."""

    id: str
    pref_zh: str
    pref_en: str
    alt_zh: tuple[str, ...] = ()
    alt_en: tuple[str, ...] = ()
    hidden: tuple[str, ...] = field(default=())


CONCEPTS = (
    Concept(
        "student-aid",
        "家庭经济困难学生资助",
        "student financial aid",
        ("学生资助", "助学金"),
        ("grants",),
        ("读不起书的孩子", "kids who cannot afford school"),
    ),
    Concept("rural-revitalisation", "乡村振兴", "rural revitalisation", ("服务乡村振兴",), ("rural vitalization",)),
    Concept(
        "vocational-training", "职业培训", "vocational training", ("技能培训", "培训"), ("skills training", "training")
    ),
    Concept("teacher-training", "教师培训", "teacher training", ("师资培训",), (), ("老师去进修",)),
    Concept("industrial-college", "产业学院", "industrial college", ("现代产业学院",), ("college of industry",)),
    Concept("skills-competition", "技能大赛", "skills competition", ("职业技能大赛",), ("vocational skills contest",)),
)
# report, institution, year, kind, case, heading, text
_ROWS = (
    ("qinghe-2023", "青禾职业技术学院", 2023, "prose", None, "1.1 资助", "学校发放助学金120万元，完善学生资助体系。"),
    (
        "qinghe-2023",
        "青禾职业技术学院",
        2023,
        "prose",
        None,
        "2.1 培训",
        "学校面向村民开展乡村振兴培训，培训农民800人次。",
    ),
    (
        "qinghe-2023",
        "青禾职业技术学院",
        2023,
        "prose",
        None,
        "2.2 帮扶",
        "乡村振兴工作队驻村帮扶，助力乡村振兴、乡村振兴示范。",
    ),
    (
        "qinghe-2024",
        "青禾职业技术学院",
        2024,
        "prose",
        None,
        "2.1 培训",
        "面向企业职工开展职业培训，职业培训覆盖12个工种。",
    ),
    (
        "qinghe-2024",
        "青禾职业技术学院",
        2024,
        "case",
        "共建蓝海产业学院",
        "3.1 产业",
        "学校与蓝海翎翀科技公司共建产业学院。",
    ),
    ("yunling-2024", "云岭工业学校", 2024, "prose", None, "4.1 合作", "学校与中国农业发展银行云岭支行签订协议。"),
    ("yunling-2024", "云岭工业学校", 2024, "prose", None, "4.2 后勤", "食堂投诉由后勤处限期办理，待处理事项逐条公示。"),
    ("yunling-2024", "云岭工业学校", 2024, "table", None, "5 竞赛", "赛项：数控车工；获奖：一等奖；年份：2024"),
    (
        "yunling-2024",
        "云岭工业学校",
        2024,
        "prose",
        None,
        "5 竞赛",
        "学生参加技能大赛，VR实训助力备赛，1+X证书通过率九成。",
    ),
)
CHUNKS = tuple(
    IndexedChunk(
        number,
        Chunk(report, PassageKind(kind), (heading,), text, tuple(range(len(text))), case),
        institution,
        year,
    )
    for number, (report, institution, year, kind, case, heading, text) in enumerate(_ROWS)
)


class SharedCharacters:
    """Stands in for a model: texts are alike as far as they share characters."""

    name, fingerprint, dim = "shared-characters", "1", 512

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        for row, text in enumerate(texts):
            for character in set(text):
                if character.isalnum():
                    vectors[row, ord(character) % self.dim] = 1
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.divide(vectors, lengths, out=vectors, where=lengths > 0)

    encode_queries = encode


class OneName:
    """A book of one organisation with two names."""

    entity, names = "Enterprise/蓝海翎翀科技公司", ("蓝海翎翀科技公司", "蓝海公司")

    def called(self, folded: Sequence[str]) -> list[tuple[str, str]]:
        return [(name, self.entity) for name in self.names if name in folded]

    def names_of(self, entities: Sequence[str]) -> list[tuple[str, str]]:
        return [(entity, name) for entity in entities for name in self.names]


BOOK = OneName()


def make_searcher(folder: Path, *, names: NameBook | None = None) -> Searcher:
    """A searcher over the example, its indexes in an empty folder."""
    compiled = compile_thesaurus(CONCEPTS)
    segmenter = Segmenter(term for _, terms, _ in compiled["concepts"] for term in terms)
    build_word_index(folder / "words", CHUNKS, segmenter=segmenter)
    embedder = SharedCharacters()
    build_vector_index(folder / "vectors.faiss", embedder.encode([embedded_text(item.chunk) for item in CHUNKS]))
    return Searcher(
        WordIndex.open(folder / "words"),
        VectorIndex.open(folder / "vectors.faiss"),
        embedder,
        Expander(compiled),
        PassageTable.of_chunks(CHUNKS),
        lambda numbers: [CHUNKS[number].chunk for number in numbers],
        names=names,
    )
