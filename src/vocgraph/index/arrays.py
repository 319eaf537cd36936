"""Opens arrays that lie on disk, one file each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


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
