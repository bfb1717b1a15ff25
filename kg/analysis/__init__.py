"""Computations beyond SQL and SPARQL: paths, centrality, inequality, suggestions, layout."""
