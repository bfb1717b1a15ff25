"""HTML pages and RDF descriptions of the things in the graph."""
