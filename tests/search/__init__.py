"""Tests of ranking, expansion and highlighting."""
