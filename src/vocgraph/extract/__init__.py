"""Finds mentions, claims and observations in one report."""
