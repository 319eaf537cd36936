"""Describes what programs can ask as an OpenAPI 3.1 document: the JSON interface, SPARQL and the exports."""

from __future__ import annotations

from typing import Final

from vocgraph.serve.openapi_parts import (
    ROOT,
    Schema,
)
from vocgraph.serve.openapi_paths import describe_paths
from vocgraph.serve.openapi_schemas import describe_schemas

VERSION: Final = "1.1.0"  # of the interface, not of the package
_PREFIX: Final = "/api/v1"

TAGS: Final = ("search", "reports", "graph", "figures", "files")
_TAG_OF: Final = {  # first part of a path: its group; search where none is named
    "reports": "reports",
    **dict.fromkeys(
        ("entities", "companions", "partners", "path", "compare", "top", "communities", "network"), "graph"
    ),
    "indicators": "figures",
    **dict.fromkeys(("sparql", "export"), "files"),
}


def describe() -> Schema:
    """The whole document, made anew."""
    paths = {}
    for path, item in describe_paths().items():
        for method in item.keys() & {"get", "post"}:
            item[method]["tags"] = [_TAG_OF.get(path.split("/")[1], TAGS[0])]
        # Whole addresses and one server: generators of clients overlook that a path has a server of its own.
        elsewhere = item.pop("servers", None)
        paths[path if elsewhere else f"{_PREFIX}{path}"] = item
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "vocgraph",
            "version": VERSION,
            "summary": "Search and knowledge graph over Chinese vocational-education annual quality reports",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": ROOT,
        "tags": [{"name": tag} for tag in TAGS],
        "paths": paths,
        "components": {"schemas": describe_schemas()},
    }
