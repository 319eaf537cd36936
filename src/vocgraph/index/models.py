"""Finds the embedding model that texts become vectors with: the bundled one, or another that is on this computer."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from vocgraph.errors import VocgraphError
from vocgraph.index.bundled import FINGERPRINT, bundled_embedding
from vocgraph.index.embedding import MODULES, StaticEmbedding, fingerprint_of, is_static
from vocgraph.index.transformers import TransformerEmbedding

if TYPE_CHECKING:
    from vocgraph.index.embedding import Embedder

_MAKERS = "sentence-transformers/"  # whose models go by their bare names too


@dataclass(frozen=True, slots=True)
class Model:
    """An embedding model that was found but not opened yet, which may take seconds."""

    name: str  # as `find_model` takes it; a folder's is its whole path
    folder: Path | None  # None: one of the two below
    fingerprint: str

    def open(self) -> Embedder:
        """Open it; a static model needs neither torch nor sentence-transformers.

        :raises VocgraphError: if it cannot be read.
        :raises ValueError: if it is yet to be learned.
        """
        if self == LEARNED:
            raise ValueError("this model is learned when a library is built, and opened from there")
        if self.folder is None:
            return bundled_embedding()
        try:
            if not is_static(self.folder):
                return TransformerEmbedding.open(self.folder, name=self.name, fingerprint=self.fingerprint)
            return StaticEmbedding.open(self.folder, fingerprint=self.fingerprint)
        except VocgraphError:
            raise
        except Exception as error:  # the libraries that read such files raise nothing narrower
            raise VocgraphError(
                f"{self.folder} cannot be read as an embedding model ({error}).",
                fix="Fetch or make the model again, or leave --model out for the bundled one.",
            ) from error


BUNDLED = Model("bundled", None, FINGERPRINT)  # travels with the package
LEARNED = Model("learned", None, "learned")  # learned from a library's own passages, and kept in it


def find_model(name: str) -> Model:
    """The model of that name or in that folder; nothing is ever fetched from a network.

    :param name: "bundled", "learned", a folder that sentence-transformers can read, or the name of a model in the local
        cache of Hugging Face.
    :raises VocgraphError: if there is none.
    """
    for model in (BUNDLED, LEARNED):
        if name == model.name:
            return model
    folder = Path(name).expanduser()
    if folder.is_dir():
        folder = folder.resolve()
        name = str(folder)
    else:
        folder = _cached(name)
    if not any((folder / file).is_file() for file in (MODULES, "config.json")):
        raise VocgraphError(
            f"{folder} holds no embedding model.",
            fix=f"Name a folder with a {MODULES}, as sentence-transformers writes.",
        )
    return Model(name, folder, fingerprint_of(folder))


def _cached(name: str) -> Path:
    os.environ["HF_HUB_OFFLINE"] = "1"
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    for known_as in (name, _MAKERS + name):
        try:
            return Path(snapshot_download(known_as, local_files_only=True))
        except (HFValidationError, LocalEntryNotFoundError):
            continue
    raise VocgraphError(
        f"There is no embedding model {name} on this computer.",
        fix=f"Name a folder that holds one, or fetch it first, where there is a network: hf download {name}",
    )
