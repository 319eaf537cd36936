"""Decides which mentions are one entity."""
