"""Writes arrays row by row to disk, one file each, and opens them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray


def write_rows(path: Path, rows: Iterable[NDArray[Any]], *, shape: tuple[int, int], dtype: type[np.generic]) -> None:
    """Write an array in pieces of some rows each, as `numpy.save` would write it whole.

    It is not written through a mapping: where the disk is full, that kills the process instead of raising.

    :raises OSError: if it cannot be written.
    """
    with path.open("wb") as file:
        header = {"descr": np.lib.format.dtype_to_descr(np.dtype(dtype)), "fortran_order": False, "shape": shape}
        np.lib.format.write_array_header_1_0(file, header)
        for piece in rows:
            file.write(np.ascontiguousarray(piece, dtype=dtype).tobytes())


def open_array(path: Path) -> NDArray[Any]:
    """An array that `numpy.save` wrote; it stays on disk and is mapped into memory.

    :raises FileNotFoundError: if there is no such file.
    :raises ValueError: if it is damaged.
    """
    try:
        # as a plain array: numpy's class for mapped files makes every look into it slower
        return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))
    except OSError:
        raise
    except Exception as error:  # numpy reads headers with Python's own tokenizer: it raises anything
        raise ValueError(f"{path.name} cannot be read: {error}") from error
