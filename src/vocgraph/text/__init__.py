"""Folds, mends and cuts Chinese text."""
