"""Offers the library on the command line: data on standard output, talk and progress on standard error."""

from vocgraph.cli import graph, libraries, reading
from vocgraph.cli.common import app, main

__all__ = ["app", "graph", "libraries", "main", "reading"]
