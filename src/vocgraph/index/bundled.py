"""Finds the embedding that travels with the package, so that search by meaning needs no download."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from vocgraph.index.embedding import StaticEmbedding

# of the model's files: stands in the code, so that another model is another program to a library
FINGERPRINT = "3c08fb6fbb71b5e38a58a6ad3d818e4a2008ec7535891058b1687c910be756a9"
_FOLDER = Path(__file__).parents[1] / "models" / "embedding"


def bundled_folder() -> Path:
    """The folder of the bundled model, in the form that sentence-transformers reads too.

    :raises FileNotFoundError: if the installation is incomplete.
    """
    if not (_FOLDER / "modules.json").is_file():
        raise FileNotFoundError(f"{_FOLDER} is missing from this installation of vocgraph")
    return _FOLDER


@cache
def bundled_embedding() -> StaticEmbedding:
    """The bundled model, opened once."""
    return StaticEmbedding.open(bundled_folder(), fingerprint=FINGERPRINT)
