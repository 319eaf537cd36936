"""Arrays written in pieces."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from vocgraph.index.arrays import open_array, write_rows

if TYPE_CHECKING:
    from pathlib import Path


def test_pieces_give_the_file_that_the_whole_gives(tmp_path: Path) -> None:
    whole = np.arange(12, dtype=np.int8).reshape(4, 3)
    write_rows(tmp_path / "pieces.npy", (whole[:3], whole[3:]), shape=whole.shape, dtype=np.int8)
    np.save(tmp_path / "whole.npy", whole)
    assert (tmp_path / "pieces.npy").read_bytes() == (tmp_path / "whole.npy").read_bytes()
    assert np.array_equal(open_array(tmp_path / "pieces.npy"), whole)
