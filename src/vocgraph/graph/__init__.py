"""Keeps entities and relations, with neighbours, paths and SPARQL."""
