"""Descriptions of the resources in a graph, of its dataset and its SPARQL endpoint. They work on any graph, by SPARQL alone."""
