"""Ranks, filters and highlights."""
