"""Turns a Report into outline, cases, tables and paragraphs."""
