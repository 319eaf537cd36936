"""The index of chunks by vector."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from vocgraph.index import vectors as vectors_module
from vocgraph.index.vectors import VectorIndex, build_vector_index

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


def unit_vectors(count: int, dim: int = 16) -> NDArray[np.float32]:
    rows = np.random.default_rng(7).normal(size=(count, dim)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def test_the_nearest_chunk_is_first(tmp_path: Path) -> None:
    rows = unit_vectors(50)
    build_vector_index(tmp_path / "v.faiss", rows)
    numbers, cosines = VectorIndex.open(tmp_path / "v.faiss").search(rows[9], 3)
    assert numbers[0] == 9
    assert cosines.tolist() == sorted(cosines, reverse=True)
    assert cosines[0] == pytest.approx(1.0)


def test_only_allowed_chunks_are_searched(tmp_path: Path) -> None:
    rows = unit_vectors(50)
    build_vector_index(tmp_path / "v.faiss", rows)
    allowed = np.zeros(50, dtype=bool)
    allowed[[3, 17, 41]] = True
    numbers, _ = VectorIndex.open(tmp_path / "v.faiss").search(rows[9], 10, allowed)
    assert sorted(numbers.tolist()) == [3, 17, 41]


def test_nothing_allowed_finds_nothing(tmp_path: Path) -> None:
    rows = unit_vectors(5)
    build_vector_index(tmp_path / "v.faiss", rows)
    numbers, _ = VectorIndex.open(tmp_path / "v.faiss").search(rows[0], 10, np.zeros(5, dtype=bool))
    assert numbers.tolist() == []


def test_many_vectors_are_kept_in_clusters_and_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors_module, "EXACT_UP_TO", 1_000)
    rows = unit_vectors(6_000)
    build_vector_index(tmp_path / "v.faiss", rows)
    assert (tmp_path / "v.faiss").stat().st_size < rows.nbytes / 2
    index = VectorIndex.open(tmp_path / "v.faiss")
    allowed = np.arange(6_000) % 2 == 0
    assert index.search(rows[4_321], 1)[0].tolist() == [4_321]
    assert index.search(rows[4_321], 5, allowed)[0].tolist() != []
    assert (index.search(rows[4_321], 5, allowed)[0] % 2 == 0).all()


def test_shapes_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    build_vector_index(tmp_path / "v.faiss", unit_vectors(5))
    index = VectorIndex.open(tmp_path / "v.faiss")
    with pytest.raises(ValueError, match="16 numbers"):
        index.search(np.zeros(8, dtype=np.float32), 1)
    with pytest.raises(ValueError, match="5 chunks"):
        index.search(np.zeros(16, dtype=np.float32), 1, np.ones(4, dtype=bool))


def test_a_search_leaves_the_number_of_threads_as_it_was(tmp_path: Path) -> None:
    import faiss

    build_vector_index(tmp_path / "v", np.eye(3, dtype=np.float32))
    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(3)
    try:
        VectorIndex.open(tmp_path / "v").search(np.eye(3, dtype=np.float32)[0], 1)
        assert faiss.omp_get_max_threads() == 3
    finally:
        faiss.omp_set_num_threads(before)


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        VectorIndex.open(tmp_path / "none.faiss")


@pytest.mark.parametrize("content", [b"", b"no index", b"IxFI\x10\x00"])
def test_a_damaged_file_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "v.faiss").write_bytes(content)
    with pytest.raises(ValueError, match=r"^v\.faiss holds no vectors"):
        VectorIndex.open(tmp_path / "v.faiss")


def test_the_same_vectors_give_the_same_file(tmp_path: Path) -> None:
    for name in ("a", "b"):
        build_vector_index(tmp_path / name, unit_vectors(50))
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
