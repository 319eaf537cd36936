"""Measures how many passages a second of one core turns into vectors: a library's own, with their headings."""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

import numpy as np

os.environ["RAYON_NUM_THREADS"] = os.environ["OMP_NUM_THREADS"] = "1"  # one core; read when the libraries are imported


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path, nargs="?", default=Path("library"))
    parser.add_argument("--model", default="bundled")
    parser.add_argument("--rounds", type=int, default=7)
    wanted = parser.parse_args()

    from vocgraph import storage
    from vocgraph.documents.reading import Documents
    from vocgraph.index.chunks import embedded_text
    from vocgraph.index.models import find_model

    documents = Documents(storage.current(wanted.library).path("documents.sqlite"))
    texts = [embedded_text(stored.chunk) for stored in documents.all_chunks()]
    documents.close()
    embedder = find_model(wanted.model).open()
    rates = []
    for _ in range(wanted.rounds):
        began = time.process_time()
        embedder.encode(texts)
        rates.append(len(texts) / (time.process_time() - began))
    long = np.mean([len(text) for text in texts])
    print(f"{len(texts):,} passages of {long:.0f} characters on average, model {wanted.model}")
    print(f"median {np.median(rates):,.0f}, slowest round {min(rates):,.0f} passages per second of one core")


if __name__ == "__main__":
    main()
