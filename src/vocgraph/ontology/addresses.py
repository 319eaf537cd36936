"""Gives the addresses (IRIs) that things have in RDF."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from vocgraph.model import EntityKind

BASE = "https://w3id.org/vocgraph/"


def entity_iri(kind: EntityKind, name: str) -> str:
    """The address in RDF of an entity whose id is made of its kind and name alone, as nearly all are."""
    return instance_iri(kind.value, name)


def instance_iri(collection: str, name: str) -> str:
    """The address of anything that is made from reports: ``…/id/{collection}/{percent-encoded name}``."""
    return f"{BASE}id/{quote(collection, safe='')}/{quote(name, safe='')}"
