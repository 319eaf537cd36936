"""Keeps chunks by word and by vector."""
