"""Writes the graph in other programs' formats."""
