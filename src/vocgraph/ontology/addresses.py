"""Gives the addresses (IRIs) that things have in RDF."""

from __future__ import annotations

from urllib.parse import quote

BASE = "https://w3id.org/vocgraph/"


def instance_iri(collection: str, name: str) -> str:
    """The address of anything that is made from reports: ``…/id/{collection}/{percent-encoded name}``."""
    return f"{BASE}id/{quote(collection, safe='')}/{quote(name, safe='')}"
