"""Turns a file into a Report."""
