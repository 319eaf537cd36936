"""Finds the files that travel with the package: the ontology and the gazetteers."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_INSTALLED = Path(__file__).parent / "resources"  # a wheel carries copies beside the code
_CHECKOUT = Path(__file__).parents[2]  # an editable install reads the project's own folders


@cache
def resource(name: str) -> Path:
    """The path of a file or folder such as ``ontology/vocgraph.ttl``.

    :raises FileNotFoundError: if the installation is incomplete.
    """
    for root in (_INSTALLED, _CHECKOUT):
        path = root / name
        if path.exists():
            return path
    raise FileNotFoundError(f"{name} is missing from this installation of vocgraph")
