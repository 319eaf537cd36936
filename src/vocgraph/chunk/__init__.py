"""Cuts a structured report into passages that can be read alone."""
