"""Keeps packed values in files of a library's cache."""

from __future__ import annotations

import os
import zlib
from typing import TYPE_CHECKING, Any

from vocgraph.documents.schema import unpack

if TYPE_CHECKING:
    from pathlib import Path


def keep(file: Path, packed: bytes) -> None:
    """Write a file of the cache, aside and then into place.

    It is not waited for the disk: after a power cut the checksum tells, and the file is made anew.
    """
    aside = file.with_suffix(f".{os.getpid()}.new")
    try:
        aside.write_bytes(packed)
        aside.replace(file)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def recall(file: Path) -> Any:  # noqa: ANN401 - JSON has no narrower type
    """What was packed into a file of the cache; None where there is none, or it is damaged."""
    try:
        return unpack(file.read_bytes())
    except (OSError, ValueError, zlib.error):
        return None
