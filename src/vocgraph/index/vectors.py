"""Keeps chunks by vector (faiss): exact while that is fast, in clusters of rounded vectors above."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

EXACT_UP_TO = 50_000  # vectors; an exact search of more takes longer than ten milliseconds
_TRAINED_ON = 64  # vectors per cluster that training looks at
_PROBED = 32  # clusters looked into per search: recall 0.975 at 1,024 clusters
_SAMPLED = 4_096  # vectors from which the mean is taken
_LARGEST = 64 << 30  # bytes that a file may ask faiss to reserve for one array
_LONGEST = 1 << 28  # turns that a file may ask of one loop


def build_vector_index(path: Path, vectors: NDArray[np.float32]) -> None:
    """Write an index of vectors of shape (chunks, dimensions), each of length 1 or 0; row i is chunk i."""
    faiss = _faiss()
    count, dim = vectors.shape
    rows = np.ascontiguousarray(vectors, dtype=np.float32)
    if count <= EXACT_UP_TO:
        index = faiss.IndexFlatIP(dim)
    else:
        clusters = int(2 ** np.round(np.log2(2 * np.sqrt(count))))
        index = faiss.index_factory(dim, f"IVF{clusters},SQ8", faiss.METRIC_INNER_PRODUCT)
        step = max(1, count // (_TRAINED_ON * clusters))
        index.train(rows[::step])
    index.add(rows)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        faiss.write_index(index, str(path))
    except RuntimeError as error:  # its text tells of places in faiss's own source
        raise OSError(f"{path.name} cannot be written") from error


class VectorIndex:
    """An index of chunks by vector, opened for searching; exact ones and clustered ones look alike."""

    def __init__(self, index: Any) -> None:  # noqa: ANN401 - a faiss index, kept inside
        self._index = index
        self._clustered = hasattr(index, "nprobe")

    @classmethod
    def open(cls, path: Path) -> VectorIndex:
        """Open an index written by :func:`build_vector_index`; the file stays on disk and is mapped into memory.

        Only open a file whose checksum has been compared: faiss trusts what it reads, within the limits set here.

        :raises FileNotFoundError: if there is no such file.
        :raises ValueError: if it is damaged.
        """
        faiss = _faiss()
        if not path.is_file():
            raise FileNotFoundError(path)
        faiss.set_deserialization_vector_byte_limit(_LARGEST)
        faiss.set_deserialization_loop_limit(_LONGEST)
        try:
            index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC)
        except RuntimeError as error:  # its text tells of places in faiss's own source
            raise ValueError(f"{path.name} holds no vectors that faiss can read") from error
        return cls(index)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    @property
    def dim(self) -> int:
        return int(self._index.d)

    @cached_property
    def centre(self) -> NDArray[np.float32]:
        """The mean of the vectors, or of an even sample of them; shape (dimensions,).

        Its product with a query's vector is the cosine of the query and a typical passage.
        """
        if self._clustered:
            rows = self._index.quantizer.reconstruct_n(0, self._index.nlist)
        else:
            step = max(1, len(self) // _SAMPLED)
            rows = self._index.reconstruct_batch(np.arange(0, len(self), step, dtype=np.int64))
        centre: NDArray[np.float32] = rows.mean(axis=0) if len(rows) else np.zeros(self.dim, dtype=np.float32)
        return centre

    def search(
        self, vector: NDArray[np.float32], limit: int, allowed: NDArray[np.bool_] | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """The chunks whose vectors are nearest, best first.

        :param vector: shape (dimensions,), of length 1.
        :param allowed: shape (chunks,); only chunks that are True are searched. None allows all.
        :return: chunk numbers and cosines, both of shape (found,).
        :raises ValueError: if a shape does not fit.
        """
        if vector.shape != (self.dim,):
            raise ValueError(f"the index holds vectors of {self.dim} numbers, the query has shape {vector.shape}")
        if allowed is not None and allowed.shape != (len(self),):
            raise ValueError(f"the index holds {len(self)} chunks, the filter has shape {allowed.shape}")
        limit = min(limit, len(self) if allowed is None else int(allowed.sum()))
        if limit < 1:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float64)
        query = np.ascontiguousarray(vector, dtype=np.float32)[None, :]
        with _one_thread():
            cosines, numbers = self._index.search(query, limit, params=self._parameters(allowed))
        found = numbers[0] >= 0
        kept, scores = numbers[0][found].astype(np.int64), cosines[0][found].astype(np.float64)
        order = np.lexsort((kept, -scores))
        return kept[order], scores[order]

    def _parameters(self, allowed: NDArray[np.bool_] | None) -> Any:  # noqa: ANN401 - faiss search parameters
        faiss = _faiss()
        options: dict[str, Any] = {}
        if allowed is not None:
            options["sel"] = faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))
        if self._clustered:
            return faiss.SearchParametersIVF(nprobe=_PROBED, **options)
        return faiss.SearchParameters(**options) if options else None


@contextmanager
def _one_thread() -> Iterator[None]:
    """Keep faiss from waking threads: for one query, they cost more than they help."""
    faiss = _faiss()
    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)


def _faiss() -> Any:  # noqa: ANN401 - its published types leave out what its Python layer adds
    import faiss

    return faiss
