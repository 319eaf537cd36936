"""Turns texts into vectors with a transformer, through sentence-transformers; from files on this computer only."""

from __future__ import annotations

import os
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from vocgraph.errors import VocgraphError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

_BATCH = 32  # texts per turn: more gain nothing on a processor


class TransformerEmbedding:
    """A sentence-transformers model, opened for encoding."""

    def __init__(self, model: Any, *, name: str, fingerprint: str) -> None:  # noqa: ANN401 - a SentenceTransformer
        self.name, self.fingerprint = name, fingerprint
        self._model = model
        self._lock = Lock()  # a transformer's tokenizer answers one thread at a time
        self.dim = int(self.encode([self.name]).shape[1])

    @classmethod
    def open(cls, folder: Path, *, name: str, fingerprint: str) -> TransformerEmbedding:
        """Open a folder that sentence-transformers can read, without a network.

        :raises VocgraphError: if sentence-transformers is not installed.
        :raises Exception: whatever it raises where it cannot read the folder.
        """
        os.environ["HF_HUB_OFFLINE"] = "1"  # some of its parts ask the network even for what is on the disk
        os.environ["HF_HUB_DISABLE_PROGRESS_BARS"] = "1"  # nobody waits for weights that are on the disk
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise VocgraphError(
                f"The embedding model {name} needs sentence-transformers, which is not installed.",
                fix="Install it: pip install 'vocgraph[transformers]'",
            ) from error
        model = SentenceTransformer(str(folder), local_files_only=True)
        return cls(model, name=name, fingerprint=fingerprint)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of passages: shape (texts, dim), each of length 1."""
        return self._encoded(self._model.encode_document, texts)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of queries, which some models mark as such: shape (texts, dim), each of length 1."""
        return self._encoded(self._model.encode_query, texts)

    def _encoded(self, encode: Callable[..., Any], texts: Sequence[str]) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        with self._lock:
            vectors = encode(
                list(texts),
                batch_size=_BATCH,
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=False,
            )
        return np.asarray(vectors, dtype=np.float32)
