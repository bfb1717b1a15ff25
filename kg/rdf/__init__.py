"""Records -> triples."""
