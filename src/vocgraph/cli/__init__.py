"""Offers the library on the command line: data on standard output, talk and progress on standard error."""

from vocgraph.cli import cases, figures, graph, libraries, reading
from vocgraph.cli.common import app, main

__all__ = ["app", "cases", "figures", "graph", "libraries", "main", "reading"]

_IN_HELP = (  # the order in which people need them
    *("build", "add", "remove", "info", "check", "serve"),
    *("search", "cases", "similar", "topics", "inspect", "evaluate"),
    *("indicators", "partners", "path", "compare", "top", "communities", "explain", "questions", "sparql", "export"),
)
app.registered_commands.sort(key=lambda command: _IN_HELP.index(command.callback.__name__ if command.callback else ""))
