"""Turns texts into vectors with a static embedding: one vector per token, averaged; numpy only, no network.

The folder has the form of sentence-transformers' ``StaticEmbedding``, so a sentence-transformers user can load it too::

    modules.json                              names the folders of the steps
    0_StaticEmbedding/tokenizer.json          for the tokenizers library
    0_StaticEmbedding/model.safetensors       "embedding.weight", shape (tokens, dimensions); or, in bytes,
                                              "embeddings" and one factor per token, "weights"
    1_Normalize/
    segmentation.json                         ours: {"segmented": true} where texts are cut into words first,
                                              {"folded": true} where the model was trained on folded text
"""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from vocgraph.text.variants import fold
from vocgraph.text.words import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

MODULES, SEGMENTATION = "modules.json", "segmentation.json"
STATIC, NORMALIZE = "0_StaticEmbedding", "1_Normalize"
_FEW = 32  # texts that take less time than starting threads for them does
_BATCH = 512  # texts per turn: keeps the gathered token vectors within some megabytes


class Embedder(Protocol):
    """Whatever turns texts into vectors."""

    @property
    def name(self) -> str: ...

    @property
    def fingerprint(self) -> str:
        """Changes whenever some text would get another vector."""

    @property
    def dim(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of passages: shape (texts, dim), each of length 1, or 0 for a text with nothing known in it."""

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """The same of queries, which some models mark as such."""


class StaticEmbedding:
    """A static embedding, opened for encoding."""

    def __init__(
        self,
        weights: NDArray[np.float32] | NDArray[np.int8],
        scales: NDArray[np.float32] | None,
        tokenizer: Any,  # noqa: ANN401 - a tokenizers.Tokenizer, kept inside
        *,
        name: str,
        fingerprint: str,
        prepare: Callable[[str], str] | None,
    ) -> None:
        self.name, self.fingerprint = name, fingerprint
        self._weights, self._scales, self._tokenizer, self._prepare = weights, scales, tokenizer, prepare

    @classmethod
    def open(cls, folder: Path, *, fingerprint: str = "") -> StaticEmbedding:
        """Open a folder in sentence-transformers' form whose first step is a StaticEmbedding.

        :param fingerprint: of the folder's files, where it is known: reading them all for it takes time.
        :raises FileNotFoundError: if a file is missing.
        :raises ValueError: if the folder holds a model of another kind.
        """
        from safetensors.numpy import load_file
        from tokenizers import Tokenizer
        from tokenizers.normalizers import Sequence
        from tokenizers.pre_tokenizers import WhitespaceSplit

        step = _static_step(folder)
        tokenizer = Tokenizer.from_file(str(step / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        tensors = load_file(step / "model.safetensors")
        weights = tensors.get("embedding.weight", tensors.get("embeddings"))  # model2vec's files say "embeddings"
        if weights is None:
            raise ValueError(f"{step / 'model.safetensors'} holds no embedding.weight")
        if weights.dtype != np.int8:  # bytes stay bytes: a query needs a dozen rows of fifty thousand
            weights = np.asarray(weights, dtype=np.float32)
        scales = np.asarray(tensors["weights"], dtype=np.float32) if "weights" in tensors else None
        prepared = json.loads((folder / SEGMENTATION).read_text("utf-8")) if (folder / SEGMENTATION).is_file() else {}
        prepare = None
        if prepared.get("segmented"):
            prepare = _segmented
        elif prepared.get("folded"):
            prepare = _folded_runs
            # folding and splitting are done already, and much faster than the tokenizer does them
            tokenizer.normalizer, tokenizer.pre_tokenizer = Sequence([]), WhitespaceSplit()
        return cls(
            weights,
            scales,
            tokenizer,
            name=folder.resolve().name,
            fingerprint=fingerprint or fingerprint_of(folder),
            prepare=prepare,
        )

    @property
    def dim(self) -> int:
        return int(self._weights.shape[1])

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Vectors of shape (texts, dim), each of length 1, or 0 for a text with nothing known in it."""
        vectors = np.zeros((len(texts), self.dim), dtype=np.float32)
        for start in range(0, len(texts), _BATCH):
            batch = list(texts[start : start + _BATCH])
            tokens = self._tokens(list(map(self._prepare, batch)) if self._prepare else batch)
            for row, ids in enumerate(tokens, start=start):
                if ids:
                    vectors[row] = self._sum(ids)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        np.divide(vectors, lengths, out=vectors, where=lengths > 0)
        return vectors

    encode_queries = encode

    def _tokens(self, texts: list[str]) -> list[list[int]]:
        if len(texts) < _FEW:
            return [self._tokenizer.encode(text, add_special_tokens=False).ids for text in texts]
        return [item.ids for item in self._tokenizer.encode_batch_fast(texts, add_special_tokens=False)]

    def _sum(self, ids: list[int]) -> NDArray[np.float32]:
        """The sum of the tokens' vectors; brought to length 1, it is their mean."""
        rows = self._weights.take(ids, axis=0)
        summed: NDArray[np.float32] = (
            rows.sum(axis=0) if self._scales is None else np.einsum("t,td->d", self._scales.take(ids), rows)
        )
        return summed


def fingerprint_of(folder: Path) -> str:
    """A SHA-256 over the names and contents of every file of a model's folder but its model card."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "README.md"):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        digest.update(f"{path.relative_to(folder).as_posix()} {content}\n".encode())
    return digest.hexdigest()


def write_static_embedding(
    folder: Path,
    *,
    tokenizer: Any,  # noqa: ANN401 - a tokenizers.Tokenizer
    weights: NDArray[np.float32] | NDArray[np.int8],
    segmented: bool,
    folded: bool = False,
    scales: NDArray[np.float32] | None = None,
) -> None:
    """Write token vectors of shape (tokens, dimensions) and their tokenizer in sentence-transformers' form.

    :param scales: shape (tokens,); where given, a token's vector is its row of ``weights`` times its scale.
    """
    from safetensors.numpy import save_file

    for name in (STATIC, NORMALIZE):
        (folder / name).mkdir(parents=True, exist_ok=True)
    kind = "sentence_transformers.models."
    steps = [
        {"idx": 0, "name": "0", "path": STATIC, "type": kind + "StaticEmbedding"},
        {"idx": 1, "name": "1", "path": NORMALIZE, "type": kind + "Normalize"},
    ]
    _write_json(folder / MODULES, steps)
    _write_json(folder / SEGMENTATION, {"segmented": segmented} | ({"folded": True} if folded else {}))
    tokenizer.save(str(folder / STATIC / "tokenizer.json"), pretty=False)
    tensors = {"embedding.weight": np.ascontiguousarray(weights)}
    if scales is not None:
        tensors = {"embeddings": tensors["embedding.weight"], "weights": np.ascontiguousarray(scales, dtype=np.float32)}
    save_file(tensors, folder / STATIC / "model.safetensors")
    shutil.copymode(folder / MODULES, folder / STATIC / "model.safetensors")  # safetensors leaves it to its owner alone
    _write_json(folder / NORMALIZE / "config.json", {})  # version control keeps no empty folder


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _segmented(text: str) -> str:
    return " ".join(plain().words(text))


def _folded_runs(text: str) -> str:
    """The folded text with white space for everything but letters and digits."""
    return text.translate(_FOLDED_RUNS)


class _FoldedRuns(dict[int, str]):
    """Folds a character and drops it where it is neither letter nor digit; each is worked out once."""

    def __missing__(self, code: int) -> str:
        kept = "".join(character if character.isalnum() else " " for character in fold(chr(code)))
        self[code] = kept
        return kept


_FOLDED_RUNS = _FoldedRuns()


def is_static(folder: Path) -> bool:
    """Whether a folder holds a static embedding with nothing behind it but bringing vectors to length 1."""
    if not (folder / MODULES).is_file():
        return False
    kinds = [str(step.get("type", "")).rsplit(".", 1)[-1] for step in _steps(folder)]
    return kinds in (["StaticEmbedding"], ["StaticEmbedding", "Normalize"])


def _static_step(folder: Path) -> Path:
    if not is_static(folder):
        raise ValueError(f"{folder} holds no static embedding")
    return folder / str(_steps(folder)[0].get("path", ""))


def _steps(folder: Path) -> list[dict[str, Any]]:
    steps: list[dict[str, Any]] = json.loads((folder / MODULES).read_text(encoding="utf-8"))
    return steps
