"""Keeps what was read and resolved in one SQLite file, the truth from which all else in a library can be rebuilt."""
