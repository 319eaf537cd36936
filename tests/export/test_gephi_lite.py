"""Gephi Lite's own reader gets everything that a GEXF export holds."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.example import example_graph
from vocgraph.export.formats import write_subgraph

WEB = Path(__file__).parents[2] / "web"


def test_graphology_reads_every_node_edge_colour_size_and_position(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None or not (WEB / "node_modules" / "graphology-gexf").is_dir():
        if os.environ.get("CI"):
            pytest.fail("Node or graphology-gexf is missing: `make install` builds the front end and brings both.")
        pytest.skip("Node or graphology-gexf is missing: run `make install`.")
    graph = example_graph()
    [file] = write_subgraph("gexf", graph, tmp_path / "example.gexf")
    done = subprocess.run(
        [node, "tests/count-gexf.mjs", file], cwd=WEB, capture_output=True, text=True, encoding="utf-8", check=True
    )
    read = json.loads(done.stdout)
    assert (read["nodes"], read["edges"]) == (len(graph.nodes), len(graph.edges))
    assert read["first"]["label"] in {node.name for node in graph.nodes}
    assert read["first"]["color"].startswith("rgba(")
    assert read["first"]["size"] > 0
    assert {"x", "y"} <= set(read["first"])
