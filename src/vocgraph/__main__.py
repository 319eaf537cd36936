"""Lets ``python -m vocgraph`` be the command line."""

from vocgraph.cli import main

main()
