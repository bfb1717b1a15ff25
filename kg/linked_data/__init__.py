"""Linked data: what a graph says of each IRI, for people and for machines. Any graph will do, by SPARQL alone."""
